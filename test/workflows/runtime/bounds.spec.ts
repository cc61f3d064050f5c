import { BrokerError } from '../../../src/kernel/broker.error.js';
import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { violation } from '../../../src/workflows/runtime/expressions/schema-check.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';
import { performRun } from '../../../src/workflows/runtime/runner.js';
import { actionsOf, MemoryEngine } from './memory-engine.js';

const HEAD = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n`;

describe('what a definition may ask for', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  async function end(text: string, answer?: unknown) {
    const definition = await parseDefinition(HEAD + text, pool);
    const actions = actionsOf({ 'dropbox.listFolder': () => answer });
    return performRun({ definition, input: {}, port: new MemoryEngine(), actions, runtimeVersion: '1' });
  }

  async function problems(text: string): Promise<unknown> {
    const refusal: unknown = await parseDefinition(HEAD + text, pool).catch((error: unknown) => error);
    if (!(refusal instanceof BrokerError)) throw new Error('The definition was accepted.');
    return refusal.facts.problems;
  }

  it.each([
    ['set', `set: { a: '\${ . }', b: '\${ . }' }`],
    ['output', `set: '\${ . }', output: { as: { a: '\${ . }', b: '\${ . }' } }`],
    ['export', `set: '\${ . }', export: { as: { a: '\${ $context }', b: '\${ $context }', c: '\${ . }' } }`],
    ['a fork', `fork: { branches: [{ a: { set: '\${ . }' } }, { b: { set: '\${ . }' } }] }`],
  ])('is data that doubles again and again no more than a run can carry: by %s', async (_what, task) => {
    const large = `{ large: { set: { a: "${'x'.repeat(100_000)}" } } }`;
    const text = `do: [${large}, { x: { for: { in: '[range(60)]' }, do: [{ s: { ${task} } }] } }]`;
    expect(await end(text)).toMatchObject({
      status: 'faulted',
      problem: { type: expect.stringMatching(/runtime$/), detail: expect.stringMatching(/more than 4194304 bytes/) },
    });
  });

  it('is data as deep as can be stored', async () => {
    const nesting = (times: number) =>
      `do: [{ x: { for: { in: '[range(${times})]' }, do: [{ s: { set: { a: '\${ . }' } } }] } }]`;
    expect(await end(nesting(400))).toMatchObject({ status: 'completed' });
    expect(await end(nesting(600))).toMatchObject({ problem: { detail: expect.stringMatching(/nested deeper/) } });
  });

  it.each([
    ['references that double', doubling(40), {}],
    [
      'references that double with each level of the value',
      {
        $ref: '#/$defs/a',
        $defs: {
          a: {
            allOf: [
              { items: { $ref: '#/$defs/a' }, type: 'array' },
              { items: { $ref: '#/$defs/a' }, maxItems: 9 },
            ],
          },
        },
      },
      nested(60),
    ],
    ['many different items', { uniqueItems: true }, Array.from({ length: 50_000 }, (_, a) => ({ a }))],
    [
      'many parts for many items',
      { items: { allOf: Array.from({ length: 500 }, () => ({ minimum: 0 })) } },
      Array.from({ length: 50_000 }, () => 1),
    ],
  ])('is a check by a schema that comes to an end: %s', (_what, schema, value) => {
    expect(violation(schema, value)).toMatch(/takes too long to check/);
  });

  it('is counted anew for each check', () => {
    const schema = { uniqueItems: true };
    expect(
      violation(
        schema,
        Array.from({ length: 50_000 }, (_, a) => ({ a })),
      ),
    ).toMatch(/takes too long/);
    expect(violation(schema, [1, 2])).toBeUndefined();
  });

  it('is a schema that refers to parts in any place and means data as data', () => {
    const schema = {
      parts: { id: { type: 'string' } },
      properties: { id: { $ref: '#/parts/id' }, properties: { const: { a: 1 } }, tags: { enum: [{ b: [1] }] } },
      required: ['id'],
      additionalProperties: false,
    };
    expect(violation(schema, { id: 'x', properties: { a: 1 }, tags: { b: [1] } })).toBeUndefined();
    expect(violation(schema, { id: 1 })).toMatch(/id must be string/);
    expect(violation(schema, { id: 'x', other: 1 })).toMatch(/additional properties/);
  });

  it('is expressions of one definition that jq holds together', async () => {
    const tasks = (count: number) =>
      Array.from({ length: count }, (_, index) => `{ t${index}: { set: { a: '\${ ${index} + 1 }' } } }`).join(', ');
    expect(await end(`do: [${tasks(160)}]`)).toEqual({ status: 'completed', output: { a: 160 } });
    expect(await problems(`do: [${tasks(1_001)}]`)).toEqual([
      { path: '/do', line: 2, reason: expect.stringMatching(/at most 1000 different expressions/) },
    ]);
  });

  it('is told with its first problems when it has very many', async () => {
    expect(await problems(`do: [${'1, '.repeat(80_000)}1]`)).toHaveLength(200);
  });
});

/** Each part of it looks twice at the next. */
function doubling(times: number) {
  const parts = Array.from({ length: times }, (_, index) => {
    const next = { $ref: `#/$defs/a${index + 1}` };
    return [`a${index}`, { allOf: [next, next] }] as const;
  });
  return { $ref: '#/$defs/a0', $defs: { ...Object.fromEntries(parts), [`a${times}`]: { maxItems: 5 } } };
}

function nested(levels: number): unknown {
  return levels === 0 ? [] : [nested(levels - 1)];
}
