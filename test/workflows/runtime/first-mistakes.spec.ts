import { BrokerError } from '../../../src/kernel/broker.error.js';
import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';

const HEAD = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n`;
const task = (text: string) => `${HEAD}do:\n  - a:\n      ${text}`;
const http = (args: string) => task(`call: http\n      with: { ${args} }`);

const emit = (attribute: string) => task(`emit: { event: { with: { source: 'https://a.b', type: t, ${attribute} } } }`);

/** What people write at first, the line of it, and what they read then. */
const MISTAKES: readonly (readonly [string, string, number, RegExp])[] = [
  ['a member that is misspelt', task('set: { x: 1 }\n      iff: .x'), 5, /did you mean `if`\?$/],
  ['a member of another product', http('url: "https://a.b"'), 5, /there may be `method`, .* and `endpoint`$/],
  ['a protocol that is misspelt', task('call: htp'), 4, /did you mean `http`\?$/],
  [
    'a function that is misspelt',
    task('call: open\n').replace('do:', withFunction('opens')),
    5,
    /did you mean `opens`\?$/,
  ],
  ['a member that is missing', http('endpoint: "https://a.b"'), 5, /^`method` is missing$/],
  ['a task beside its name', `${HEAD}do:\n  - a:\n    set: { x: 1 }`, 3, /stands below its name, indented further$/],
  ['tasks without a list', `${HEAD}do:\n  a: { set: { x: 1 } }`, 3, /write each as `- name: \{ \.\.\. \}`$/],
  ['two tasks in one', task('set: { x: 1 }\n      wait: PT1S'), 5, /does one thing, and this one has `set` already$/],
  ['cases without a list', task('switch:\n        b: { when: .x, then: end }'), 5, /^is a list of cases/],
  ['seconds without a unit', task('wait: 5'), 4, /such as `PT5M`, or parts/],
  ['a time limit without `after`', task('set: { x: 1 }\n      timeout: PT5S'), 5, /`\{ after: PT5S \}`/],
  ['a condition that is none', task('set: { x: 1 }\n      if: true'), 5, /^is an expression/],
  ['a loop over a text', task('for: .items\n      do: []'), 4, /`\{ each: item, in: /],
  ['an address without a scheme', http('method: get, endpoint: api.example.com/x'), 5, /^is a whole address/],
  ['two expressions in a text', task('set: { x: "${ .a } and ${ .b }" }'), 4, /`\$\{ \}` encloses the whole text once/],
  ['an expression with a tail', task('set: { x: 1 }\n      if: "${ .a } == 5"'), 5, /encloses the whole text once/],
  ['comparing as in JavaScript', task('set: { x: "${ .a === 5 }" }'), 4, /jq compares with `==`/],
  ['joining as in JavaScript', task('set: { x: "${ .a && .b }" }'), 4, /jq says `and` and `or`/],
  ['choosing as in JavaScript', task('set: { x: "${ .a ? 1 : 2 }" }'), 4, /jq says `if \.\.\. then/],
  ['a text in single quotes', task(`set: { x: "\${ .a == 'b' }" }`), 4, /text in double quotes/],
  ['a function that jq has not', task('set: { x: "${ .a | uppercase }" }'), 4, /uppercase\/0 .* no such function$/],
  ['a computed name', task('set: { "${ .a }": 1 }'), 4, /name of a member is never computed/],
  [
    'a computed schema',
    task('input: { schema: { document: { const: "${ .a }" } } }\n      wait: PT1S'),
    4,
    /in a schema$/,
  ],
  [
    'a token as a number',
    task('call: dropbox.listFolder\n      with: { token: 12 }'),
    5,
    /is a text: put it in quotes$/,
  ],
  ['a method that is none', http('method: gett, endpoint: "https://a.b"'), 5, /^is one of GET, HEAD, /],
  ['a password in an address', http('method: get, endpoint: "https://u:p@a.b"'), 5, /connect an access token/],
  ['a time before now', task('wait: { seconds: -5 }'), 4, /not negative$/],
  [
    'two backoffs',
    task(`try: []\n      catch: { retry: { backoff: { linear: {}, exponential: {} } } }`),
    5,
    /^has one of/,
  ],
  ['a filter of nothing', task('listen: { to: { one: { with: {} } } }'), 4, /^has at least one member$/],
  ['an event of another version', emit('specversion: "0.3"'), 4, /of version 1\.0$/],
  ['an attribute in capitals', emit('orderId: 5'), 4, /small letters and digits only$/],
  ['an object as an attribute', emit('order: { id: 5 }'), 4, /goes into `data`$/],
  ['a time in words', emit('time: yesterday'), 4, /^is a time, such as/],
  ['no head', 'do: []', 1, /a definition begins with `document:/],
  [
    'a version as a number',
    `document: { dsl: 1.0, namespace: a, name: b, version: '1.0.0' }\ndo: []`,
    1,
    /a text: '1\.0\.3'$/,
  ],
  [
    'spaces in a name',
    `document: { dsl: '1.0.3', namespace: a, name: my b, version: '1.0.0' }\ndo: []`,
    1,
    /letters, digits/,
  ],
  ['times in words', `${HEAD}schedule: { cron: every day }\ndo: []`, 2, /five fields \(minute, hour/],
  ['tabs', 'document:\n\tdsl: 1.0.3', 2, /indent with spaces$/],
  ['a name that stands twice', task('set: { x: 1, x: 2 }'), 4, /stands once in an object$/],
  ['an expression without quotes', task('set: { x: ${ .a } }'), 4, /stands in quotes, such as/],
  [
    'an object of an expression without quotes',
    task('set: ${ { x: 1 } }'),
    4,
    /a colon and a space .* stands in quotes/,
  ],
  [
    'a source that is no address',
    task('emit: { event: { with: { source: ward, type: t } } }'),
    4,
    /is an address that says where/,
  ],
  ['a value with members below it', `${HEAD}do: later\n  - one: x`, 2, /has no members below it|not indented as/],
  ['a bracket that is not closed', task('set: { x: 1'), 4, /bracket or a quote above is not closed/],
];

function withFunction(name: string): string {
  return `use: { functions: { ${name}: { call: http, with: { method: get, endpoint: 'https://a.b' } } } }\ndo:`;
}

describe('who writes a definition for the first time', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  it.each(MISTAKES)('is told the line and what to do about %s', async (...[, text, line, reason]) => {
    const refusal: unknown = await parseDefinition(text, pool).catch((error: unknown) => error);
    if (!(refusal instanceof BrokerError)) throw new Error('The definition was accepted.');
    expect(refusal.facts.problems).toEqual([expect.objectContaining({ line, reason: expect.stringMatching(reason) })]);
  });

  it('is told nothing that is far from what was written', async () => {
    const refusal: unknown = await parseDefinition(task('call: g').replace('do:', withFunction('f')), pool).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ facts: { problems: [{ reason: expect.not.stringContaining('did you mean') }] } });
  });
});
