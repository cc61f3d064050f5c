import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTenant, type Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { EventListener } from '../support/event-listener.js';
import { eventually } from '../support/eventually.js';
import { SettableClock } from '../support/settable-clock.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

const DONE = '  - note: { set: { a: 1 } }';
const LISTENS = "  - hear: { listen: { to: { one: { with: { type: 'com.example.said' } } } } }";
/** More than a stream reads at once. */
const MANY = 230;
const AT_ONCE = 23;
/** Far less than the five seconds that are looked at again. */
const STEP = 500;

describe.each(engines)('A list stream while many runs move within seconds, on %s', (_engine, createDatabase) => {
  const clock = new SettableClock(new Date().toISOString());
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  let listener: EventListener | undefined;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database, clock });
  });
  beforeEach(async () => {
    desk = await ProcessDesk.of(await createTenant(app), 'Clinic');
  });
  afterAll(async () => {
    listener?.close();
    await app.close();
    await database.drop();
  });

  const listen = async () => {
    listener?.close();
    const lastEventId = clock.now().toISOString();
    listener = await EventListener.open(app.url, desk.caller, { path: '/v1/runs/events', lastEventId });
    return listener;
  };
  const told = ({ heard }: EventListener, status: string): string[] =>
    heard.filter(({ data }) => data.status === status).map(({ data }) => data.id);
  const cancel = async (id = '') => expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
  const waiting = async (count: number) => {
    const processId = await desk.publish('Listens', LISTENS);
    const ids = await Promise.all(Array.from({ length: count }, () => desk.start(processId)));
    for (const id of ids) await desk.until(id, 'waiting');
    clock.advance(60_000);
    return ids;
  };
  const performMany = async () => {
    const processId = await desk.publish('Done', DONE);
    const ids: string[] = [];
    for (let begun = 0; begun < MANY; begun += AT_ONCE) {
      ids.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => desk.start(processId)))));
    }
    return ids;
  };

  it('tells every run that moved, each once as it stands', async () => {
    const stream = await listen();
    const ids = await performMany();
    await stream.until((all) => new Set(told(all, 'completed')).size === MANY, 60_000);
    expect(told(stream, 'completed').toSorted()).toEqual(ids.toSorted());
  });

  it('tells what was stored later than it says, behind more runs than are read at once', async () => {
    const [first, second] = await waiting(2);
    const stream = await listen();
    await performMany();
    await stream.until((all) => new Set(told(all, 'completed')).size === MANY, 60_000);
    clock.advance(2 * STEP);
    await cancel(first);
    await stream.until((all) => told(all, 'cancelled').includes(first ?? ''));
    // As of a replica whose transaction took its time, or whose clock is a little slow.
    clock.advance(-STEP);
    await cancel(second);
    await stream.until((all) => told(all, 'cancelled').includes(second ?? ''));
    expect(told(stream, 'cancelled')).toEqual([first, second]);
    expect(told(stream, 'completed')).toHaveLength(MANY);
  });

  it('tells who comes back all that moved since, however much it was', async () => {
    const [before] = await waiting(1);
    const seen = clock.now().toISOString();
    const ids = await performMany();
    await cancel(before);
    await eventually(async () => {
      const { items } = expectStatus(await desk.caller.get('/v1/runs?status=completed&limit=200'), 200);
      return items.length === 200;
    }, 60_000);
    listener?.close();
    listener = await EventListener.open(app.url, desk.caller, { path: '/v1/runs/events', lastEventId: seen });
    await listener.until((all) => new Set(told(all, 'completed')).size === MANY, 60_000);
    const last: Record<string, string> = Object.fromEntries(
      listener.heard.map(({ data }: { data: Json }) => [data.id, data.status]),
    );
    expect(Object.keys(last).toSorted()).toEqual([...ids, before].toSorted());
  });
});
