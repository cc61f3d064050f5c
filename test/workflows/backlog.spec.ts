import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../src/kernel/clock.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { ProcessDesk } from './support/process-desk.js';

const RUNS = 400;
const ONE_CALL = "  - ask: { call: http, with: { method: get, endpoint: 'https://api.example.com/' } }";

/** By which nobody looks again after a while: whatever goes on, goes on because it was told. */
class ClockWithoutLooks extends SystemClock {
  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return super.sleep(ms >= 500 && signal ? 2 ** 31 - 1 : ms, signal);
  }
}

describe.each(engines)('more runs than are performed at once, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    const environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` };
    app = await startApp({ database, environment, clock: new ClockWithoutLooks() });
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([vendor.close(), database.drop()]);
  });

  it('follow each other without a pause, each performed once', async () => {
    const held: ServerResponse[] = [];
    vendor.reply((response) => void held.push(response));
    const processId = await desk.publish('Many', ONE_CALL);
    const ids = await Promise.all(Array.from({ length: RUNS }, () => desk.start(processId)));
    await eventually(() => held.length > 0);
    vendor.reply(json({}));
    for (const response of held) response.end('{}');
    const completed = async () => {
      const page = await desk.caller.get(`/v1/runs?processId=${processId}&status=running&limit=1`);
      return page.body.items.length === 0;
    };
    await eventually(completed);
    const runs = await Promise.all(ids.map((id) => desk.run(id)));
    expect(runs.filter(({ status }) => status !== 'completed')).toEqual([]);
    expect(vendor.received).toHaveLength(RUNS);
  });
});
