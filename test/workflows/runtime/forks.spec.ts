import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';
import { performRun } from '../../../src/workflows/runtime/runner.js';
import { actionsOf, MemoryEngine } from './memory-engine.js';

const HEAD = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n`;

describe('branches side by side', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  async function output(text: string, input: unknown = {}) {
    const definition = await parseDefinition(HEAD + text, pool);
    return performRun({ definition, input, port: new MemoryEngine(), actions: actionsOf({}), runtimeVersion: '1' });
  }

  it('makes a list of their outputs, in the order of the branches', async () => {
    const end = await output(
      `
do:
  - both:
      fork:
        branches:
          - left: { set: { side: '\${ .from + " left" }' } }
          - right: { do: [{ inner: { set: { side: right } } }] }`,
      { from: 'the' },
    );
    expect(end).toEqual({ status: 'completed', output: [{ side: 'the left' }, { side: 'right' }] });
  });

  it('takes the first that is done when they compete, and an error only when none is left', async () => {
    const race = (...branches: string[]) => `
do:
  - race: { fork: { compete: true, branches: [${branches.join(', ')}] } }`;
    const bad = (name: string) => `{ ${name}: { raise: { error: { type: 'https://a.b/${name}', status: 400 } } } }`;
    const good = '{ good: { set: { won: true } } }';
    expect(await output(race(bad('one'), good))).toEqual({ status: 'completed', output: { won: true } });
    expect(await output(race(bad('one'), bad('two')))).toMatchObject({
      status: 'faulted',
      problem: { type: 'https://a.b/one', instance: '/do/0/race/fork/branches/0/one' },
    });
  });

  it('ends them all with the error of one, which can be caught', async () => {
    const end = await output(`
do:
  - careful:
      try:
        - both:
            fork:
              branches:
                - bad: { raise: { error: { type: 'https://a.b/c', status: 418 } } }
                - good: { set: { a: 1 } }
      catch: { as: problem, do: [{ handled: { set: { status: '\${ $problem.status }' } } }] }`);
    expect(end).toEqual({ status: 'completed', output: { status: 418 } });
  });

  it('puts together what they export, each starting from what stood before', async () => {
    const end = await output(`
do:
  - before: { set: { a: 0 }, export: { as: { kept: true, count: 1 } } }
  - both:
      fork:
        branches:
          - left: { set: { a: 1 }, export: { as: '\${ $context + { left: $context.count, count: 2 } }' } }
          - right: { set: { a: 2 }, export: { as: '\${ $context + { right: $context.left } }' } }
  - show: { set: '\${ $context }' }`);
    expect(end).toMatchObject({ output: { kept: true, left: 1, right: null, count: 2 } });
  });

  it('ends the run where a branch says so', async () => {
    const end = await output(`
do:
  - both: { fork: { branches: [{ last: { set: { a: 1 }, then: end } }, { other: { set: { a: 2 } } }] } }
  - never: { set: { a: 3 } }`);
    expect(end).toEqual({ status: 'completed', output: { a: 1 } });
  });
});
