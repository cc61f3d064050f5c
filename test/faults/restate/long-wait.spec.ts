import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { eventually } from '../../support/eventually.js';
import { ServerProcess } from '../../support/server-process.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { createOnRestate, type RestateDatabase } from '../../workflows/support/carriers.js';
import { ProcessDesk } from '../../workflows/support/process-desk.js';

const DAY_MS = 86_400_000;
const call = (path: string) =>
  `  - ${path}: { call: http, with: { method: get, endpoint: 'https://api.example.com/${path}/{run}' }, output: { as: $input } }`;

/** A call that Restate will make when its time has come. */
interface Alarm {
  readonly id: string;
  readonly scheduled_start_at: string;
}

describe('a wait that has left Restate', () => {
  let database: RestateDatabase;
  let vendor: VendorServer;
  let server: ServerProcess;
  beforeAll(async () => {
    compileServer();
    [database, vendor] = await Promise.all([
      createOnRestate({ LATCHKEY_RESTATE_LONGEST_WAIT: '1' }),
      startVendorServer(),
    ]);
    vendor.reply(json({}));
    server = await start();
  }, 180_000);
  afterAll(async () => {
    await server?.kill();
    await Promise.all([vendor.close(), database.drop()]);
    removeCompiledServer();
  });
  const start = () => ServerProcess.start(database, { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` });
  // Restate leaves out the instant when only some columns are asked for.
  const alarms = async (): Promise<Alarm[]> => {
    const calls = "SELECT * FROM sys_invocation WHERE target_service_name = 'LatchkeyLater' AND status = 'scheduled'";
    const rows = await database.restate.query<Alarm>(calls);
    return rows.map(({ id, scheduled_start_at }) => ({ id, scheduled_start_at }));
  };
  const sent = (path: string) =>
    vendor.received.filter((request) => request.path === `/api.example.com/${path}`).length;

  it('is kept by Restate while both it and the server are dead, and ends at its time', async () => {
    let desk = await ProcessDesk.open(server);
    const publish = (name: string, wait: string) =>
      desk.publish(name, [call('before'), `  - pause: { wait: ${wait} }`, call('after')].join('\n'));
    const [long, short] = [await publish('Three days', 'P3D'), await publish('Seconds', 'PT15S')];
    const days = await desk.start(long, { run: 'days' });
    const [wait] = (await desk.until(days, 'waiting')).waits;
    const [alarm] = await eventually(async () => ((await alarms()).length === 1 ? alarms() : undefined));
    expect(Date.parse(wait.until) - Date.parse(wait.since)).toBe(3 * DAY_MS);
    // Restate counts from the moment that the run has left.
    expect(Math.abs(Date.parse(alarm?.scheduled_start_at ?? '') - Date.parse(wait.until))).toBeLessThan(DAY_MS / 100);
    const seconds = await desk.start(short, { run: 'seconds' });
    const [{ until }] = (await desk.until(seconds, 'waiting')).waits;
    await eventually(async () => (await alarms()).length === 2);
    await server.kill();
    await database.restate.kill();
    await database.restate.startAgain();
    server = await start();
    desk = desk.at(server);
    await eventually(async () => (await desk.run(seconds)).status === 'completed');
    const pause = (await desk.steps(seconds)).find(({ kind }) => kind === 'sleep');
    expect(Date.parse(pause?.endedAt)).toBeGreaterThanOrEqual(Date.parse(until));
    expect(await alarms()).toEqual([alarm]);
    expect(await desk.run(days)).toMatchObject({ status: 'waiting', waits: [{ until: wait.until }] });
    const paths = ['before/days', 'after/days', 'before/seconds', 'after/seconds'];
    expect(paths.map(sent)).toEqual([1, 0, 1, 1]);
  }, 180_000);
});
