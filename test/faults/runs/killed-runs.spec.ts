import { afterEach, describe, expect, it } from '@jest/globals';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { eventually } from '../../support/eventually.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { expectStatus, ProcessDesk } from '../../workflows/support/process-desk.js';
import { CARRIERS, type Carrier, openStorage, type Storage } from '../support/carriers.js';
import { byDepth, isFull } from '../support/depth.js';
import { FaultServerProcess } from '../support/fault-server-process.js';
import { StepLog } from './step-log.js';

const RUNS = byDepth({ bounded: 12, full: 100 });
const STEPS = 10;
/** A step that must not be repeated: whether it had its effect, only a person can find out. */
const EFFECT = 4;
/** Each replica is killed at least once, so that whoever performs the runs is. */
const KILLS = byDepth({ bounded: 1, full: 5 });
const LOG = byDepth<readonly Carrier[]>({ bounded: CARRIERS.slice(0, 1), full: CARRIERS });

const stepAt = (index: number) => {
  const endpoint = `https://api.example.com/{run}/${index}`;
  const method = index === EFFECT ? 'post' : 'get';
  return `  - step${index}: { call: http, with: { method: ${method}, endpoint: '${endpoint}' }, output: { as: $input } }`;
};
const TASKS = Array.from({ length: STEPS }, (_, index) => stepAt(index)).join('\n');

describe.each(LOG)('runs under way while servers are killed, with %s', (carrier) => {
  let servers: FaultServerProcess[] = [];
  let storage: Storage;
  let vendor: VendorServer;
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    await Promise.all([vendor.close(), storage.drop()]);
    removeCompiledServer();
  });

  async function open(): Promise<ProcessDesk> {
    compileServer();
    [storage, vendor] = await Promise.all([openStorage(carrier), startVendorServer()]);
    servers = [];
    for (const { environment } of storage.berths) {
      const hosts = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}`, LATCHKEY_LOG_LEVEL: 'fatal' };
      servers.push(await FaultServerProcess.start({ ...environment, ...hosts }));
    }
    return ProcessDesk.open(serverAt(0));
  }

  function serverAt(index: number): FaultServerProcess {
    const server = servers[index % servers.length];
    if (!server) throw new Error('No server was started');
    return server;
  }

  /** As a person does who has looked whether the vendor got it. */
  async function decide(desk: ProcessDesk): Promise<void> {
    const { items } = expectStatus(await desk.caller.get('/v1/runs?status=unknown-outcome&limit=200'), 200);
    for (const { id, input } of items) {
      const hasCome = vendor.received.some(({ path }) => path.endsWith(`/${input.run}/${EFFECT}`));
      const decision = hasCome ? { decision: 'skip', output: {} } : { decision: 'retry' };
      expectStatus(await desk.caller.post(`/v1/runs/${id}/decision`, decision), 200);
    }
  }

  async function countOf(desk: ProcessDesk, status: string): Promise<number> {
    return expectStatus(await desk.caller.get(`/v1/runs?status=${status}&limit=200`), 200).items.length;
  }

  it(
    'finishes every run, and repeats no completed step',
    async () => {
      const desk = await open();
      const log = new StepLog(vendor);
      let answered = 0;
      vendor.reply((response, request) => {
        answered += 1;
        log.follow(response, request);
        setTimeout(() => json({})(response, request), 50 + ((answered * 37) % 150));
      });
      const processId = await desk.publish('Many steps', TASKS);
      await Promise.all(Array.from({ length: RUNS }, (_, run) => desk.start(processId, { run: String(run) })));
      for (let kill = 0; kill < KILLS; kill += 1) {
        const wanted = ((kill + 1) * RUNS * STEPS) / (KILLS + 2);
        await eventually(() => vendor.received.length >= wanted, 120_000);
        await serverAt(kill).kill();
        log.noteKill();
        await serverAt(kill).start();
      }
      const last = desk.at(serverAt(KILLS));
      await eventually(async () => {
        await decide(last);
        return (await countOf(last, 'completed')) === RUNS;
      }, 180_000);
      expect(log.violations).toEqual([]);
      const effects = log.timesSent('POST');
      expect([...effects.values()].filter((times) => times !== 1)).toEqual([]);
      expect([effects.size, log.timesSent('GET').size]).toEqual([RUNS, RUNS * (STEPS - 1)]);
    },
    byDepth({ bounded: 240_000, full: 600_000 }),
  );

  const onReplicas = carrier === 'three PostgreSQL replicas' && isFull ? it : undefined;
  onReplicas?.(
    'is performed by one replica at a time, and by another when that one hangs up',
    async () => {
      const desk = await open();
      const log = new StepLog(vendor);
      vendor.reply((response, request) => {
        log.follow(response, request);
        setTimeout(() => json({})(response, request), 50);
      });
      const processId = await desk.publish('One at a time', TASKS);
      await Promise.all(Array.from({ length: RUNS }, (_, run) => desk.start(processId, { run: String(run) })));
      for (const server of servers.slice(1)) {
        await server.kill();
        log.noteKill();
      }
      await eventually(async () => {
        await decide(desk);
        return (await countOf(desk, 'completed')) === RUNS;
      }, 180_000);
      expect(log.violations).toEqual([]);
    },
    600_000,
  );
});
