import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startApp, type TestApp } from '../../support/app.js';
import { createPostgres, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { expectStatus, ProcessDesk } from '../support/process-desk.js';

const PAUSE = '  - pause: { wait: { days: 3 } }';
const OUTER = '  - inner: { run: { workflow: { namespace: test, name: pause, version: latest } } }';
const LOCK = 'SELECT "id" FROM run WHERE "id" = $1 FOR UPDATE';
/** Somebody waits for what this transaction itself has locked, before its savepoints. */
const WAITED_FOR = `SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted
  AND transactionid = pg_current_xact_id()::xid`;
/** How often a change is tried. */
const TRIES = 5;

describe('A change that another one stands in the way of', () => {
  let database: TestDatabase;
  let app: TestApp;
  let other: Client;
  let desk: ProcessDesk;
  let id: string;
  let innerId: string;
  beforeAll(async () => {
    database = await createPostgres();
    app = await startApp({ database });
    other = new Client({ connectionString: database.environment.DATABASE_URL ?? '' });
    await other.connect();
    // So it is the server that finds out, and is undone.
    await other.query("SET deadlock_timeout = '60s'");
  });
  beforeEach(async () => {
    desk = await ProcessDesk.open(app);
    await desk.publish('Pause', PAUSE, 'pause');
    id = await desk.start(await desk.publish('Outer', OUTER));
    const { waits } = await desk.until(id, 'waiting');
    innerId = waits[0].runId;
    await desk.until(innerId, 'waiting');
    await other.query('BEGIN');
    await other.query(LOCK, [innerId]);
  });
  afterEach(async () => {
    await other.query('ROLLBACK');
  });
  afterAll(async () => {
    await other.end();
    await app.close();
    await database.drop();
  });

  const isWaitedFor = () => eventually(async () => (await other.query(WAITED_FOR)).rowCount);
  /** The change holds the outer run and waits for the inner one: now each waits for the other. */
  async function collide(): Promise<void> {
    await isWaitedFor();
    await other.query('SAVEPOINT before');
    await other.query(LOCK, [id]);
  }
  const states = async () => [(await desk.run(id)).status, (await desk.run(innerId)).status];

  it.each([
    ['cancel', ['cancelled', 'cancelled']],
    ['suspend', ['suspended', 'suspended']],
  ])('is made again once it was undone: to %s succeeds, and nobody hears of it', async (verb, come) => {
    const changing = desk.caller.post(`/v1/runs/${id}/${verb}`, {});
    await collide();
    await other.query('ROLLBACK');
    expectStatus(await changing, 200);
    expect(await states()).toEqual(come);
  });

  it('is undone as a whole when it never succeeds, is answered with when to send it again, and succeeds then', async () => {
    const cancelling = desk.caller.post(`/v1/runs/${id}/cancel`, {});
    for (let tries = 1; tries <= TRIES; tries++) {
      await collide();
      if (tries < TRIES) await other.query('ROLLBACK TO SAVEPOINT before');
    }
    const { status, body, headers } = await cancelling;
    expect({ status, body }).toMatchObject({ status: 503, body: { code: 'changes-collided', remedy: 'wait' } });
    expect(headers.get('retry-after')).toBe('1');
    await other.query('ROLLBACK');

    expect(await states()).toEqual(['waiting', 'waiting']);
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
    expect(await states()).toEqual(['cancelled', 'cancelled']);
  });
});
