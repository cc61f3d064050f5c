import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileServer, removeCompiledServer } from '../support/compiled-server.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { ServerProcess } from '../support/server-process.js';
import { definition, expectStatus, ProcessDesk } from './support/process-desk.js';

/** Expressions on which jq runs out of stack, of memory, of time or of its own wits. */
const HOSTILE: [string, string][] = [
  ['recursion without end', 'def f: [f]; f'],
  ['calls without end', 'def f: f | f; f'],
  ['a value of a million levels', 'reduce range(1000000) as $i (null; [.])'],
  ['a text of a gigabyte', '(now | tostring) * 1000000000'],
  ['a list without end', '[repeat(1)]'],
];

describe('A server whose processes have hostile expressions', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let desk: ProcessDesk;
  beforeAll(async () => {
    compileServer();
    const [, createDatabase] = engines[0] ?? [];
    if (createDatabase === undefined) throw new Error('There is no SQLite among the engines.');
    database = await createDatabase();
    server = await ServerProcess.start(database, {});
    desk = await ProcessDesk.open(server);
  });
  afterAll(async () => {
    await server.kill();
    await database.drop();
    removeCompiledServer();
  });

  it.each(HOSTILE)(
    'survives %s, and only the run fails',
    async (name, expression) => {
      const text = `- a:\n    set:\n      x: ${JSON.stringify(`\${ ${expression} }`)}\n`;
      const processId = await desk.publish(name, text);
      const runs = await Promise.all([1, 2, 3, 4].map(() => desk.start(processId)));
      for (const run of runs)
        expect(await desk.until(run, 'faulted', 'completed')).toMatchObject({ status: 'faulted' });
      expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    },
    240_000,
  );

  it('fails a run whose schema refers to itself, once and for all', async () => {
    const schema = '{ schema: { document: { $ref: "#" } } }';
    const run = await desk.start(await desk.publish('Snake', `  - a: { set: { x: 1 }, output: ${schema} }`));
    expect(await desk.until(run, 'faulted')).toMatchObject({
      problem: { instance: '/do/0/a', detail: expect.stringMatching(/nested without end/) },
    });
  });

  it('still checks a definition of a thousand expressions', async () => {
    const tasks = Array.from({ length: 1_000 }, (_, index) => `- t${index}: { set: { x: '\${ .a + ${index} }' } }`);
    const sent = { name: 'Long', definition: definition(tasks.join('\n')) };
    const { id } = expectStatus(await desk.caller.post(desk.processes, sent), 201);
    expectStatus(await desk.caller.post(`${desk.processes}/${id}/check`, {}), 200);
  });
});
