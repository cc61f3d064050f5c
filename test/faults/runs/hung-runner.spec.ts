import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { DatabaseLine } from '../../support/database-line.js';
import { createPostgres, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { ServerProcess } from '../../support/server-process.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { ProcessDesk } from '../../workflows/support/process-desk.js';
import { itInFull } from '../support/depth.js';

/** Less than the replica hangs: what it was told meanwhile lies ready when it wakes up. */
const LATE_MS = 20_000;
/** A replica that hangs is given half a minute. */
const PATIENCE_MS = 120_000;
const GATE = 4_711;
const HELD = 'This replica performs the runs.';

const call = (method: string, name: string) =>
  `  - ${name}: { call: http, with: { method: ${method}, endpoint: 'https://api.example.com/${name}' } }`;

/** One replica, and the only vendor that it can reach: what comes there, that replica has sent. */
interface Side {
  readonly replica: ServerProcess;
  readonly vendor: VendorServer;
}

describe('a replica that performs runs on PostgreSQL and hangs', () => {
  let database: TestDatabase;
  let line: DatabaseLine;
  let gate: Client;
  let first: Side;
  let second: Side;
  beforeAll(() => compileServer());
  afterAll(() => removeCompiledServer());
  beforeEach(async () => {
    database = await createPostgres();
    const { DATABASE_URL = '' } = database.environment;
    line = await DatabaseLine.open(DATABASE_URL);
    first = await open({ DATABASE_URL: line.url });
    await eventually(() => first.replica.timesSaid(HELD) >= 1);
    second = await open({});
    gate = new Client({ connectionString: DATABASE_URL });
    await gate.connect();
  }, 180_000);
  afterEach(async () => {
    await gate?.end();
    for (const { replica, vendor } of [first, second]) {
      replica.signal('SIGCONT');
      await replica.kill();
      await vendor.close();
    }
    await line?.close();
    await database?.drop();
  });

  async function open(environment: Readonly<Record<string, string>>): Promise<Side> {
    const vendor = await startVendorServer();
    const settings = {
      LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}`,
      LATCHKEY_LOG_LEVEL: 'log',
    };
    vendor.reply(json({}));
    return { vendor, replica: await ServerProcess.start(database, { ...settings, ...environment }) };
  }

  const sentBy = ({ vendor }: Side) => vendor.received.map(({ path }) => path.split('/').at(-1));

  /** Begins a run of three steps at the first replica, which waits for the answer to its first one. */
  async function begin(): Promise<{ id: string; desk: ProcessDesk; answer: () => void }> {
    let answer: (() => void) | undefined;
    first.vendor.reply((response, request) => {
      answer = () => json({})(response, request);
    });
    const desk = await ProcessDesk.open(second.replica);
    const tasks = [call('get', 'one'), call('get', 'two'), call('post', 'three')].join('\n');
    const id = await desk.start(await desk.publish('Hung', tasks));
    return { id, desk, answer: await eventually(() => answer) };
  }

  async function hang(): Promise<void> {
    first.replica.signal('SIGSTOP');
    await eventually(() => first.replica.isStopped);
  }

  async function wakeUp(): Promise<void> {
    first.replica.signal('SIGCONT');
    await eventually(() => first.replica.timesSaid('Another replica') > 0);
  }

  it('is replaced, and repeats no step that the other has completed when it wakes up', async () => {
    const { id, desk, answer } = await begin();
    line.delayCommits(LATE_MS);
    answer();
    // The step is recorded, and its replica has not heard of it: it is about to begin the next one.
    await eventually(async () => (await desk.steps(id)).length === 1);
    await hang();
    await eventually(() => second.replica.timesSaid(HELD) >= 1, PATIENCE_MS);
    await desk.until(id, 'completed');
    await wakeUp();
    expect([sentBy(first), sentBy(second)]).toEqual([['one'], ['two', 'three']]);
  }, 300_000);

  itInFull?.(
    'is replaced also when it hangs in the middle of a commit',
    async () => {
      await gate.query(`
        CREATE FUNCTION pass_gate() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${GATE}); RETURN NULL; END $$;
        CREATE TRIGGER record_gate AFTER INSERT ON run_record FOR EACH ROW EXECUTE FUNCTION pass_gate();
        SELECT pg_advisory_lock(${GATE})`);
      const { id, desk, answer } = await begin();
      answer();
      const waits = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = ${GATE} AND NOT granted`;
      await eventually(async () => (await gate.query(waits)).rowCount === 1);
      await hang();
      await gate.query(`SELECT pg_advisory_unlock(${GATE})`);
      await eventually(() => second.replica.timesSaid(HELD) >= 1, PATIENCE_MS);
      await desk.until(id, 'completed');
      await wakeUp();
      expect([sentBy(first), sentBy(second)]).toEqual([['one'], ['one', 'two', 'three']]);
    },
    300_000,
  );
});
