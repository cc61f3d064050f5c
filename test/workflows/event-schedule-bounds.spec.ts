import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { RunEventEntity } from '../../src/workflows/events/run-event.entity.js';
import { RunStarts } from '../../src/workflows/runs/run-starts.js';
import { EventSetEntity } from '../../src/workflows/schedules/event-set.entity.js';
import { ScheduleEntity } from '../../src/workflows/schedules/schedule.entity.js';
import type { Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { ANY, expectStatus, ProcessDesk, scheduled } from './support/process-desk.js';

const AT_ONCE = 100;
const MOST_SETS = 1_000;
const MOST_EVENTS = 1_000;
const MOST_UNDER_WAY = 1_000;
const MOST_WAITING = 30;
const LONGEST_BODY = 256 * 1024;

describe.each(engines)('what waits for a schedule by events on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  let id: string;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database, environment: { LATCHKEY_WAITING_EVENTS: String(MOST_WAITING) } });
  });
  beforeEach(async () => {
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  let ids = 0;
  const event = (type: string, data: Json = {}) => {
    ids += 1;
    return { specversion: '1.0', id: `e${ids}`, source: 'https://ward.example.com', type, data };
  };
  const headers = { 'content-type': 'application/cloudevents-batch+json' };
  const tell = (events: readonly object[]) => desk.caller.post(`/v1/apps/${desk.appId}/events`, events, headers);
  async function send(events: readonly object[]): Promise<void> {
    for (let from = 0; from < events.length; from += AT_ONCE)
      expectStatus(await tell(events.slice(from, from + AT_ONCE)), 202);
  }
  const many = (count: number, type: string) => Array.from({ length: count }, () => event(type));
  async function publish(on: string): Promise<void> {
    const definition = scheduled(`{ on: ${on} }`);
    id = expectStatus(await desk.caller.post(desk.processes, { name: 'Heard', definition }), 201).id;
    expectStatus(await desk.caller.post(`${desk.processes}/${id}/publish`, {}, ANY), 201);
  }
  const schedule = async () => expectStatus(await desk.caller.get(`${desk.processes}/${id}`), 200).schedule;
  const untilSkipped = (count: number) =>
    eventually(async () => {
      const seen = await schedule();
      return seen.skipped >= count ? seen : undefined;
    });
  const inputs = async (): Promise<string[][]> => {
    const { items } = expectStatus(await desk.caller.get(`/v1/runs?processId=${id}&status=completed&limit=200`), 200);
    return items.map(({ input }: Json) => input.map((each: Json) => each.id));
  };
  /** What is kept for the schedule. */
  async function stored() {
    const { manager } = app.nest.get(DataSource);
    const { id: scheduleId } = await manager.findOneByOrFail(ScheduleEntity, { processId: id });
    return {
      sets: await manager.countBy(EventSetEntity, { scheduleId }),
      events: await manager.countBy(RunEventEntity, { runId: scheduleId }),
    };
  }

  it('is at most a thousand incomplete sets: the oldest is given up, with its events, and counted', async () => {
    await publish('{ all: [{ with: { type: a } }, { with: { type: b } }] }');
    const begun = many(MOST_SETS + 3, 'a');
    await send(begun);
    expect(await untilSkipped(3)).toMatchObject({ skipped: 3, lastSkippedAt: expect.any(String) });
    expect(await stored()).toEqual({ sets: MOST_SETS, events: MOST_SETS });
    const b = event('b');
    await send([b]);
    expect(await eventually(async () => (await inputs())[0])).toEqual([begun[3]?.id, b.id]);
  });

  it('is at most a thousand events in a set: the set is given up and counted, and the next one is whole', async () => {
    await publish('{ any: [{ with: { type: part } }], until: { one: { with: { type: whole } } } }');
    await send(many(MOST_EVENTS + 1, 'part'));
    await untilSkipped(1);
    const last = event('part');
    await send([last, event('whole')]);
    expect(await eventually(async () => (await inputs())[0])).toEqual([last.id]);
    expect(await stored()).toEqual({ sets: 0, events: 0 });
    expect((await schedule()).skipped).toBe(1);
  });

  it('is no event that is longer than the door takes, which says so', async () => {
    await publish('{ one: { with: { type: long } } }');
    const refused = await tell([event('long', { text: 'x'.repeat(LONGEST_BODY) })]);
    expect(refused).toMatchObject({ status: 413, body: { remedy: 'fix-request' } });
    const wanted = event('long', { text: 'x'.repeat(1_000) });
    await send([wanted]);
    expect(await eventually(async () => (await inputs())[0])).toEqual([wanted.id]);
    expect((await schedule()).skipped).toBe(0);
  });

  it('is no more than the operator allows while no run can begin: the oldest are given up and counted', async () => {
    await publish('{ one: { with: { type: beat } } }');
    const of = { tenantId: desk.tenant.id, appId: desk.appId, processId: id, version: 1, input: [] };
    const suspension = { since: new Date().toISOString(), by: 'test' };
    const starts = app.nest.get(RunStarts);
    const early = { ...of, trigger: 'event', startedBy: 'early', suspension } as const;
    const runs = await Promise.all(Array.from({ length: MOST_UNDER_WAY }, () => starts.start(early)));
    const beats = many(MOST_WAITING + 20, 'beat');
    await send(beats);
    await untilSkipped(20);
    expect(await stored()).toEqual({ sets: 0, events: MOST_WAITING });
    for (const run of runs.slice(0, MOST_WAITING + 1))
      expectStatus(await desk.caller.post(`/v1/runs/${run.id}/cancel`, {}), 200);
    await eventually(async () => (await inputs()).length === MOST_WAITING);
    expect((await inputs()).flat().sort()).toEqual(
      beats
        .slice(20)
        .map((beat) => beat.id)
        .sort(),
    );
    expect((await schedule()).skipped).toBe(20);
  }, 180_000);
});
