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

  it.each(['status=asleep', 'status=parked,', 'startedAfter=yesterday', "search=x'%20OR%201=1", 'search=%25'])(
    'refuses %s',
    async (query) => {
      expect((await desk.caller.get(`/v1/runs?${query}`)).status).toBe(400);
    },
  );
});
