import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileServer, removeCompiledServer } from '../support/compiled-server.js';
import type { TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { ServerProcess } from '../support/server-process.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { carriers } from './support/carriers.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

const STEPS = 5;
const RUNS = 20;
const call = (method: string, index: number) =>
  `  - step${index}: { call: http, with: { method: ${method}, endpoint: 'https://api.example.com/{run}/${index}' }, output: { as: $input } }`;

describe.each(carriers)('a killed server on %s', (carrier, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let environment: Record<string, string>;
  beforeAll(async () => {
    compileServer();
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` };
  });
  afterAll(async () => {
    await Promise.all([vendor.close(), database.drop()]);
    removeCompiledServer();
  });
  const timesSent = (path: string) => vendor.received.filter((request) => request.path === path).length;

  /** What the journal says is done, as the addresses that those steps called. */
  async function recordedSteps(desk: ProcessDesk, ids: readonly string[]): Promise<string[]> {
    const all = await Promise.all(
      ids.map(async (id, run) => {
        const done = (await desk.steps(id)).filter(({ outcome }) => String(outcome) === 'done');
        return done.map((_step, index) => `/api.example.com/${run}/${index}`);
      }),
    );
    return all.flat();
  }

  it('goes on where it was: no recorded step runs again, whenever it is killed', async () => {
    vendor.reply((response, request) => void setTimeout(() => json({})(response, request), 30));
    let server = await ServerProcess.start(database, environment);
    let desk = await ProcessDesk.open(server);
    const tasks = Array.from({ length: STEPS }, (_, index) => call('get', index)).join('\n');
    const processId = await desk.publish('Many steps', tasks);
    const ids = await Promise.all(Array.from({ length: RUNS }, (_, run) => desk.start(processId, { run })));
    const sentWhenRecorded = new Map<string, number>();
    for (let kills = 1; kills <= 3; kills++) {
      const recorded = await eventually(async () => {
        const steps = await recordedSteps(desk, ids);
        return steps.length >= (kills * RUNS * STEPS) / 4 ? steps : undefined;
      });
      await server.kill();
      for (const path of recorded) if (!sentWhenRecorded.has(path)) sentWhenRecorded.set(path, timesSent(path));
      server = await ServerProcess.start(database, environment);
      desk = desk.at(server);
    }
    for (const id of ids) await desk.until(id, 'completed');
    expect((await recordedSteps(desk, ids)).length).toBe(RUNS * STEPS);
    await server.kill();
    expect([...sentWhenRecorded].filter(([path, sent]) => timesSent(path) !== sent)).toEqual([]);
  }, 300_000);

  it('asks a person about a step that may have had its effect, and does not repeat it', async () => {
    let server = await ServerProcess.start(database, environment);
    let desk = await ProcessDesk.open(server);
    let isHolding = true;
    vendor.reply((response, request) => {
      if (!isHolding) json({ id: 1 })(response, request);
    });
    const id = await desk.start(await desk.publish('Effect', call('post', 0)), { run: 'effect' });
    await eventually(() => vendor.received.some(({ path }) => path.endsWith('/effect/0')));
    await server.kill();
    isHolding = false;
    server = await ServerProcess.start(database, environment);
    desk = desk.at(server);
    const run = await desk.until(id, 'unknown-outcome');
    expect(run.waits).toMatchObject([{ kind: 'unknown-outcome' }]);
    const [asked] = await desk.steps(id);
    expect(asked).toMatchObject({ outcome: 'unknown', input: { method: 'POST' } });
    expect(asked?.input.url).toBe('https://api.example.com/effect/0');
    expect(vendor.received.filter(({ path }) => path.endsWith('/effect/0'))).toHaveLength(1);
    expectStatus(await desk.caller.post(`/v1/runs/${id}/decision`, { decision: 'retry' }), 200);
    await desk.until(id, 'completed');
    expect(vendor.received.filter(({ path }) => path.endsWith('/effect/0'))).toHaveLength(2);
    await server.kill();
  }, 240_000);

  const onPostgres = carrier === 'PostgreSQL' ? it : undefined;
  onPostgres?.(
    'hands its runs to another replica on PostgreSQL',
    async () => {
      vendor.reply((response, request) => void setTimeout(() => json({})(response, request), 50));
      const [first, second] = [
        await ServerProcess.start(database, environment),
        await ServerProcess.start({ ...database, environment: { ...database.environment } }, environment),
      ];
      const desk = await ProcessDesk.open(second);
      const tasks = Array.from({ length: STEPS }, (_, index) => call('get', index)).join('\n');
      const processId = await desk.publish('Handed over', tasks);
      const ids = await Promise.all(
        Array.from({ length: RUNS }, (_, run) => desk.start(processId, { run: `r${run}` })),
      );
      await eventually(() => vendor.received.some(({ path }) => path.startsWith('/api.example.com/r')));
      await first.kill();
      for (const id of ids) await desk.until(id, 'completed');
      await second.kill();
    },
    240_000,
  );
});
