import type { Json } from '../../support/api-client.js';
import type { TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { ServerProcess } from '../../support/server-process.js';
import { startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { ANY, expectStatus, ProcessDesk } from '../../workflows/support/process-desk.js';
import { CALLED_HOST, INNER, type Tasks } from './random-process.js';

const ENDED = ['completed', 'faulted'];
const ANSWER_AFTER_MS = 40;
const LONGEST_MS = 240_000;
const RUN_ID = /run_[a-z0-9]{26}/g;

/** How a run ended, and its journal without what differs from run to run: times and ids, and the order of branches. */
export interface RunEnd {
  readonly status: string;
  readonly output: unknown;
  readonly problem: unknown;
  readonly steps: readonly string[];
}

export interface Fleet {
  readonly ends: readonly RunEnd[];
  /** How many requests its runs sent. */
  readonly requests: number;
}

/** When to kill the server, in requests that were received by then. */
type Kills = readonly number[];

/** Performs all these processes side by side in a server of its own, which is killed and started again meanwhile. */
export async function performFleet(
  database: TestDatabase,
  definitions: readonly Tasks[],
  kills: Kills = [],
): Promise<Fleet> {
  const vendor = await vendorOfFleet();
  const environment = { LATCHKEY_SANDBOX_HOSTS: `${CALLED_HOST}=${vendor.address}`, LATCHKEY_LOG_LEVEL: 'fatal' };
  let server = await ServerProcess.start(database, environment);
  try {
    let desk = await ProcessDesk.open(server);
    for (const [name, tasks] of Object.entries(INNER)) await desk.publish(name.replace('-', ' '), tasks, name);
    const processIds: string[] = [];
    for (const [index, tasks] of definitions.entries()) processIds.push(await publish(desk, index, tasks));
    const ids = await Promise.all(processIds.map((id, index) => desk.start(id, { run: `run-${index}` })));
    for (const wanted of kills) {
      await eventually(() => vendor.received.length >= wanted, LONGEST_MS);
      await server.kill();
      server = await ServerProcess.start(database, environment);
      desk = desk.at(server);
    }
    const ends: RunEnd[] = [];
    for (const id of ids) ends.push(await endOf(desk, id));
    return { ends, requests: vendor.received.length };
  } finally {
    await server.kill();
    await Promise.all([vendor.close(), database.drop()]);
  }
}

/** Answers with the status that ends the address. */
async function vendorOfFleet(): Promise<VendorServer> {
  const vendor = await startVendorServer();
  vendor.reply((response, { path }) => {
    const status = Number(path.split('/').at(-1));
    const answer = () =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ status }));
    setTimeout(answer, ANSWER_AFTER_MS);
  });
  return vendor;
}

async function publish(desk: ProcessDesk, index: number, tasks: Tasks): Promise<string> {
  const document = { dsl: '1.0.3', namespace: 'test', name: `random-${index}`, version: '1.0.0' };
  const wanted = { name: `Random ${index}`, definition: JSON.stringify({ document, do: tasks }) };
  const { id } = expectStatus(await desk.caller.post(desk.processes, wanted), 201);
  expectStatus(await desk.caller.post(`${desk.processes}/${id}/publish`, {}, ANY), 201);
  return id;
}

async function endOf(desk: ProcessDesk, id: string): Promise<RunEnd> {
  const { status, output, problem } = await eventually(async () => {
    const run = await desk.run(id);
    return ENDED.includes(run.status) ? run : undefined;
  }, LONGEST_MS);
  return { status, output, problem, steps: (await stepsOf(desk, id)).sort() };
}

async function stepsOf(desk: ProcessDesk, id: string): Promise<string[]> {
  const lines: string[] = [];
  for (let cursor = ''; ; ) {
    const page = expectStatus(await desk.caller.get(`/v1/runs/${id}/steps?limit=200${cursor}`), 200);
    lines.push(...page.items.map(lineOf));
    if (!page.nextCursor) return lines;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

function lineOf({ startedAt: _startedAt, endedAt: _endedAt, ...step }: Json): string {
  return JSON.stringify(step).replaceAll(RUN_ID, 'run');
}
