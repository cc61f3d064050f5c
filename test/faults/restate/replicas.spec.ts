import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { eventually } from '../../support/eventually.js';
import { freePort, ServerProcess } from '../../support/server-process.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { createOnRestate, type RestateDatabase } from '../../workflows/support/carriers.js';
import { ProcessDesk } from '../../workflows/support/process-desk.js';
import { ConnectionBalancer } from '../support/connection-balancer.js';
import { byDepth } from '../support/depth.js';

const RUNS = byDepth({ bounded: 20, full: 100 });
const STEPS = 6;
const call = (index: number) =>
  `  - step${index}: { call: http, with: { method: get, endpoint: 'https://api.example.com/{run}/${index}' }, output: { as: $input } }`;

describe('runs on Restate with two replicas', () => {
  let database: RestateDatabase;
  let vendor: VendorServer;
  let balancer: ConnectionBalancer;
  let replicas: readonly [ServerProcess, ServerProcess];
  let desk: ProcessDesk;
  beforeAll(async () => {
    compileServer();
    [database, vendor] = await Promise.all([createOnRestate(), startVendorServer()]);
    vendor.reply((response, request) => void setTimeout(() => json({})(response, request), 50));
    const ports = [await freePort(), await freePort()];
    balancer = await ConnectionBalancer.start(ports);
    const start = (port: number | undefined) =>
      ServerProcess.start(database, {
        LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}`,
        LATCHKEY_RESTATE_ENDPOINT: balancer.url,
        LATCHKEY_RESTATE_PORT: String(port),
      });
    replicas = [await start(ports[0]), await start(ports[1])];
    desk = await ProcessDesk.open(replicas[1]);
  }, 180_000);
  afterAll(async () => {
    await Promise.all((replicas ?? []).map((replica) => replica.kill()));
    await balancer?.close();
    await Promise.all([vendor.close(), database.drop()]);
    removeCompiledServer();
  });
  const timesSent = (path: string) => vendor.received.filter((request) => request.path === path).length;

  /** What the journals say is done, as the addresses that those steps called. */
  async function recorded(ids: readonly string[]): Promise<string[]> {
    const all = await Promise.all(
      ids.map(async (id, run) => {
        const done = (await desk.steps(id)).filter(({ outcome }) => String(outcome) === 'done');
        return done.map((_step, index) => `/api.example.com/${run}/${index}`);
      }),
    );
    return all.flat();
  }
  const whenRecorded = (ids: readonly string[], share: number) =>
    eventually(async () => {
      const steps = await recorded(ids);
      return steps.length >= RUNS * STEPS * share ? steps : undefined;
    });

  it('all end when a replica is killed, and then Restate: no recorded step runs again', async () => {
    const tasks = Array.from({ length: STEPS }, (_, index) => call(index)).join('\n');
    const processId = await desk.publish('Many steps', tasks);
    const ids = await Promise.all(Array.from({ length: RUNS }, (_, run) => desk.start(processId, { run })));
    const sentWhenRecorded = new Map<string, number>();
    const note = (paths: readonly string[]) => {
      for (const path of paths) if (!sentWhenRecorded.has(path)) sentWhenRecorded.set(path, timesSent(path));
    };
    note(await whenRecorded(ids, 0.2));
    await replicas[0].kill();
    note(await whenRecorded(ids, 0.5));
    await database.restate.kill();
    await database.restate.startAgain();
    for (const id of ids) await eventually(async () => (await desk.run(id)).status === 'completed');
    expect(await recorded(ids)).toHaveLength(RUNS * STEPS);
    expect(sentWhenRecorded.size).toBeGreaterThanOrEqual(RUNS * STEPS * 0.5);
    expect([...sentWhenRecorded].filter(([path, sent]) => timesSent(path) !== sent)).toEqual([]);
  }, 240_000);
});
