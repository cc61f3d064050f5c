import fc from 'fast-check';

import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { type Arguments, complaintAbout, JqProgram } from '../../../src/workflows/runtime/expressions/jq-program.js';
import { follow, plainPath } from '../../../src/workflows/runtime/expressions/plain-path.js';

const NOW = new Date('2026-03-01T12:00:00.250Z');

describe('runtime expressions', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  function evaluate(expression: string, value: unknown = null, args: Arguments = {}): Promise<unknown> {
    return new JqProgram([expression], pool).evaluate(expression, value, { args, now: NOW });
  }

  it.each([
    ['.a.b + 1', { a: { b: 41 } }, 42],
    ['map(select(. > 1)) | add', [1, 2, 3], 5],
    ['empty', 1, null],
    ['.[]', [1, 2], [1, 2]],
    ['.[]', [7], 7],
    ['"Grüße \\(.name) 🚀"', { name: 'Zoë' }, 'Grüße Zoë 🚀'],
    ['. # a comment at the end', 3, 3],
    ['. # \\\\', 3, 3],
    ['. as $x | [$x, now]', 1, [1, NOW.getTime() / 1000]],
    ['"1970-01-01T00:00:00Z" | fromdate | localtime | mktime', null, 0],
  ])('evaluates %s with the real jq', async (expression, value, expected) => {
    expect(await evaluate(expression, value)).toEqual({ value: expected });
  });

  it('compiles one expression as well as the other, however many came before', async () => {
    const expressions = Array.from({ length: 1_500 }, (_, index) => `.a + ${index}`);
    const args = ['context', 'workflow', 'runtime', 'task', 'input'];
    const complaints = await Promise.all(expressions.map((expression) => complaintAbout(expression, args, pool)));
    expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([]);
  });

  it('calls a result that is nested deeper than jq prints a problem', async () => {
    const deep = '['.repeat(5_000) + ']'.repeat(5_000);
    expect(await evaluate(deep)).toEqual({ problem: 'The result of the expression is nested too deep.' });
  });

  it('gives an expression the arguments that it mentions', async () => {
    const args = {
      context: () => ({ x: 1 }),
      input: () => 2,
      never: () => {
        throw new Error('not mentioned');
      },
    };
    expect(await evaluate('[$context.x, $input]', null, args)).toEqual({ value: [1, 2] });
  });

  it('says what jq says when an evaluation fails, and evaluates the next one', async () => {
    expect(await evaluate('.a.b', { a: 5 })).toEqual({ problem: 'Cannot index number with string "b"' });
    expect(await evaluate('error({code: 7})')).toEqual({ problem: '{"code":7}' });
    expect(await evaluate('1 + 1')).toEqual({ value: 2 });
  });

  it.each(['env', '$ENV', '[env, $ENV] | add'])('shows nothing of the environment to %s', async (expression) => {
    expect(await evaluate(expression)).toEqual({ value: {} });
  });

  it.each([
    'input',
    '[inputs]',
    'input_filename',
    'debug',
    'debug("x")',
    'stderr',
    'halt',
    'halt_error',
    'halt_error(1)',
  ])('closes %s', async (expression) => {
    expect(await evaluate(expression, {})).toEqual({ problem: expect.stringMatching(/not available/) });
    expect(await evaluate('1 + 1')).toEqual({ value: 2 });
  });

  it.each([
    'include "a"; .',
    'import "a" as a; .',
    '.) , (.',
    '. end | if true then .',
    '. | ',
    '$secrets.x',
    '}',
    '"\\("',
  ])('finds before any run that %s is no expression', async (expression) => {
    expect(await complaintAbout(expression, ['context'], pool)).toEqual(expect.any(String));
  });

  it('finds nothing wrong with a good expression', async () => {
    expect(
      await complaintAbout('def f: $context; f | . as [$a] | reduce .[] as $b ($a; . + $b)', ['context'], pool),
    ).toBe(undefined);
  });

  // What takes too much may be stopped by the clock first, where the machine is busy.
  const TIME = 'The expression took longer than 2 seconds.';
  const MEMORY = 'The expression needs more memory than the 256 MiB it may have, or calls itself without end.';
  const OUTPUT = 'The result of the expression has more than 4194304 bytes as JSON.';
  const PATTERN = 'A regular expression tries too many ways on this text: make it simpler.';
  const LESS = ' Let it look at less data at a time, or divide the work among several tasks.';
  it.each([
    ['range(1e12)', [TIME, MEMORY, OUTPUT]],
    ['[repeat(1)]', [TIME, MEMORY]],
    ['last(repeat(1))', [TIME]],
    ['def f: f; f', [TIME]],
    ['def f: [f]; f', [TIME, MEMORY]],
    ['"x" * 1000000000', [TIME, MEMORY]],
    ['[limit(9e6; repeat("abcdefgh"))]', [TIME, MEMORY, OUTPUT]],
    ['"x" * 5000000', [TIME, OUTPUT]],
    ['("a" * 40) | test("^(a+)+$b")', [TIME, PATTERN]],
  ])('stops %s, says why, and goes on', async (expression, why) => {
    const { problem } = (await evaluate(expression)) as { problem: string };
    expect(why.map((reason) => (reason === PATTERN ? reason : reason + LESS))).toContain(problem);
    expect(await evaluate('1 + 1')).toEqual({ value: 2 });
  });

  it('evaluates other programs while one is endless', async () => {
    const endless = evaluate('last(repeat(1))');
    expect(await evaluate('2 + 2')).toEqual({ value: 4 });
    expect(await endless).toEqual({ problem: expect.any(String) });
  });

  it('serves many programs at once from its few threads', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => evaluate(`. * ${index % 12}`, index)));
    expect(answers).toEqual(Array.from({ length: 60 }, (_, index) => ({ value: index * (index % 12) })));
  });

  it('carries a large value through', async () => {
    const text = 'ä'.repeat(700_000);
    expect(await evaluate('{copy: .}', text)).toEqual({ value: { copy: text } });
  });

  it('holds hundreds of expressions in one program', async () => {
    const expressions = Array.from({ length: 400 }, (_, index) => `. + ${index}`);
    const program = new JqProgram(expressions, pool);
    expect(await program.evaluate('. + 399', 1, { args: {}, now: NOW })).toEqual({ value: 400 });
  });

  it('follows plain paths exactly as jq does', async () => {
    const key = fc.constantFrom('a', 'b', 'c_1', 'and', '__proto__', 'toString', 'length');
    const json = fc.jsonValue({ maxDepth: 3 });
    const keyed = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(json, fc.dictionary(key, tie('tree')), fc.array(tie('tree'), { maxLength: 3 })),
    })).tree;
    const step = fc.oneof(
      key.map((name) => `.${name}`),
      key.map((name) => `["${name}"]`),
      fc.integer({ min: -4, max: 4 }).map((index) => `[${index}]`),
    );
    const expression = fc
      .tuple(fc.constantFrom('', '$input'), fc.array(step, { maxLength: 4 }))
      .map(([root, steps]) => (root || (steps[0]?.startsWith('.') ? '' : '.')) + steps.join(''));
    await fc.assert(
      fc.asyncProperty(expression, keyed, async (text, tree) => {
        const value: unknown = JSON.parse(JSON.stringify(tree));
        const path = plainPath(text);
        expect(path).toBeDefined();
        const ours = path && follow(path, value);
        // The comma keeps the second form from being a plain path.
        const real = await evaluate(`(${text})`, value, { input: () => value });
        if (ours === undefined) expect(real).toEqual({ problem: expect.any(String) });
        else expect(real).toEqual({ value: ours });
      }),
      { numRuns: 400 },
    );
  });
});
