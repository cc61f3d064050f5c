import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AppEventEntity } from '../../src/workflows/events/app-event.entity.js';
import { RunEventEntity } from '../../src/workflows/events/run-event.entity.js';
import type { Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

const MOST_WAITING = 10;
const MOST_KNOWN = 20;
const LISTEN = "  - hear: { listen: { to: { any: [{ with: { type: beat } }], until: '${ length >= 3 }' } } }";
const ENDLESS = "  - hear: { listen: { to: { any: [{ with: { type: beat } }], until: '${ false }' } } }";

describe.each(engines)('what is kept of the events of an app on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    database = await createDatabase();
    const bounds = {
      LATCHKEY_WAITING_EVENTS: String(MOST_WAITING),
      LATCHKEY_KNOWN_EVENTS: String(MOST_KNOWN),
      LATCHKEY_LOG_LEVEL: 'fatal',
    };
    app = await startApp({ database, environment: bounds });
  });
  beforeEach(async () => {
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  let ids = 0;
  const beat = () => {
    ids += 1;
    return { specversion: '1.0', id: `e${ids}`, source: 'https://ward.example.com', type: 'beat', data: ids };
  };
  const beats = (count: number) => Array.from({ length: count }, beat);
  const headers = { 'content-type': 'application/cloudevents-batch+json' };
  const tell = (events: readonly object[], whom = `apps/${desk.appId}`) =>
    desk.caller.post(`/v1/${whom}/events`, events, headers);
  const send = async (events: readonly object[]) => expectStatus(await tell(events), 202);
  async function listening(tasks = LISTEN): Promise<string> {
    const id = await desk.start(await desk.publish('Hears', tasks));
    await desk.until(id, 'waiting');
    return id;
  }
  const act = async (id: string, verb: string) =>
    expectStatus(await desk.caller.post(`/v1/runs/${id}/${verb}`, {}), 200);
  const kept = (runId: string) => app.nest.get(DataSource).manager.countBy(RunEventEntity, { runId });
  const known = () => app.nest.get(DataSource).manager.countBy(AppEventEntity, { appId: desk.appId });
  const givenUp = async (id: string) =>
    (await desk.steps(id)).reduce((sum: number, step: Json) => sum + (step.output?.givenUp ?? 0), 0);

  it('is so many for a run that does not take them: it goes without the oldest, and its steps say how many', async () => {
    const id = await listening();
    await act(id, 'suspend');
    const sent = beats(MOST_WAITING + 4);
    await send(sent);
    expect(await kept(id)).toBe(MOST_WAITING);
    await act(id, 'resume');
    expect((await desk.until(id, 'completed')).output).toEqual(sent.slice(4, 7).map(({ data }) => data));
    expect(await givenUp(id)).toBe(4);
    expect(await kept(id)).toBe(0);
  });

  it('is all for a run that takes them, however many come, and none that was taken', async () => {
    const id = await listening(ENDLESS);
    const sent = [];
    for (let round = 0; round < 3; round++) {
      sent.push(...beats(MOST_WAITING));
      await send(sent.slice(-MOST_WAITING));
      const [taken] = [sent.length];
      await eventually(async () => (await takenBy(id)) === taken);
    }
    expect(await givenUp(id)).toBe(0);
    await eventually(async () => (await kept(id)) <= 1);
    await act(id, 'cancel');
  });
  const takenBy = async (id: string) =>
    (await desk.steps(id)).filter((step: Json) => step.output?.found !== undefined).length;

  it('is nothing more that a full run alone is told: that is refused with what to do, and taken later', async () => {
    const id = await listening(ENDLESS);
    await act(id, 'suspend');
    await send(beats(MOST_WAITING));
    const more = beat();
    expect(await tell([more], `runs/${id}`)).toMatchObject({
      status: 429,
      body: { code: 'event-line-full', remedy: 'wait', most: MOST_WAITING },
    });
    expect(await kept(id)).toBe(MOST_WAITING);
    await act(id, 'resume');
    await eventually(async () => (await takenBy(id)) === MOST_WAITING);
    expectStatus(await tell([more], `runs/${id}`), 202);
    await eventually(async () => (await takenBy(id)) === MOST_WAITING + 1);
    expect(await givenUp(id)).toBe(0);
    await act(id, 'cancel');
  });

  it('is the knowledge of so many: an event that is sent again is taken once, unless as many came since', async () => {
    const id = await listening();
    const [first, ...others] = beats(MOST_KNOWN + 5);
    await send([first ?? {}]);
    await send([first ?? {}]);
    await eventually(async () => (await takenBy(id)) === 1);
    for (const other of others) await send([{ ...other, type: 'noise' }]);
    await eventually(async () => (await known()) <= MOST_KNOWN);
    await send([first ?? {}, beat()]);
    expect((await desk.until(id, 'completed')).output.slice(0, 2)).toEqual([first?.data, first?.data]);
  });
});
