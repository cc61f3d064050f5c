import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTenant, type Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { SettableClock } from '../support/settable-clock.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

const BEFORE = 23;

describe.each(engines)('Going through pages of runs while runs come in, on %s', (_engine, createDatabase) => {
  const clock = new SettableClock(new Date().toISOString());
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  let processId: string;
  let before: readonly string[];
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database, clock });
    desk = await ProcessDesk.of(await createTenant(app), 'Clinic');
    processId = await desk.publish('Done', '  - note: { set: { a: 1 } }');
    before = await Promise.all(Array.from({ length: BEFORE }, () => desk.start(processId)));
    for (const id of before) await desk.until(id, 'completed');
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  /** Every page as somebody turns them, with what happens between two of them. */
  async function turnPages(query: string, between: () => Promise<unknown>): Promise<string[]> {
    const ids: string[] = [];
    let cursor = '';
    for (;;) {
      const page = expectStatus(await desk.caller.get(`/v1/runs?${query}${cursor}`), 200);
      ids.push(...page.items.map(({ id }: Json) => id));
      if (page.nextCursor === undefined) return ids;
      cursor = `&cursor=${page.nextCursor}`;
      await between();
    }
  }
  const start = (count: number) => Promise.all(Array.from({ length: count }, () => desk.start(processId)));
  const once = (ids: readonly string[]) => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted().toReversed());
    return ids.filter((id) => before.includes(id)).toSorted();
  };

  it.each([1, 4, 23, 24])('shows each that was there once, by pages of %d', async (limit) => {
    const ids = await turnPages(`limit=${limit}&startedBefore=2100-01-01`, () => start(limit === 1 ? 1 : 3));
    expect(once(ids)).toEqual(before.toSorted());
  });

  it('also while they are started and pages are turned at the same time', async () => {
    let isOver = false;
    const coming = (async () => {
      for (let wave = 0; !isOver && wave < 40; wave += 1) await start(2);
    })();
    const readers = await Promise.all(
      [1, 2, 5].map((limit) => turnPages(`limit=${limit}&processId=${processId}`, async () => undefined)),
    );
    isOver = true;
    await coming;
    for (const ids of readers) expect(once(ids)).toEqual(before.toSorted());
  });

  it('shows none again that moves meanwhile, and none that came later than the first page', async () => {
    const waits = await desk.publish('Listens', "  - hear: { listen: { to: { one: { with: { type: 'a.b' } } } } }");
    const waiting = await Promise.all(Array.from({ length: 7 }, () => desk.start(waits)));
    for (const id of waiting) await desk.until(id, 'waiting');
    const left = waiting.toSorted();
    const ids = await turnPages(`limit=2&processId=${waits}`, async () => {
      await desk.caller.post(`/v1/runs/${left.shift()}/cancel`, {});
      await desk.start(waits);
    });
    expect(ids).toEqual(waiting.toSorted().toReversed());
  });
});
