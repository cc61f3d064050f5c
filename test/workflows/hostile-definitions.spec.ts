import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { definition, expectStatus, ProcessDesk } from './support/process-desk.js';

const LENGTH = 250_000;
const filled = (part: string) => part.repeat(Math.floor(LENGTH / part.length));
const many = (count: number, make: (index: number) => string, between = ', ') =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);
const withSchema = (document: string) =>
  definition(`  - a: { set: { b: 1 }, input: { schema: { document: ${document} } } }`);
const withExpression = (expression: string) => definition(`  - a: { set: { b: '\${ ${expression} }' } }`);
const withFunctions = (functions: string, tasks: string) =>
  definition(tasks).replace('do:', `use: { functions: { ${functions} } }\ndo:`);
const FUNCTION = "{ call: http, with: { method: get, endpoint: 'https://a.example.com' } }";

/** As long as definitions may be: a road that takes time by the square of the text takes a minute or more for each. */
const SLOW: readonly (readonly [string, string])[] = [
  ['a bracket that is not closed before commas', `a: ]${filled(',')}`],
  ['very many anchors of one value', filled('&a ')],
  ['very many tags of one value', filled('!t ')],
  ['very many names in one object', definition(`  - a: { set: { ${many(18_000, (index) => `k${index}: 1`)} } }`)],
  ['an expression of question marks', withExpression(filled('?'))],
  ['an expression of quotes that are written in a text', withExpression(`"${filled('\\"')}`)],
  [
    'very many functions and calls of none of them',
    withFunctions(
      many(1_500, (index) => `abcdefg${index}: ${FUNCTION}`),
      many(3_000, (index) => `  - t${index}: { call: abcdefh${index} }`, '\n'),
    ),
  ],
  ['a schema of very many parts', withSchema(`{ anyOf: [${many(8_000, (index) => `{ required: [p${index}] }`)}] }`)],
  [
    'very many schemas',
    definition(
      many(2_000, (i) => `  - t${i}: { set: { a: 1 }, input: { schema: { document: { type: object } } } }`, '\n'),
    ),
  ],
];

describe('definitions that are written to be slow to read', () => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    const [, createDatabase] = engines[0] ?? [];
    if (createDatabase === undefined) throw new Error('There is no SQLite among the engines.');
    database = await createDatabase();
    app = await startApp({ database });
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('keep nobody from an answer: all together are checked while one waits for them', async () => {
    for (const [name, text] of SLOW) {
      const { id } = expectStatus(await desk.caller.post(desk.processes, { name, definition: text }), 201);
      expect([200, 422]).toContain((await desk.caller.post(`${desk.processes}/${id}/check`, {})).status);
    }
  });

  it.each([
    ['once in an object', definition('  - a: { set: { b: 1, c: 2, b: 3 } }'), 'a name stands once in an object'],
    [
      'once, whether it is in quotes or not',
      definition("  - a: { set: { 1: 1, '1': 2 } }"),
      'a name stands once in an object',
    ],
    [
      'at most so often as a part of a schema',
      withSchema(`{ properties: { ${many(2_000, (index) => `p${index}: {}`)} } }`),
      'a schema has at most 2000 parts',
    ],
  ])('let a member stand %s', async (rule, text, reason) => {
    const { id } = expectStatus(
      await desk.caller.post(desk.processes, { name: `Rule ${rule.length}`, definition: text }),
      201,
    );
    const { status, body } = await desk.caller.post(`${desk.processes}/${id}/check`, {});
    expect({ status, reasons: body.problems.map((problem: { reason: string }) => problem.reason) }).toEqual({
      status: 422,
      reasons: [expect.stringContaining(reason)],
    });
  });
});
