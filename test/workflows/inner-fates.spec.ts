import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

const LISTEN = '  - hear: { listen: { to: { one: { with: { type: called } } } } }';
const INNER = 'inner: { run: { workflow: { namespace: test, name: inner, version: latest } } }';
const CALLED = { specversion: '1.0', id: 'one', source: 'https://ward.example.com', type: 'called', data: 7 };

describe.each(engines)('an inner run, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
  });
  beforeEach(async () => {
    desk = await ProcessDesk.open(app);
    await desk.publish('Inner', LISTEN, 'inner');
  });
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });
  const begin = async (tasks: string) => desk.start(await desk.publish('Outer', tasks));
  const act = async (id: string, verb: string) =>
    expectStatus(await desk.caller.post(`/v1/runs/${id}/${verb}`, {}), 200);
  /** The run inside that one, once it listens. */
  async function innerOf(id: string): Promise<string> {
    const listed = await eventually(async () => {
      const { items } = expectStatus(await desk.caller.get(`/v1/runs?parentRunId=${id}`), 200);
      return items.find((run: Json) => run.status === 'waiting');
    });
    return listed.id;
  }
  async function call(): Promise<void> {
    const headers = { 'content-type': 'application/cloudevents+json' };
    expectStatus(await desk.caller.post(`/v1/apps/${desk.appId}/events`, CALLED, headers), 202);
  }

  it('of another branch stays when a fork beside it is decided', async () => {
    const quick =
      '{ fork: { compete: true, branches: [{ first: { wait: { milliseconds: 1 } } }, { second: { wait: { days: 1 } } }] } }';
    const id = await begin(
      `  - both: { fork: { branches: [{ ${INNER} }, { race: { do: [{ gate: { listen: { to: { one: { with: { type: go } } } } } }, { decided: ${quick} }] } }] } }`,
    );
    const inner = await innerOf(id);
    const headers = { 'content-type': 'application/cloudevents+json' };
    await desk.caller.post(`/v1/apps/${desk.appId}/events`, { ...CALLED, id: 'go', type: 'go' }, headers);
    await eventually(async () => (await desk.steps(id)).some(({ name }) => String(name).endsWith('/decided')));
    expect((await desk.run(inner)).status).toBe('waiting');
    await call();
    expect((await desk.until(id, 'completed', 'faulted')).status).toBe('completed');
    expect((await desk.run(inner)).status).toBe('completed');
  });

  it('that somebody has suspended by itself stays so when the run around it is suspended and resumed', async () => {
    const id = await begin(`  - ${INNER}`);
    const inner = await innerOf(id);
    await act(inner, 'suspend');
    await act(id, 'suspend');
    await act(id, 'resume');
    expect((await desk.run(inner)).status).toBe('suspended');
    await call();
    await act(inner, 'resume');
    expect((await desk.until(id, 'completed')).output).toEqual([7]);
  });

  it('whose fault was caught stays as it ended when the run around it fails later and is retried', async () => {
    await desk.publish('No', '  - no: { raise: { error: { type: https://example.com/no, status: 418 } } }', 'no');
    const run = (name: string) => `run: { workflow: { namespace: test, name: ${name}, version: latest } }`;
    const id = await begin(
      `  - guarded: { try: [{ refused: { ${run('no')} } }], catch: {} }\n  - missing: { ${run('missing-yet')} }`,
    );
    await desk.until(id, 'faulted');
    const innerRuns = async () => expectStatus(await desk.caller.get(`/v1/runs?parentRunId=${id}`), 200).items;
    const [refused] = await innerRuns();
    await desk.publish('Missing yet', '  - one: { set: { isThere: true } }', 'missing-yet');
    await act(id, 'retry');
    expect((await desk.until(id, 'completed')).output).toEqual({ isThere: true });
    expect((await innerRuns()).find((each: Json) => each.id === refused.id)).toEqual(refused);
  });
});
