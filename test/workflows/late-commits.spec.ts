import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { DatabaseLine } from '../support/database-line.js';
import { createPostgres, type TestDatabase } from '../support/databases.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { ProcessDesk } from './support/process-desk.js';

/** Longer than the time between two looks for runs that are due. */
const LATE_MS = 1_500;
const TASKS =
  "  - ask: { call: http, with: { method: get, endpoint: 'https://api.example.com/{run}' }, output: { as: $input } }";

describe('runs of which it is told late that they are stored, on PostgreSQL', () => {
  let database: TestDatabase;
  let line: DatabaseLine;
  let vendor: VendorServer;
  let app: TestApp;
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createPostgres(), startVendorServer()]);
    // The tables are made over a line that is not late.
    await (await startApp({ database })).close();
    line = await DatabaseLine.open(database.environment.DATABASE_URL ?? '', { commitsLateMs: LATE_MS });
    const environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}`, DATABASE_URL: line.url };
    app = await startApp({ database, environment });
  });
  afterAll(async () => {
    await app?.close();
    await line?.close();
    await Promise.all([vendor?.close(), database?.drop()]);
  });

  it('are performed once, whoever finds them first', async () => {
    vendor.reply(json({}));
    const desk = await ProcessDesk.open(app);
    const processId = await desk.publish('Asked once', TASKS);
    const ids = await Promise.all(Array.from({ length: 8 }, (_, run) => desk.start(processId, { run })));
    for (const id of ids) await desk.until(id, 'completed');
    expect(vendor.received.map(({ path }) => path).toSorted()).toEqual(
      ids.map((_id, run) => `/api.example.com/${run}`),
    );
  });
});
