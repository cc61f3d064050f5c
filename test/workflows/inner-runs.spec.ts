import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import type { TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { carriers } from './support/carriers.js';
import { ANY, definition, expectStatus, ProcessDesk } from './support/process-desk.js';

const runOf = (name: string, more = '') =>
  `{ inner: { run: { workflow: { namespace: test, name: ${name}, version: latest, input: { from: '\${ .who }' } }${more} } } }`;
const LONG = '  - pause: { wait: { days: 3 } }';

describe.each(carriers)('a process that runs another one on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    desk = await ProcessDesk.open(app);
    await desk.publish('Greet', '  - greet: { set: { said: \'${ "Hello " + .from }\' } }', 'greet');
    await desk.publish(
      'Refuse',
      '  - no: { raise: { error: { type: https://example.com/no, status: 418 } } }',
      'refuse',
    );
    await desk.publish('Wait', LONG, 'wait-long');
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  let names = 0;
  async function begin(tasks: string): Promise<string> {
    names += 1;
    return desk.start(await desk.publish(`Outer ${names}`, tasks), { who: 'Ada' });
  }
  async function innerOf(runId: string) {
    const [inner] = expectStatus(await desk.caller.get(`/v1/runs?parentRunId=${runId}`), 200).items;
    return inner;
  }

  it('gets its output, and each of the two shows the other', async () => {
    const id = await begin(`  - ${runOf('greet')}`);
    const { output } = await desk.until(id, 'completed', 'faulted');
    expect(output).toEqual({ said: 'Hello Ada' });
    expect(await innerOf(id)).toMatchObject({ parentRunId: id, status: 'completed', input: { from: 'Ada' } });
  });

  it('gets its problem, which it can catch', async () => {
    const caught = await begin(
      `  - attempt: { try: [${runOf('refuse')}], catch: { errors: { with: { status: 418 } }, do: [{ calm: { set: { isCaught: true } } }] } }`,
    );
    expect(await desk.until(caught, 'completed', 'faulted')).toMatchObject({ output: { isCaught: true } });
    const uncaught = await desk.until(await begin(`  - ${runOf('refuse')}`), 'completed', 'faulted');
    expect(uncaught).toMatchObject({ status: 'faulted', problem: { type: 'https://example.com/no', status: 418 } });
  });

  it('does not wait for it when it need not, and leaves it alone when it ends', async () => {
    const id = await begin(`  - ${runOf('wait-long', ', await: false')}`);
    expect(await desk.until(id, 'completed', 'faulted')).toMatchObject({ output: { who: 'Ada' } });
    const inner = await innerOf(id);
    await desk.until(inner.id, 'waiting');
    await desk.caller.post(`/v1/runs/${inner.id}/cancel`, {});
  });

  it('waits for it over a restart, says so, and takes it along when it is cancelled', async () => {
    const id = await begin(`  - ${runOf('wait-long')}`);
    const inner = await eventually(() => innerOf(id));
    await desk.until(inner.id, 'waiting');
    await app.close();
    app = await startApp({ database });
    desk = desk.at(app);
    const { waits } = await desk.until(id, 'waiting');
    expect(waits).toMatchObject([{ kind: 'run', runId: inner.id, step: '/do/0/inner' }]);
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
    expect((await desk.run(inner.id)).status).toBe('cancelled');
  });

  it('fails at its step when the other is cancelled, and goes on when it is not waited for any longer', async () => {
    const id = await begin(`  - ${runOf('wait-long')}`);
    const inner = await eventually(() => innerOf(id));
    await desk.until(inner.id, 'waiting');
    await desk.caller.post(`/v1/runs/${inner.id}/cancel`, {});
    expect(await desk.until(id, 'completed', 'faulted')).toMatchObject({
      status: 'faulted',
      problem: { instance: '/do/0/inner', detail: expect.stringMatching(/cancelled/) },
    });
    const limited = await begin(`  - limited: { timeout: { after: { seconds: 5 } }, do: [${runOf('wait-long')}] }`);
    expect(await desk.until(limited, 'faulted', 'completed')).toMatchObject({ problem: { status: 408 } });
    expect((await innerOf(limited)).status).toBe('cancelled');
  });

  it.each([
    [
      'has waited long enough',
      `{ attempt: { try: [{ limited: { timeout: { after: { seconds: 5 } }, do: [${runOf('wait-long')}] } }], catch: { do: [{ calm: { set: { a: 1 } } }] } } }`,
    ],
    [
      'lets another branch decide',
      `{ race: { fork: { compete: true, branches: [${runOf('wait-long')}, { other: { wait: { seconds: 5 } } }] } } }`,
    ],
  ])('takes it along when it %s, and goes on', async (_why, task) => {
    const id = await begin(`  - ${task}\n${LONG}`);
    const inner = await eventually(() => innerOf(id));
    expect(await desk.until(inner.id, 'cancelled', 'faulted')).toMatchObject({ status: 'cancelled' });
    expect(await desk.until(id, 'waiting')).toMatchObject({ waits: [{ step: '/do/1/pause' }] });
    await desk.caller.post(`/v1/runs/${id}/cancel`, {});
  });

  it('leaves no run behind that a branch begins while another one decides', async () => {
    const race = `  - race: { fork: { compete: true, branches: [${runOf('wait-long')}, { other: { set: { a: 1 } } }] } }`;
    for (let round = 0; round < 5; round += 1) {
      const id = await begin(`${race}\n${LONG}`);
      const name = '/do/0/race/fork/branches/0/inner/start';
      await eventually(async () => {
        const { items } = expectStatus(await desk.caller.get(`/v1/runs/${id}/steps`), 200);
        return items.some((step: Json) => step.name === name && step.outcome !== 'under-way');
      });
      await desk.until(id, 'waiting');
      const inner = await innerOf(id);
      if (inner) expect(await desk.until(inner.id, 'cancelled', 'waiting')).toMatchObject({ status: 'cancelled' });
      await desk.caller.post(`/v1/runs/${id}/cancel`, {});
    }
  });

  it('is told at publishing that the other is missing, and fails for it when it runs', async () => {
    const wanted = { name: 'Lost', definition: definition(`  - ${runOf('nobody')}`) };
    const { id } = expectStatus(await desk.caller.post(desk.processes, wanted), 201);
    const published = expectStatus(await desk.caller.post(`${desk.processes}/${id}/publish`, {}, ANY), 201);
    expect(published.warnings).toMatchObject([{ path: '/do/0/inner', code: 'process-missing' }]);
    const run = await desk.until(await desk.start(id), 'faulted', 'completed');
    expect(run).toMatchObject({ status: 'faulted', problem: { detail: expect.stringMatching(/test\/nobody/) } });
  });

  it('that is itself comes to an end all the same', async () => {
    const id = await desk.publish('Snake', `  - ${runOf('snake')}`, 'snake');
    const run = await desk.until(await desk.start(id), 'faulted', 'completed');
    expect(run).toMatchObject({ status: 'faulted', problem: { detail: expect.stringMatching(/16 times/) } });
  });
});
