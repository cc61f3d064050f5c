import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { compileServer, removeCompiledServer } from '../support/compiled-server.js';
import { DatabaseLine } from '../support/database-line.js';
import { createPostgres, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { ServerProcess } from '../support/server-process.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

/** The advisory lock that elects, and one of the test's own. */
const LOCK = 4_215_551_337;
const GATE = 4_711;
const SESSION = 'latchkey place';

const HELD = 'This replica performs the runs.';
const LOST = 'This replica has lost its place';
const OF_ANOTHER = 'Another replica';

const task = (method: string, name: string) =>
  `{ ${name}: { call: http, with: { method: ${method}, endpoint: 'https://api.example.com/${name}', body: {} } } }`;
const get = (name: string) => task('get', name).replace(', body: {}', '');
const post = (name: string) => task('post', name);
const fork = (...branches: string[][]) =>
  `  - both: { fork: { branches: [${branches.map((tasks, index) => `{ b${index}: { do: [${tasks.join(', ')}] } }`).join(', ')}] } }`;

describe('a replica that loses its place while it performs runs, on PostgreSQL', () => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let line: DatabaseLine;
  let first: ServerProcess;
  let second: ServerProcess;
  let desk: ProcessDesk;
  let observer: Client;
  const asked = new Map<string, ServerResponse[]>();

  beforeAll(() => compileServer());
  afterAll(() => removeCompiledServer());
  beforeEach(async () => {
    asked.clear();
    [database, vendor] = await Promise.all([createPostgres(), startVendorServer()]);
    vendor.reply((response, { path }) => {
      const name = path.split('/').at(-1) ?? '';
      asked.set(name, [...(asked.get(name) ?? []), response]);
    });
    line = await DatabaseLine.open(database.environment.DATABASE_URL ?? '');
    const settings = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}`, LATCHKEY_LOG_LEVEL: 'log' };
    first = await ServerProcess.start(database, { ...settings, DATABASE_URL: line.url });
    await eventually(() => first.timesSaid(HELD) >= 1);
    second = await ServerProcess.start(database, settings);
    await eventually(() => second.timesSaid(OF_ANOTHER) >= 1);
    desk = await ProcessDesk.open(second);
    observer = new Client({ connectionString: database.environment.DATABASE_URL });
    await observer.connect();
  }, 120_000);
  afterEach(async () => {
    await observer?.end();
    await Promise.all([first?.kill(), second?.kill()]);
    await line?.close();
    await Promise.all([vendor?.close(), database?.drop()]);
  });

  const begin = async (tasks: string) => desk.start(await desk.publish('Moved', tasks));
  const sent = (name: string) => asked.get(name)?.length ?? 0;
  const until = (name: string, times = 1) => eventually(() => sent(name) >= times);
  function answer(name: string, index = 0): void {
    const response = asked.get(name)?.[index];
    if (response && !response.headersSent) json({})(response, { method: '', path: '', headers: {}, body: '' });
  }
  const doneSteps = async (id: string) => (await desk.steps(id)).filter(({ outcome }) => outcome === 'done').length;
  const rows = async (sql: string) => (await observer.query(sql)).rowCount ?? 0;
  const OF_HERE = 'database = (SELECT oid FROM pg_database WHERE datname = current_database())';
  const waitingFor = (lock: number) =>
    rows(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = ${lock} AND NOT granted AND ${OF_HERE}`);
  const waitsToTake = () =>
    rows(`SELECT 1 FROM pg_stat_activity WHERE application_name = '${SESSION}' AND wait_event_type = 'Lock'`);
  /** Only the session that has the lock, and only on the side of the database. */
  const terminate = () =>
    rows(`SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE locktype = 'advisory' AND objid = ${LOCK} AND granted AND ${OF_HERE}`);

  it('records nothing more, begins nothing more, and cuts off what it has under way, also before it hears of it', async () => {
    const id = await begin(fork([get('before1'), post('effect1')], [get('before2'), post('effect2')]));
    await until('before1');
    await until('before2');
    line.hang(SESSION);
    expect(await terminate()).toBe(1);
    await eventually(() => second.timesSaid(HELD) >= 1);
    await until('before1', 2);
    await until('before2', 2);
    answer('before1');
    await eventually(() => first.timesSaid(OF_ANOTHER) > 0);
    await eventually(() => asked.get('before2')?.[0]?.destroyed);
    expect([await doneSteps(id), sent('effect1')]).toEqual([0, 0]);
    answer('before1', 1);
    answer('before2', 1);
    for (const effect of ['effect1', 'effect2']) {
      await until(effect);
      answer(effect);
    }
    await desk.until(id, 'completed');
    expect([sent('effect1'), sent('effect2')]).toEqual([1, 1]);
  });

  it('and its successor never begin the same step that must not be repeated, whatever numbers their branches take', async () => {
    await observer.query(`
      CREATE FUNCTION pass_gate() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${GATE}); RETURN NULL; END $$;
      CREATE TRIGGER effect_gate AFTER INSERT ON run_record
        FOR EACH ROW WHEN (NEW.name LIKE '%effect%' AND NEW."endedAt" IS NULL) EXECUTE FUNCTION pass_gate();
      SELECT pg_advisory_lock(${GATE})`);
    const id = await begin(fork([get('before'), post('effect')], [get('beside1'), get('beside2')]));
    await until('before');
    await until('beside1');
    answer('beside1');
    // In the first replica this one has a number before the effect; in the second it gets one after it.
    await until('beside2');
    answer('before');
    await eventually(async () => (await waitingFor(GATE)) === 1);
    line.hang(SESSION);
    expect(await terminate()).toBe(1);
    await eventually(async () => (await waitsToTake()) === 1 || (await waitingFor(GATE)) === 2);
    await observer.query(`SELECT pg_advisory_unlock(${GATE})`);
    await until('beside2', 2);
    answer('beside2', 1);
    await eventually(async () => {
      answer('effect', sent('effect') - 1);
      return (await desk.run(id)).status !== 'running';
    });
    expect(sent('effect')).toBe(1);
    expectStatus(await desk.caller.post(`/v1/runs/${id}/decision`, { decision: 'skip' }), 200);
    await desk.until(id, 'completed');
    expect(sent('effect')).toBe(1);
  });

  it('records the step under way while nobody else has taken it, and begins none before it has it again', async () => {
    const id = await begin(`  - ${get('one')}\n  - ${get('two')}`);
    await until('one');
    const next = new Client({ connectionString: database.environment.DATABASE_URL });
    await next.connect();
    const taken = next.query(`SELECT pg_advisory_lock(${LOCK})`);
    await eventually(async () => (await waitingFor(LOCK)) === 1);
    expect(await terminate()).toBe(1);
    await taken;
    await eventually(() => first.timesSaid(LOST) >= 1 && first.timesSaid(OF_ANOTHER) >= 1);
    answer('one');
    await eventually(async () => (await doneSteps(id)) === 1);
    await desk.publish('Meanwhile', `  - ${get('three')}`);
    expect(sent('two')).toBe(0);
    await next.end();
    await until('two');
    answer('two');
    await desk.until(id, 'completed');
    expect([sent('one'), sent('two')]).toEqual([1, 1]);
  });

  it('notices that its session hangs, and goes on with what is under way when nobody has come first', async () => {
    await second.kill();
    desk = desk.at(first);
    const id = await begin(`  - ${post('one')}\n  - ${get('two')}`);
    await until('one');
    line.hang(SESSION);
    await eventually(() => first.timesSaid(LOST) >= 1 && first.timesSaid(HELD) >= 2);
    // What holds the lock meanwhile is its own session, which it ends.
    expect(first.timesSaid(OF_ANOTHER)).toBe(0);
    answer('one');
    await until('two');
    answer('two');
    await desk.until(id, 'completed');
    expect([sent('one'), sent('two')]).toEqual([1, 1]);
  });
});
