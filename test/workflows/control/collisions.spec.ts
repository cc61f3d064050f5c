import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startApp, type TestApp } from '../../support/app.js';
import { createPostgres, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { expectStatus, ProcessDesk } from '../support/process-desk.js';

const PAUSE = '  - pause: { wait: { days: 3 } }';
const OUTER = '  - inner: { run: { workflow: { namespace: test, name: pause, version: latest } } }';
const LOCK = 'SELECT "id" FROM run WHERE "id" = $1 FOR UPDATE';

describe('A change that another one stands in the way of', () => {
  let database: TestDatabase;
  let app: TestApp;
  let other: Client;
  beforeAll(async () => {
    database = await createPostgres();
    app = await startApp({ database });
    other = new Client({ connectionString: database.environment.DATABASE_URL ?? '' });
    await other.connect();
    // So it is the server that finds out, and is undone.
    await other.query("SET deadlock_timeout = '60s'");
  });
  afterAll(async () => {
    await other.end();
    await app.close();
    await database.drop();
  });

  it('is undone as a whole, is answered with when to send it again, and succeeds then', async () => {
    const desk = await ProcessDesk.open(app);
    await desk.publish('Pause', PAUSE, 'pause');
    const id = await desk.start(await desk.publish('Outer', OUTER));
    const { waits } = await desk.until(id, 'waiting');
    const innerId: string = waits[0].runId;
    await desk.until(innerId, 'waiting');

    await other.query('BEGIN');
    await other.query(LOCK, [innerId]);
    const cancelling = desk.caller.post(`/v1/runs/${id}/cancel`, {});
    await eventually(async () => {
      const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      return (await other.query(waiting)).rowCount;
    });
    await other.query(LOCK, [id]);
    const { status, body, headers } = await cancelling;
    expect({ status, body }).toMatchObject({ status: 503, body: { code: 'changes-collided', remedy: 'wait' } });
    expect(headers.get('retry-after')).toBe('1');
    await other.query('ROLLBACK');

    expect((await desk.run(id)).status).toBe('waiting');
    expect((await desk.run(innerId)).status).toBe('waiting');
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
    expect((await desk.run(innerId)).status).toBe('cancelled');
  });
});
