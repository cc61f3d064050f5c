import { BrokerError } from '../../../src/kernel/broker.error.js';
import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { schemaComplaint, violation } from '../../../src/workflows/runtime/expressions/schema-check.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';

/** A backtracking engine needs years for these, so seconds leave room for a busy machine. */
const QUICK = 5_000;

describe('patterns of a JSON Schema', () => {
  it.each([
    { pattern: '^(a+)+$' },
    { pattern: '^(a|aa)+$' },
    { pattern: '^(a|a?)+$' },
    { pattern: '^(?:[^x]*)*$', not: { pattern: '!$' } },
  ])('that are hostile end quickly with the right answer: %j', (schema) => {
    const begun = performance.now();
    const long = 'a'.repeat(10_000);
    expect(violation(schema, long)).toBeUndefined();
    expect(violation(schema, `${long}!`)).toMatch(/must/);
    expect(performance.now() - begun).toBeLessThan(QUICK);
  });

  it('that are hostile end quickly in names of members too', () => {
    const schema = { patternProperties: { '^(a+)+$': { type: 'number' } }, additionalProperties: false };
    const begun = performance.now();
    const long = 'a'.repeat(10_000);
    expect(violation(schema, { [long]: 1 })).toBeUndefined();
    expect(violation(schema, { [long]: 'x' })).toMatch(/must be number/);
    expect(violation(schema, { [`${long}!`]: 1 })).toMatch(/additional properties/);
    expect(performance.now() - begun).toBeLessThan(QUICK);
  });

  it('end before a large one has read a large text', () => {
    const schema = { pattern: '^(?:a?){500}a{500}$' };
    const begun = performance.now();
    expect(violation(schema, 'a'.repeat(700))).toBeUndefined();
    expect(violation(schema, 'a'.repeat(1_000_000))).toMatch(/too long for the patterns/);
    expect(violation(schema, 'a'.repeat(700))).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(QUICK);
  });

  it('are kept apart from each other', () => {
    const schema = { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } };
    expect(violation(schema, { a: 'a', b: 'b' })).toBeUndefined();
    expect(violation(schema, { a: 'a', b: 'a' })).toContain('/b must match pattern');
  });

  it.each([
    ['^\\s$', '\u00a0'],
    ['^[\\s]$', '\v'],
    ['^[\\s]$', '\ufeff'],
    ['^\\S$', '\u00a0'],
    ['^[\\S]$', '\u2028'],
    ['^[^\\S]$', ' '],
    ['^[\\s\\S]+$', 'a \n\u00a0😀'],
    ['^.$', '\r'],
    ['^.$', '😀'],
    ['^[.]$', 'a'],
    ['^[\\b]$', '\b'],
    ['^[[]$', '['],
    ['^[^]$', '\n'],
    ['^\\uD83D\\uDE00$', '😀'],
    ['^\\u{1F600}$', '😀'],
    ['^\\p{Lu}+$', 'ÄÖ'],
    ['^\\d{4}-\\d{2}$', '2026-01'],
    ['^a/b\\/c$', 'a/b/c'],
    ['^\\w$', 'é'],
    ['a$', 'a\n'],
  ])('mean what ECMAScript says: %j on %j', (pattern, text) => {
    expect(violation({ pattern }, text) === undefined).toBe(new RegExp(pattern, 'u').test(text));
  });

  it('leave the format of an address quick and right', () => {
    const begun = performance.now();
    expect(violation({ format: 'url' }, 'https://example.com/a')).toBeUndefined();
    expect(violation({ format: 'url' }, 'no address')).toMatch(/format/);
    expect(violation({ format: 'url' }, `http://${':'.repeat(500_000)}`)).toMatch(/format/);
    expect(performance.now() - begun).toBeLessThan(QUICK);
  });

  it.each(['(?=a)b', '(?!a)b', '(?<=a)b', '(?<!a)b', '(a)\\1', '(?<n>a)\\k<n>', '^.{1,1001}$', 'a'.repeat(401)])(
    'are refused where they cannot run in linear time: %s',
    (pattern) => {
      expect(schemaComplaint({ properties: { a: { pattern } } })).toEqual({
        at: '/properties/a/pattern',
        reason: expect.stringMatching(/not supported|at most 400 characters/),
      });
    },
  );

  it('are refused when all of them together are too large', () => {
    const properties = Object.fromEntries('abcdefghijkl'.split('').map((one) => [one, { pattern: `${one}{1000}` }]));
    expect(schemaComplaint({ properties })?.reason).toMatch(/repeat too much/);
  });
});

describe('a JSON Schema that comes to no end', () => {
  it('is broken by every value, instead of breaking whoever asks', () => {
    expect(violation({ $ref: '#' }, { a: 1 })).toMatch(/nested without end/);
    const twisted = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } };
    expect(violation(twisted, 1)).toMatch(/nested without end/);
  });
});

describe('a definition with a pattern that cannot be used', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  it.each([
    ['pattern: "(a)\\\\1"', '/pattern'],
    ['patternProperties: { "^(?=a/)": {} }', '/patternProperties/^(?=a~1)'],
  ])('is refused with path and line: %s', async (member, at) => {
    const text = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
do:
  - x:
      input:
        schema:
          document:
            type: object
            properties:
              code:
                ${member}
      set: { a: 1 }`;
    const refusal: unknown = await parseDefinition(text, pool).catch((error: unknown) => error);
    if (!(refusal instanceof BrokerError)) throw new Error('The definition was accepted.');
    const path = `/do/0/x/input/schema/document/properties/code${at}`;
    const reason = expect.stringMatching(/back-references .* are not supported/);
    expect(refusal.facts.problems).toEqual([{ path, line: 10, reason }]);
  });
});
