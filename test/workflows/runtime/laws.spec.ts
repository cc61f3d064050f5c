import { afterAll, describe, expect, it } from '@jest/globals';
import { BrokerError } from '../../../src/kernel/broker.error.js';
import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';
import type { WaitReason } from '../../../src/workflows/runtime/ports.js';
import { performRun } from '../../../src/workflows/runtime/runner.js';
import { actionsOf, MemoryEngine } from './memory-engine.js';

const document = { dsl: '1.0.3', namespace: 'test', name: 'test', version: '1.0.0' };
const call = (path: string) => ({ call: 'dropbox.getFile', with: { token: 'Files', path } });
const MANY_TASKS = [
  { each: { for: { in: '${ .paths }' }, do: [{ get: call('${ $item }') }] } },
  { pause: { wait: { seconds: 5 } } },
  { last: { ...call('last'), export: { as: '${ {at: $task.startedAt.epoch.seconds} }' } } },
  { keep: { set: { at: '${ $context.at }' } } },
];

/** The numbers are those of the laws at the top of runner.ts. */
describe('the laws of the interpreter', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());
  const answers = { 'dropbox.getFile': ({ path = '' }) => ({ path }) };

  async function perform(tasks: readonly object[], port = new MemoryEngine(), actions = actionsOf(answers)) {
    const definition = await parseDefinition(JSON.stringify({ document, do: tasks }), pool);
    const input = { paths: ['a', 'b'] };
    return performRun({ definition, input, port, actions, runtimeVersion: '1' });
  }

  it('1: a replay asks for what was recorded, in the same order, and comes to the same', async () => {
    const port = new MemoryEngine();
    const first = await perform(MANY_TASKS, port);
    const [asked, recorded] = [port.performed.length, [...port.outcomes.keys()]];
    port.forgetProgress();
    port.wall += 86_400_000;
    expect(await perform(MANY_TASKS, port)).toEqual(first);
    expect([port.performed.length, [...port.outcomes.keys()]]).toEqual([asked, recorded]);
    const other = new MemoryEngine();
    await perform(MANY_TASKS, other);
    expect([...other.outcomes.keys()]).toEqual(recorded);
  });

  it('2: an outcome is recorded under a name of its own before anything follows', async () => {
    const port = new MemoryEngine();
    const recordedBefore: number[] = [];
    const actions = actionsOf({
      'dropbox.getFile': () => {
        recordedBefore.push(port.outcomes.size);
        return {};
      },
    });
    await perform([{ one: call('1') }, { two: call('2') }, { three: call('3') }], port, actions);
    expect(recordedBefore).toEqual([0, 1, 2]);
    expect(new Set(port.performed.map(({ name }) => name)).size).toBe(3);
  });

  it('3: what is recorded of a token is its name, its scope and its generation', async () => {
    const port = new MemoryEngine();
    await perform([{ one: call('1') }], port);
    const [record] = [...port.outcomes.values()];
    expect(record?.outcome).toMatchObject({ kind: 'done', token: { name: 'Files', scope: 'global', generation: 1 } });
    expect(port.performed).toMatchObject([{ token: 'Files' }]);
  });

  /** A task of which every stage is broken; each stage says who it is. */
  const noText = { schema: { document: { type: 'string' } } };
  const STAGES: readonly [says: string, stage: object][] = [
    ['input does not match', { input: noText }],
    ['transforms the input', { input: { from: '${ error("transforms the input") }' } }],
    ['works', { raise: { error: { type: 'https://example.com/e', status: 500, title: 'E', detail: 'works' } } }],
    ['transforms the output', { output: { as: '${ error("transforms the output") }' } }],
    ['output does not match', { output: noText }],
    ['exports', { export: { as: '${ error("exports") }' } }],
    ['exported context does not match', { export: noText }],
  ];

  it.each(STAGES.map(([says], index) => [says, index] as const))(
    '4: a task stops at the first stage that is broken: %s',
    async (says, index) => {
      const task: Record<string, object> = index > 2 ? { set: { fine: true } } : {};
      for (const [key, part] of STAGES.slice(index).flatMap(([, stage]) => Object.entries(stage)))
        task[key] = { ...(part as object), ...task[key] };
      const { problem } = (await perform([{ broken: task }])) as { readonly problem?: { readonly detail?: string } };
      expect(problem?.detail).toContain(says);
      expect(await perform([{ broken: { ...task, if: '${ false }' } }])).toMatchObject({ status: 'completed' });
    },
  );

  it('5: only an export changes the context, and a directive leads within its own list', async () => {
    const leave = Object.fromEntries([
      ['set', { a: 1 }],
      ['then', 'exit'],
    ]);
    const inner = [{ leave }, { never: { set: { a: 2 } } }];
    const tasks = [{ nested: { do: inner } }, { look: { set: { from: '${ .a }', context: '${ $context }' } } }];
    expect(await perform(tasks)).toMatchObject({ output: { from: 1, context: {} } });
  });

  it('6: no handler sees the time limit of an outer task', async () => {
    const attempt = { try: [{ long: { wait: { seconds: 10 } } }], catch: { do: [{ calm: { set: { calm: true } } }] } };
    const outer = { timeout: { after: { seconds: 1 } }, do: [{ attempt }] };
    expect(await perform([{ outer }])).toMatchObject({ status: 'faulted', problem: { status: 408 } });
  });

  it('7: time spent parked does not count against a time limit', async () => {
    class Mended extends MemoryEngine {
      override async waitForSignal(name: string, reason: WaitReason): Promise<unknown> {
        this.wall += 86_400_000;
        this.parkedMs += 86_400_000;
        this.signals.set(name, null);
        return super.waitForSignal(name, reason);
      }
    }
    let tries = 0;
    const actions = actionsOf({
      'dropbox.getFile': () => {
        tries += 1;
        if (tries > 1) return { fine: true };
        throw new BrokerError({ code: 'reconnect-needed', remedy: 'reconnect', status: 409, message: 'Dead.' });
      },
    });
    const task = { ...call('1'), timeout: { after: { minutes: 1 } } };
    expect(await perform([{ one: task }], new Mended(), actions)).toMatchObject({ output: { fine: true } });
    expect(tries).toBe(2);
  });

  it('8: a fault names the step that failed, and no other', async () => {
    const port = new MemoryEngine();
    const actions = actionsOf({
      'dropbox.getFile': ({ path }) => {
        if (path === '1') return {};
        throw new BrokerError({ code: 'no-such-file', remedy: 'fix-request', status: 404, message: 'No.' });
      },
    });
    const end = await perform([{ one: call('1') }, { two: call('2') }], port, actions);
    expect(end).toMatchObject({ status: 'faulted', causes: [{ kind: 'step', name: '/do/1/two' }] });
  });
});
