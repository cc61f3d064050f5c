import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTenant, type Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { Latchkey } from '../support/story/latchkey.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

const parks = (token: string) =>
  `  - who: { call: http, with: { method: get, endpoint: { uri: 'https://api.redoxengine.com/', authentication: { use: ${token} } } } }`;

describe.each(engines)('Looking for runs on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let desk: ProcessDesk;
  let runs: { readonly done: string; readonly early: string; readonly late: string };
  let between: string;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    desk = await ProcessDesk.of(await createTenant(latchkey.app), 'Clinic');
    const done = await desk.start(await desk.publish('Done', '  - note: { set: { a: 1 } }'));
    await desk.until(done, 'completed');
    latchkey.clock.advance(60_000);
    between = latchkey.clock.now().toISOString();
    const early = await desk.start(await desk.publish('Early', parks('Early Token')));
    const late = await desk.start(await desk.publish('Late', parks('Late')));
    await Promise.all([early, late].map((id) => desk.until(id, 'parked')));
    runs = { done, early, late };
  });
  afterAll(() => latchkey.close());

  const found = async (query: string) =>
    expectStatus(await desk.caller.get(`/v1/runs?${query}`), 200).items.map(({ id }: Json) => id);

  it('finds those in any of several statuses', async () => {
    expect(await found('status=parked,completed')).toEqual([runs.late, runs.early, runs.done]);
    expect(await found('status=completed')).toEqual([runs.done]);
    expect(await found('status=faulted,cancelled')).toEqual([]);
  });

  it('finds those that started since an instant, or before it', async () => {
    expect(await found(`startedAfter=${between}`)).toEqual([runs.late, runs.early]);
    expect(await found(`startedBefore=${between}`)).toEqual([runs.done]);
  });

  it('finds those that are parked on an access token, however its name is written', async () => {
    expect(await found(`token=${encodeURIComponent(' early  TOKEN')}`)).toEqual([runs.early]);
    expect(await found('token=Nobody')).toEqual([]);
  });

  it('finds one by its id, or by how that begins', async () => {
    expect(await found(`search=${runs.early}`)).toEqual([runs.early]);
    expect(await found(`search=${runs.done.slice(4, 20)}`)).toContain(runs.done);
    expect(await found('search=run_zzzz')).toEqual([]);
  });

  it('goes through pages of what it found', async () => {
    const first = expectStatus(await desk.caller.get('/v1/runs?status=parked&limit=1'), 200);
    expect(first.items).toMatchObject([{ id: runs.late }]);
    expect(await found(`status=parked&limit=1&cursor=${first.nextCursor}`)).toEqual([runs.early]);
  });

  it('takes a day for its beginning, and a part of the word before ids', async () => {
    expect(await found('startedAfter=2020-01-31&status=parked')).toEqual([runs.late, runs.early]);
    expect(await found('startedAfter=2020-01-31T10:00%2B02:00&status=completed')).toEqual([runs.done]);
    expect(await found('search=ru&status=completed')).toEqual([runs.done]);
  });

  it.each(
    [
      ...['status=asleep', 'status=parked,', "search=x'%20OR%201=1", 'search=%25'],
      // What ISO 8601 has besides: weeks, days of a year, a short form, a comma, an hour alone, no zone, other years.
      ...['yesterday', '2020-W01', '2020-W01-1', '2020-001', '20200101', '2020', '2020-01-01T10:00:00,5Z'],
      ...['2020-01-01T10Z', '2020-01-01T10:00:00', '-2020-01-01', '2020-02-30', '9999-12-31T23:59:59-23:00'],
    ].map((query) => (query.includes('=') ? query : `startedAfter=${query}`)),
  )('refuses %s', async (query) => {
    for (const path of ['/v1/runs', '/v1/runs/events'])
      expect((await desk.caller.get(`${path}?${query}`)).status).toBe(400);
  });
});
