import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';
import { performRun } from '../../../src/workflows/runtime/runner.js';
import { actionsOf, MemoryEngine } from './memory-engine.js';

const HEAD = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n`;

describe('the language', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  async function run(text: string, input: unknown = {}, actions = actionsOf({})) {
    const definition = await parseDefinition(HEAD + text, pool);
    const port = new MemoryEngine();
    const end = await performRun({ definition, input, port, actions, runtimeVersion: '1' });
    return { end, port };
  }
  const output = async (text: string, input?: unknown, actions = actionsOf({})) =>
    (await run(text, input, actions)).end;

  it('performs tasks in order, each with the output of the one before', async () => {
    const end = await output(`
do:
  - first: { set: { list: '\${ .list + [1] }' } }
  - group:
      do:
        - second: { set: { list: '\${ .list + [2] }' } }
        - third: { set: { list: '\${ .list + [3] }' } }`);
    expect(end).toEqual({ status: 'completed', output: { list: [1, 2, 3] } });
  });

  it('follows directives within a list', async () => {
    const end = await output(`
do:
  - red: { set: { list: '\${ .list + ["red"] }' }, then: green }
  - blue: { set: { list: '\${ .list + ["blue"] }' }, then: end }
  - green: { set: { list: '\${ .list + ["green"] }' }, then: blue }`);
    expect(end).toEqual({ status: 'completed', output: { list: ['red', 'green', 'blue'] } });
  });

  it('leaves a list at exit and the run at end', async () => {
    const text = (directive: string) => `
do:
  - group:
      do:
        - inner: { set: { at: inner }, then: ${directive} }
        - never: { set: { at: never } }
  - after: { set: { at: '\${ .at + " after" }' } }`;
    expect(await output(text('exit'))).toEqual({ status: 'completed', output: { at: 'inner after' } });
    expect(await output(text('end'))).toEqual({ status: 'completed', output: { at: 'inner' } });
  });

  it('chooses the first case that matches, else the default, else goes on', async () => {
    const text = `
do:
  - choose:
      switch:
        - other: { then: other }
        - red: { when: .color == "red", then: red }
        - also: { when: .color == "red", then: other }
  - red: { set: { chosen: red }, then: end }
  - other: { set: { chosen: other } }`;
    expect(await output(text, { color: 'red' })).toEqual({ status: 'completed', output: { chosen: 'red' } });
    expect(await output(text, { color: 'blue' })).toEqual({ status: 'completed', output: { chosen: 'other' } });
  });

  it('repeats tasks for each item while the condition holds', async () => {
    const text = `
do:
  - loop:
      for: { each: color, in: .colors, at: place }
      while: $place < 2
      do:
        - mark: { set: { seen: '\${ .seen + [{color: $color, place: $place}] }' } }`;
    const seen = [
      { color: 'a', place: 0 },
      { color: 'b', place: 1 },
    ];
    expect(await output(text, { colors: ['a', 'b', 'c'] })).toEqual({ status: 'completed', output: { seen } });
    expect(await output(text, { colors: [] })).toEqual({ status: 'completed', output: { colors: [] } });
    expect(await output(text, { colors: 5 })).toMatchObject({ status: 'faulted', problem: { instance: '/do/0/loop' } });
  });

  it('skips a task whose condition does not hold', async () => {
    const text = `do:\n  - maybe: { if: .go, set: { went: true }, then: end }\n  - last: { set: { before: '\${ . }' } }`;
    expect(await output(text, { go: true })).toEqual({ status: 'completed', output: { went: true } });
    expect(await output(text, { go: false })).toEqual({ status: 'completed', output: { before: { go: false } } });
  });

  it('transforms and checks input and output, and exports to the context', async () => {
    const end = await output(
      `
input: { from: .body, schema: { document: { required: [body] } } }
do:
  - pick:
      input: { from: '{ n: .value }', schema: { document: { type: object } } }
      set: { doubled: '\${ .n * 2 }' }
      output: { as: { result: '\${ .doubled }', before: '\${ $input.n }' } }
      export: { as: '$context + { kept: $output.result, raw: $task.output.doubled }' }
  - second: { set: '\${ $context }' }
output: { as: '{ context: ., id: $workflow.id, input: $workflow.input.body.value, runtime: $runtime.name }' }`,
      { body: { value: 21 } },
    );
    expect(end).toEqual({
      status: 'completed',
      output: { context: { kept: 42, raw: 42 }, id: 'run_1', input: 21, runtime: 'latchkey' },
    });
  });

  it.each([
    ['input: { schema: { document: { required: [a] } } }\ndo: [{ x: { set: { b: 1 } } }]', '/'],
    ['do: [{ x: { input: { schema: { document: { required: [a] } } }, set: { b: 1 } } }]', '/do/0/x'],
    ['do: [{ x: { output: { schema: { document: { required: [a] } } }, set: { b: 1 } } }]', '/do/0/x'],
    ['do: [{ x: { export: { as: ., schema: { document: { required: [a] } } }, set: { b: 1 } } }]', '/do/0/x'],
  ])('faults with a validation error when data breaks a schema: %s', async (text, instance) => {
    const type = 'https://serverlessworkflow.io/spec/1.0.0/errors/validation';
    expect(await output(text)).toMatchObject({ status: 'faulted', problem: { type, status: 400, instance } });
  });

  it('faults with an expression error when jq does', async () => {
    const type = 'https://serverlessworkflow.io/spec/1.0.0/errors/expression';
    expect(await output(`do: [{ x: { set: '\${ .a.b }' } }]`, { a: 1 })).toMatchObject({
      status: 'faulted',
      problem: { type, instance: '/do/0/x', detail: 'In ${ .a.b }: Cannot index number with string "b"' },
    });
  });

  it.each([[{ second: 5 }], [{ seconds: '5' }], [[5]], [{}], ['5 minutes'], [null]])(
    'takes %j for no duration, instead of none at all',
    async (given) => {
      expect(await output(`do: [{ x: { wait: '\${ .given }' } }]`, { given })).toMatchObject({
        status: 'faulted',
        problem: { instance: '/do/0/x', detail: expect.stringContaining('gave no duration') },
      });
    },
  );

  it('leaves what an expression says by itself as it says it', async () => {
    const caught = `catch: { errors: { with: { detail: late } }, do: [{ y: { set: { caught: true } } }] }`;
    const text = `do: [{ x: { try: [{ z: { set: { a: '\${ error("late") }' } } }], ${caught} } }]`;
    expect(await output(text)).toEqual({ status: 'completed', output: { caught: true } });
  });

  it('raises errors, inline and by name', async () => {
    const text = (error: string) => `
use: { errors: { late: { type: 'https://example.com/late', status: 409, title: '\${ "Late by \\(.days)" }' } } }
do: [{ complain: { raise: { error: ${error} } } }]`;
    expect(await output(text('late'), { days: 3 })).toEqual({
      status: 'faulted',
      causes: [],
      problem: { type: 'https://example.com/late', status: 409, title: 'Late by 3', instance: '/do/0/complain' },
    });
    expect(await output(text(`{ type: 'https://x.y/z', status: 400 }`))).toMatchObject({
      problem: { type: 'https://x.y/z', status: 400, instance: '/do/0/complain' },
    });
  });

  it('catches what the filter takes and lets everything else go on', async () => {
    const text = (filter: string) => `
do:
  - attempt:
      try: [{ fail: { raise: { error: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication', status: 404 } } } }]
      catch: { errors: { with: ${filter} }, as: err, do: [{ handle: { set: { caught: '\${ $err.instance }' } } }] }`;
    const caught = { status: 'completed', output: { caught: '/do/0/attempt/try/0/fail' } };
    expect(await output(text('{ status: 404 }'))).toEqual(caught);
    expect(await output(text(`{ type: 'https://serverlessworkflow.io/dsl/errors/types/communication' }`))).toEqual(
      caught,
    );
    expect(await output(text('{ status: 503 }'))).toMatchObject({ status: 'faulted', problem: { status: 404 } });
  });

  it('catches by condition, and swallows an error without handler', async () => {
    const text = (condition: string) => `
do:
  - attempt:
      try: [{ fail: { raise: { error: { type: 'https://x.y/z', status: 418 } } } }]
      catch: { ${condition} }`;
    expect(await output(text('when: $error.status == 418'), { a: 1 })).toEqual({
      status: 'completed',
      output: { a: 1 },
    });
    expect(await output(text('when: $error.status == 1'))).toMatchObject({ status: 'faulted' });
    expect(await output(text('exceptWhen: $error.status == 418'))).toMatchObject({ status: 'faulted' });
  });

  it.each([
    ['delay: PT1S', [1_000, 1_000, 1_000]],
    ['delay: { seconds: 1 }, backoff: { constant: {} }', [1_000, 1_000, 1_000]],
    ['delay: PT1S, backoff: { linear: {} }', [1_000, 2_000, 3_000]],
    ['delay: PT1S, backoff: { exponential: {} }', [1_000, 2_000, 4_000]],
  ])('retries three times with %s', async (policy, delays) => {
    const { end, port } = await run(`
do:
  - attempt:
      try: [{ fail: { raise: { error: { type: 'https://x.y/z', status: 503 } } } }]
      catch: { retry: { ${policy}, limit: { attempt: { count: 3 } } } }`);
    expect(port.slept.map(({ ms }) => ms)).toEqual(delays);
    expect(end).toMatchObject({ status: 'faulted', problem: { status: 503 } });
  });

  it('adds jitter within its bounds, and stops retrying when the total time is up', async () => {
    const { end, port } = await run(`
use: { retries: { patient: { delay: PT10S, jitter: { from: PT1S, to: PT3S }, limit: { duration: PT30S } } } }
do:
  - attempt:
      try: [{ fail: { raise: { error: { type: 'https://x.y/z', status: 503 } } } }]
      catch: { retry: patient, do: [{ handled: { set: { gaveUp: true } } }] }`);
    expect(port.slept).toHaveLength(2);
    for (const { ms } of port.slept) expect(ms >= 11_000 && ms < 13_000).toBe(true);
    expect(end).toEqual({ status: 'completed', output: { gaveUp: true } });
  });

  it.each([
    ['PT1H30M', 5_400_000],
    ['{ days: 1, milliseconds: 5 }', 86_400_005],
    [`'\${ .pause }'`, 7_000],
  ])('waits for %s', async (duration, ms) => {
    const { end, port } = await run(`do: [{ pause: { wait: ${duration} } }]`, { pause: 'PT7S' });
    expect(port.slept).toEqual([{ name: '/do/0/pause', ms }]);
    expect(end).toEqual({ status: 'completed', output: { pause: 'PT7S' } });
  });

  it('ends a task at its timeout, which the task around it can catch and its own handler cannot', async () => {
    const { end, port } = await run(`
do:
  - outer:
      try:
        - limited:
            timeout: { after: PT5S }
            do:
              - inner:
                  try: [{ long: { wait: PT1H } }]
                  catch: { do: [{ wrong: { set: { wrong: true } } }] }
      catch: { errors: { with: { status: 408 } }, do: [{ right: { set: { caught: '\${ $error.instance }' } } }] }`);
    expect(end).toEqual({ status: 'completed', output: { caught: '/do/0/outer/try/0/limited' } });
    expect(port.slept).toEqual([expect.objectContaining({ ms: 5_000 })]);
  });

  it('gives the outer one of two time limits that end at the same moment the say', async () => {
    const { end } = await run(`
do:
  - outer:
      timeout: { after: PT5S }
      do:
        - guarded:
            try: [{ limited: { timeout: { after: PT5S }, wait: PT1H } }]
            catch: {}`);
    expect(end).toMatchObject({ status: 'faulted', problem: { status: 408, instance: '/do/0/outer' } });
  });

  it('ends a run at its timeout', async () => {
    const { end } = await run(`timeout: { after: PT5S }\ndo: [{ long: { wait: PT1H } }]`);
    const type = 'https://serverlessworkflow.io/spec/1.0.0/errors/timeout';
    expect(end).toMatchObject({ status: 'faulted', problem: { type, status: 408 } });
  });

  it('stops a run that goes in a circle and lets others have their turn meanwhile', async () => {
    let turns = 0;
    const interval = setInterval(() => turns++, 1);
    const { end } = await run('do: [{ again: { set: { a: 1 }, then: again } }]');
    clearInterval(interval);
    expect(end).toMatchObject({ status: 'faulted', problem: { detail: expect.stringContaining('tasks') } });
    expect(turns).toBeGreaterThan(3);
  });

  it('tells time by the run, not by the machine', async () => {
    const { end } = await run(`
do:
  - pause: { wait: PT1M }
  - look: { set: { now: '\${ now }', started: '\${ $task.startedAt.iso8601 }', run: '\${ $workflow.startedAt.epoch.milliseconds }' } }`);
    const start = Date.parse('2026-01-01T00:00:00Z');
    expect(end).toMatchObject({ output: { now: start / 1000 + 60, started: '2026-01-01T00:01:00.000Z', run: start } });
  });

  it('raises no error whose type is no text', async () => {
    const text = `do: [{ odd: { raise: { error: { type: '\${ 5 }', status: 400 } } } }]`;
    expect(await output(text)).toMatchObject({
      status: 'faulted',
      problem: { status: 400, instance: '/do/0/odd', detail: expect.stringMatching(/no text as the type/) },
    });
  });
});
