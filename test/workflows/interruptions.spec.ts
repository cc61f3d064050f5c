import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/modules/database/database.js';
import { type Json, operatorOf } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import type { TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { FakeClock } from '../support/fake-clock.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { carriers } from './support/carriers.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

/** An error that nobody foresees is met so often. */
const TRIES = 6;
const call = (method: string, path: string) =>
  `  - ${path}: { call: http, with: { method: ${method}, endpoint: 'https://api.example.com/${path}' } }`;
const EMIT = "  - tell: { emit: { event: { with: { source: 'https://ward.example.com', type: told } } } }";

describe.each(carriers)('a run that is interrupted, on %s', (carrier, createDatabase) => {
  const itOnPostgres = carrier === 'SQLite' ? undefined : it;
  const itEmbedded = carrier === 'PostgreSQL' ? it : undefined;
  const clock = new FakeClock();
  let database: TestDatabase;
  let vendor: VendorServer;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    const environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}`, LATCHKEY_LOG_LEVEL: 'fatal' };
    app = await startApp({ database, environment, clock });
    if (carrier !== 'SQLite') await ask('CREATE SEQUENCE refused');
    vendor.reply(json({}));
  });
  beforeEach(async () => {
    desk = await ProcessDesk.open(app);
  });
  afterEach(heal);
  afterAll(async () => {
    await app?.close();
    await Promise.all([vendor?.close(), database?.drop()]);
  });

  function ask(sql: string): Promise<Json[]> {
    return app.nest.get(Database).write((manager) => manager.query<Json[]>(sql));
  }
  /** Whatever is stored there fails from now on; each time is counted, also though it is rolled back. */
  async function refuse(table: string, { when, code }: { when: string; code: string }): Promise<void> {
    if (carrier === 'SQLite') {
      await ask(`CREATE TRIGGER refuse BEFORE INSERT ON ${table} WHEN ${when}
        BEGIN SELECT RAISE(ABORT, 'refused'); END`);
      return;
    }
    await ask(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM nextval('refused'); RAISE EXCEPTION 'refused' USING ERRCODE = '${code}'; END $$`);
    await ask("SELECT setval('refused', 1, false)");
    await ask(`CREATE TRIGGER refuse BEFORE INSERT ON ${table} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse()`);
  }
  async function heal(): Promise<void> {
    if (carrier !== 'SQLite') await ask('DROP FUNCTION IF EXISTS refuse CASCADE');
    else await ask('DROP TRIGGER IF EXISTS refuse');
  }
  const refusals = async () => Number((await ask('SELECT last_value, is_called FROM refused'))[0]?.last_value);
  /** Lets time pass for as long as that has not come. */
  const inTime = <T>(come: () => Promise<T>) =>
    eventually(() => {
      clock.advance(500);
      return come();
    }, 120_000);
  const ended = async (id: string) => {
    const run = await desk.run(id);
    return ['completed', 'faulted'].includes(run.status) ? run : undefined;
  };
  /** How often the metrics say that runs were stopped. */
  async function counted(cause: string): Promise<number> {
    const { text } = (await operatorOf(app).get('/metrics')).body;
    return Number(new RegExp(`latchkey_run_interruptions_total\\{cause="${cause}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  }
  const sent = (path: string) => vendor.received.filter((request) => request.path.endsWith(`/${path}`)).length;

  it('by an error that nobody foresees faults after a few tries, and a retry goes on where it was', async () => {
    const before = { first: sent('first'), second: sent('second'), counted: await counted('unforeseen') };
    await refuse('run_record', { when: "NEW.name LIKE '/do/1/%'", code: '22023' });
    const id = await desk.start(await desk.publish('Two', `${call('get', 'first')}\n${call('post', 'second')}`));
    const { status, problem } = await inTime(() => ended(id));
    expect({ status, problem }).toMatchObject({ status: 'faulted', problem: { status: 500, instance: '/' } });
    expect(problem.detail).toContain(`${TRIES} times`);
    expect(problem.detail).not.toContain('refused');
    if (carrier !== 'SQLite') expect(await refusals()).toBe(TRIES);
    expect(sent('second')).toBe(before.second);
    expect((await counted('unforeseen')) - before.counted).toBe(TRIES);

    await heal();
    expectStatus(await desk.caller.post(`/v1/runs/${id}/retry`, {}), 200);
    expect((await inTime(() => ended(id))).status).toBe('completed');
    expect({ first: sent('first'), second: sent('second') }).toEqual({
      first: before.first + 1,
      second: before.second + 1,
    });
  }, 180_000);

  itOnPostgres?.(
    'by trouble of the database goes on when that is over, however long it took',
    async () => {
      await refuse('run_record', { when: "NEW.name LIKE '/do/1/%'", code: '53100' });
      const id = await desk.start(await desk.publish('Away', `${call('get', 'first')}\n${call('post', 'away')}`));
      await inTime(async () => (await refusals()) > TRIES);
      expect((await desk.run(id)).status).toBe('running');
      expect(await counted('database')).toBeGreaterThanOrEqual(TRIES);
      await heal();
      expect((await inTime(() => ended(id))).status).toBe('completed');
      expect(sent('away')).toBe(1);
    },
    180_000,
  );

  itEmbedded?.(
    'in a step by trouble of the database waits for as long as that takes, and does not fail',
    async () => {
      await refuse('app_event', { when: 'true', code: '53100' });
      const id = await desk.start(await desk.publish('Tells', EMIT));
      await inTime(async () => (await refusals()) > TRIES);
      expect(await ended(id)).toBeUndefined();
      await heal();
      expect((await inTime(() => ended(id))).status).toBe('completed');
    },
    180_000,
  );
});
