import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { eventually } from '../../support/eventually.js';
import { freePort, ServerProcess } from '../../support/server-process.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { createOnRestate, type RestateDatabase } from '../../workflows/support/carriers.js';
import { expectStatus, ProcessDesk } from '../../workflows/support/process-desk.js';
import { ConnectionBalancer } from '../support/connection-balancer.js';
import { byDepth } from '../support/depth.js';

const RUNS = byDepth({ bounded: 12, full: 60 });
const call = (method: string, name: string) =>
  `  - ${name}: { call: http, with: { method: ${method}, endpoint: 'https://api.example.com/{run}/${name}' }, output: { as: $input } }`;

/** One replica, and the only vendor that it can reach: what comes there, that replica has sent. */
interface Side {
  readonly replica: ServerProcess;
  readonly vendor: VendorServer;
  /** Answers that the vendor keeps back. */
  readonly held: (() => void)[];
}

describe('a replica that hangs in the middle of a step', () => {
  let database: RestateDatabase;
  let balancer: ConnectionBalancer;
  let sides: readonly Side[] = [];
  let desk: ProcessDesk;
  beforeAll(async () => {
    compileServer();
    database = await createOnRestate();
    const ports = [await freePort(), await freePort()];
    balancer = await ConnectionBalancer.startWatched(ports);
    sides = [await open(ports[0]), await open(ports[1])];
  }, 180_000);
  afterAll(async () => {
    for (const { replica, vendor } of sides) {
      replica.signal('SIGCONT');
      await replica.kill();
      await vendor.close();
    }
    await balancer?.close();
    await database?.drop();
    removeCompiledServer();
  });

  async function open(port: number | undefined): Promise<Side> {
    const vendor = await startVendorServer();
    const held: (() => void)[] = [];
    vendor.reply((response, request) => {
      const answer = () => json({})(response, request);
      if (request.method === 'POST') held.push(answer);
      else setTimeout(answer, 20);
    });
    const replica = await ServerProcess.start(database, {
      LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}`,
      LATCHKEY_RESTATE_ENDPOINT: balancer.url,
      LATCHKEY_RESTATE_PORT: String(port),
    });
    return { replica, vendor, held };
  }
  const timesSent = (path: string) =>
    sides.flatMap(({ vendor }) => vendor.received).filter((request) => request.path === `/api.example.com${path}`)
      .length;
  const statusOf = async (id: string): Promise<string> => (await desk.run(id)).status;

  it('loses its runs to the other one, and does nothing twice when it wakes up: each effect comes once', async () => {
    const [one, two] = sides;
    if (!one || !two) throw new Error('Two replicas were to be started');
    desk = await ProcessDesk.open(two.replica);
    const tasks = [call('get', 'before'), call('post', 'effect'), call('get', 'after')].join('\n');
    const processId = await desk.publish('With an effect', tasks);
    const ids = await Promise.all(Array.from({ length: RUNS }, (_, run) => desk.start(processId, { run })));
    await eventually(() => one.held.length + two.held.length === RUNS);
    const [hung, other] = one.held.length > two.held.length ? [one, two] : [two, one];
    desk = desk.at(other.replica);
    hung.replica.signal('SIGSTOP');
    for (const answer of other.held) answer();
    const askers = await eventually(async () => {
      const asked = await Promise.all(ids.map(statusOf));
      const isOver = asked.every((status) => status === 'unknown-outcome' || status === 'completed');
      return isOver ? ids.filter((_id, run) => asked[run] === 'unknown-outcome') : undefined;
    });
    expect(askers).toHaveLength(hung.held.length);
    hung.replica.signal('SIGCONT');
    for (const answer of hung.held) answer();
    await desk.until(
      await desk.at(hung.replica).start(await desk.publish('Awake', call('get', 'awake')), { run: 'x' }),
      'completed',
    );
    const decision = { decision: 'skip', output: {} };
    for (const id of askers) expectStatus(await desk.caller.post(`/v1/runs/${id}/decision`, decision), 200);
    for (const id of ids) await desk.until(id, 'completed');
    for (let run = 0; run < RUNS; run += 1) {
      expect(['before', 'effect', 'after'].map((name) => timesSent(`/${run}/${name}`))).toEqual([1, 1, 1]);
    }
  }, 240_000);
});
