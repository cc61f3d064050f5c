import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIFECYCLE_TYPES } from '../../../src/modules/events/lifecycle-types.js';
import type { Json } from '../../support/api-client.js';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { ServerProcess } from '../../support/server-process.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { expectStatus, ProcessDesk } from '../../workflows/support/process-desk.js';
import { byDepth } from '../support/depth.js';
import { brokenLaws } from './told-lifecycle.js';

const RUNS = byDepth({ bounded: 6, full: 40 });
const KILLS = byDepth({ bounded: 3, full: 8 });
const STEPS = 6;
/** May have had its effect when it is cut short: then a person says what came of it. */
const EFFECT = 3;
const TYPES = Object.keys(LIFECYCLE_TYPES);

const TASKS = Array.from({ length: STEPS }, (_, index) => {
  const endpoint = `https://api.example.com/{run}/${index}`;
  const call = `{ method: ${index === EFFECT ? 'post' : 'get'}, endpoint: '${endpoint}' }`;
  return `  - step${index}: { call: http, with: ${call}, output: { as: $input } }`;
}).join('\n');

describe.each(engines)('the lifecycle of runs whose server is killed, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let receiver: VendorServer;
  let latest: ServerProcess | undefined;
  beforeAll(async () => {
    compileServer();
    [database, vendor, receiver] = await Promise.all([createDatabase(), startVendorServer(), startVendorServer()]);
  });
  afterAll(async () => {
    await latest?.kill();
    await Promise.all([vendor?.close(), receiver?.close(), database?.drop()]);
    removeCompiledServer();
  });
  async function start(): Promise<ServerProcess> {
    latest = await ServerProcess.start(database, {
      LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address},receiver.hooks.example=${receiver.address}`,
      LATCHKEY_LOG_LEVEL: 'fatal',
      // A server that is started again is the same one.
      PUBLIC_URL: 'http://localhost:3000',
    });
    return latest;
  }

  /** All of a type that are stored, page by page. */
  async function storedEvents({ caller }: ProcessDesk, type: string): Promise<Json[]> {
    const events: Json[] = [];
    for (let cursor = ''; ; ) {
      const page = expectStatus(await caller.get(`/v1/events?type=${type}&limit=200${cursor}`), 200);
      events.push(...page.items);
      if (page.nextCursor === undefined) return events;
      cursor = `&cursor=${page.nextCursor}`;
    }
  }

  async function allCompleted({ caller }: ProcessDesk, ids: readonly string[]): Promise<boolean> {
    const { items } = expectStatus(await caller.get('/v1/runs?limit=200'), 200);
    const asking = items.filter(({ status }: Json) => status === 'unknown-outcome');
    for (const { id } of asking) await caller.post(`/v1/runs/${id}/decision`, { decision: 'skip', output: {} });
    return items.filter(({ id, status }: Json) => ids.includes(id) && status === 'completed').length === ids.length;
  }

  it(
    'is told whole, in order and at least once, with the same id when it is told again, and nothing that did not happen',
    async () => {
      vendor.reply((response, request) => void setTimeout(() => json({})(response, request), 60));
      // Slow enough that a kill meets deliveries that wait, that are under way, and that have ended.
      receiver.reply((response) => void setTimeout(() => response.writeHead(204).end(), 20));
      let server = await start();
      let desk = await ProcessDesk.open(server);
      const hook = { url: 'https://receiver.hooks.example/', types: TYPES };
      expectStatus(await desk.caller.post('/v1/webhooks', hook), 201);
      const processId = await desk.publish('Told', TASKS);
      const begin = (run: number) => desk.start(processId, { run: String(run) });
      const ids = await Promise.all(Array.from({ length: RUNS }, (_, run) => begin(run)));
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const wanted = (kill * RUNS * STEPS) / (KILLS + 2);
        await eventually(() => vendor.received.length >= wanted);
        await server.kill();
        server = await start();
        desk = desk.at(server);
        await allCompleted(desk, ids);
      }
      await eventually(() => allCompleted(desk, ids), 120_000);
      const stored = (await Promise.all(TYPES.map((type) => storedEvents(desk, type)))).flat();
      const told = () => new Map(receiver.received.map(({ headers, body }) => [headers['webhook-id'], body]));
      await eventually(() => stored.every(({ id }) => told().has(id)), 120_000);
      expect(told().size).toBe(stored.length);
      for (const { headers, body } of receiver.received) {
        expect(JSON.parse(body)).toMatchObject({ id: headers['webhook-id'] });
        expect(body).toBe(told().get(headers['webhook-id']));
      }
      for (const id of ids) {
        const events = stored.filter(({ subject }) => subject === id);
        const steps = await desk.steps(id);
        expect(steps.filter(({ outcome }) => String(outcome) === 'done').length).toBeGreaterThanOrEqual(STEPS - 1);
        expect(brokenLaws(steps, events)).toEqual([]);
      }
    },
    byDepth({ bounded: 240_000, full: 600_000 }),
  );
});
