import { BrokerError } from '../../../src/kernel/broker.error.js';
import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';

const HEAD = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n`;
const http = (rest: string) => `do: [{ x: { call: http, with: { method: get, endpoint: ${rest} } } }]`;

describe('a definition', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  async function problems(text: string): Promise<unknown> {
    const refusal: unknown = await parseDefinition(text, pool).catch((error: unknown) => error);
    if (!(refusal instanceof BrokerError)) throw new Error('The definition was accepted.');
    expect(refusal).toMatchObject({ code: 'definition-refused', remedy: 'fix-request', status: 422 });
    return refusal.facts.problems;
  }

  it.each([
    ['do: [{ x: { run: { shell: { command: ls } } } }]', '/do/0/x/run/shell', /shell` is not supported/],
    [
      'do: [{ x: { run: { workflow: { namespace: a, name: "${ .b }", version: latest } } } }]',
      '/do/0/x/run/workflow/name',
      /never computed/,
    ],
    ['do: [{ x: { call: grpc, with: {} } }]', '/do/0/x/call', /gRPC is not supported/],
    ['do: [{ x: { call: asyncapi, with: {} } }]', '/do/0/x/call', /AsyncAPI is not supported/],
    ['do: [{ x: { call: openapi, with: {} } }]', '/do/0/x/with', /`document` is missing/],
    ['do: [{ x: { call: myFunction } }]', '/do/0/x/call', /neither http, openapi, a function/],
    ['schedule: {}\ndo: []', '/schedule', /one of `every`/],
    ['schedule: { every: PT1H, cron: "0 0 * * *" }\ndo: []', '/schedule', /one of `every`/],
    ['schedule: { every: { milliseconds: 999 } }\ndo: []', '/schedule/every', /at least one second/],
    ['schedule: { every: "${ .often }" }\ndo: []', '/schedule/every', /no expression|is a duration/],
    ['schedule: { every: P3700D }\ndo: []', '/schedule/every', /ten years/],
    ['schedule: { after: P1M }\ndo: []', '/schedule/after', /ISO 8601/],
    ['schedule: { after: PT0S }\ndo: []', '/schedule/after', /at least one second/],
    ['schedule: { cron: "0 0 30 2 *" }\ndo: []', '/schedule/cron', /never comes/],
    ['schedule: { cron: "0 0 0 * * *" }\ndo: []', '/schedule/cron', /five fields/],
    ['schedule: { cron: "60 * * * *" }\ndo: []', '/schedule/cron', /Invalid value/],
    ['schedule: { cron: "? * * * *" }\ndo: []', '/schedule/cron', /no `\?`/],
    ['schedule: { cron: "@reboot" }\ndo: []', '/schedule/cron', /no cron expression/],
    ['schedule: { cron: 5 }\ndo: []', '/schedule/cron', /is a text/],
    ['schedule: { on: { one: { with: { type: a }, foo: 1 } } }\ndo: []', '/schedule/on/one/foo', /not a member/],
    ['schedule: { on: { one: {}, any: [] } }\ndo: []', '/schedule/on', /`one`, `all` or `any`/],
    ['schedule: { on: { one: { with: { data: "${ $input.a }" } } } }\ndo: []', '/schedule/on/one/with/data', /\$input/],
    ['schedule: { at: noon }\ndo: []', '/schedule/at', /not a member/],
    [
      'do: [{ x: { listen: { to: { any: [], until: { any: [], until: . } } } } }]',
      '/do/0/x/listen/to/until/until',
      /no end of its own/,
    ],
    [
      'do: [{ x: { try: [], catch: { errors: { with: { title: "${ .title }" } } } } }]',
      '/do/0/x/catch/errors/with/title',
      /say it with `when`/,
    ],
    ['use: { secrets: [a] }\ndo: []', '/use/secrets', /access tokens/],
    ['use: { authentications: { a: { basic: {} } } }\ndo: []', '/use/authentications', /access token/],
    ['use: { extensions: [] }\ndo: []', '/use/extensions', /not supported/],
    ['evaluate: { language: js }\ndo: []', '/evaluate/language', /only jq/],
    [
      http(`{ uri: 'https://a.b', authentication: { bearer: { token: x } } }`),
      '/do/0/x/with/endpoint/authentication/bearer',
      /access token/,
    ],
    [
      http(`{ uri: 'https://a.b', authentication: { use: '\${ .name }' } }`),
      '/do/0/x/with/endpoint/authentication/use',
      /literally/,
    ],
    [
      http(`'https://a.b', headers: { Authorization: secret }`),
      '/do/0/x/with/headers/Authorization',
      /credentials come from/,
    ],
    [http(`'https://a.b', cache: true`), '/do/0/x/with/cache', /not a member/],
    [http(`'no address'`), '/do/0/x/with/endpoint', /whole address/],
    ['do: [{ x: { call: a.b, with: { token: "${ .t }" } } }]', '/do/0/x/with/token', /literally/],
    ['do: [{ x: { call: a.b, with: { token: "my ${ .t }" } } }]', '/do/0/x/with/token', /literally/],
    ['do: [{ x: { call: a.b, with: {} } }]', '/do/0/x/with', /names its access token/],
    ['do: [{ x: { set: { a: 1 }, retry: 3 } }]', '/do/0/x/retry', /not a member/],
    ['do: [{ x: { set: { a: 1 }, then: nowhere } }]', '/do/0/x/then', /no task `nowhere`/],
    ['do: [{ x: { switch: [{ a: { then: nowhere } }] } }]', '/do/0/x/switch/0/a/then', /no task `nowhere`/],
    ['do: [{ x: { switch: [{ a: { then: end } }, { b: { then: end } }] } }]', '/do/0/x/switch', /only one case/],
    ['do: [{ x: { set: { a: 1 } } }, { x: { set: { a: 1 } } }]', '/do/1/x', /stands above/],
    ['do: [{ end: { set: { a: 1 } } }]', '/do/0/end', /flow directive/],
    ['do: [{ x: { set: { a: 1 } }, y: { set: { a: 1 } } }]', '/do/0', /one member/],
    ['do: [{ x: { raise: { error: unknown } } }]', '/do/0/x/raise/error', /not defined/],
    ['do: [{ x: { try: [], catch: { retry: unknown } } }]', '/do/0/x/catch/retry', /not defined/],
    ['do: [{ x: { timeout: unknown, set: { a: 1 } } }]', '/do/0/x/timeout', /not defined/],
    ['do: [{ x: { wait: P1Y } }]', '/do/0/x/wait', /duration/],
    ['do: [{ x: { wait: P3700D } }]', '/do/0/x/wait', /ten years/],
    ['do: [{ x: { wait: { days: 999999999 } } }]', '/do/0/x/wait', /ten years/],
    ['do: [{ x: { fork: { branches: [] } } }]', '/do/0/x/fork/branches', /has branches/],
    [
      'do: [{ x: { fork: { branches: [{ a: { set: { c: 1 }, then: b } }, { b: { set: { c: 2 } } }] } } }]',
      '/do/0/x/fork/branches/0/a/then',
      /no other branch/,
    ],
    [
      'do: [{ x: { fork: { branches: [{ a: { run: { script: {} } } }] } } }]',
      '/do/0/x/fork/branches/0/a/run/script',
      /is not supported/,
    ],
    ['do: [{ x: { wait: soon } }]', '/do/0/x/wait', /is a duration/],
    ['do: [{ x: { if: 5, set: { a: 1 } } }]', '/do/0/x/if', /is an expression/],
    ['do: [{ x: { for: { each: input, in: . }, do: [] } }]', '/do/0/x', /argument of every expression/],
    ['do: [{ x: { set: { a: "Hello ${ .name }" } } }]', '/do/0/x/set/a', /encloses the whole text/],
    ['do: [{ x: { set: { a: "${ .name + }" } } }]', '/do/0/x/set/a', /does not compile/],
    ['do: [{ x: { set: { a: "${ $secrets.key }" } } }]', '/do/0/x/set/a', /connect an access token/],
    ['do: [{ x: { set: { a: "${ $authorization }" } } }]', '/do/0/x/set/a', /refused/],
    ['do: [{ x: { set: { a: "${ $output }" } } }]', '/do/0/x/set/a', /\$output is not defined/],
    ['do: [{ x: { if: $input.a, set: { a: 1 } } }]', '/do/0/x/if', /\$input is not defined/],
    [
      'do: [{ x: { input: { schema: { resource: { endpoint: "https://a.b/{c}" } } }, set: { a: 1 } } }]',
      '/do/0/x/input/schema/resource/endpoint',
      /never computed/,
    ],
    [
      'do: [{ x: { output: { schema: { resource: { endpoint: { uri: "ftp://a.b" } } } }, set: { a: 1 } } }]',
      '/do/0/x/output/schema/resource/endpoint',
      /never computed/,
    ],
    [
      'do: [{ x: { input: { schema: { resource: { endpoint: { uri: "https://a.b", authentication: { use: T } } } } }, set: { a: 1 } } }]',
      '/do/0/x/input/schema/resource/endpoint/authentication',
      /a schema is public/,
    ],
    [
      'input: { schema: { document: { $schema: "http://json-schema.org/draft-04/schema#" } } }\ndo: []',
      '/input/schema/document/$schema',
      /drafts 6, 7/,
    ],
    [
      'input: { schema: { document: { $ref: "https://a.b/c" } } }\ndo: []',
      '/input/schema/document',
      /complete in itself/,
    ],
    [
      'do: [{ x: { input: { schema: { document: { type: 5 } } }, set: { a: 1 } } }]',
      '/do/0/x/input/schema/document',
      /schema/,
    ],
    [
      'do: [{ x: { try: [{ y: { try: [{ z: { run: { container: {} } } }], catch: {} } }], catch: {} } }]',
      '/do/0/x/try/0/y/try/0/z/run/container',
      /is not supported/,
    ],
    ['do: []\nfoo: 1', '/foo', /not a member/],
    ['do: 5', '/do', /list of tasks/],
  ])('is refused for %s', async (text, path, reason) => {
    expect(await problems(HEAD + text)).toContainEqual({
      path,
      line: expect.any(Number),
      reason: expect.stringMatching(reason),
    });
  });

  it('names the line of each problem, in YAML and in JSON', async () => {
    const yaml = `${HEAD}do:\n  - good: { set: { a: 1 } }\n  - bad:\n      set:\n        a: 1\n      foo: 2\n`;
    expect(await problems(yaml)).toEqual([{ path: '/do/1/bad/foo', line: 7, reason: expect.any(String) }]);
    const json = JSON.stringify(
      {
        document: { dsl: '1.0.0', namespace: 'a', name: 'b', version: '1.0.0' },
        do: [{ bad: { set: { a: 1 }, foo: 2 } }],
      },
      null,
      2,
    );
    const line = json.split('\n').findIndex((text) => text.includes('foo')) + 1;
    expect(await problems(json)).toEqual([{ path: '/do/0/bad/foo', line, reason: expect.any(String) }]);
  });

  it('reports every problem at once', async () => {
    expect(await problems(`${HEAD}do: [{ a: { fork: {} } }, { b: { emit: {} } }]`)).toHaveLength(2);
  });

  it.each([
    ['a: [', /must be/i],
    ['a: 1\na: 2', /unique/i],
    ['', /object/],
    ['[1]', /object/],
    [`${'['.repeat(20_000)}`, /deep|call stack/i],
    [`a: ${'['.repeat(80)}${']'.repeat(80)}`, /nested deeper/],
    [`x: &a [1]\ny: [${'*a, '.repeat(101)}]`, /aliases/],
    [
      [
        'a: &a [x, x, x, x, x, x, x, x, x]',
        ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]}, `.repeat(9)}]`),
      ].join('\n'),
      /alias/i,
    ],
    ['x'.repeat(300_000), /longer/],
    ['!!js/function "x"', /tag/i],
  ])('that cannot be read is refused: %.40s', async (text, reason) => {
    expect(await problems(text)).toContainEqual({
      path: '',
      line: expect.any(Number),
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    ['not a number', 'x: .nan', /infinite or none/],
    ['an infinite number', 'x: -.inf', /infinite or none/],
    ['bytes', 'x: !!binary "AAAA"', /tag .*binary/],
    ['a date', 'x: !!timestamp 2020-01-01', /tag .*timestamp/],
    ['a set', 'x: !!set { a, b }', /tag .*set/],
    ['a merge key', '<<: { x: 1 }', /no merge key/],
    ['a list as a name', '? [a, b]\n        : 1', /name of a member is a text/],
    ['nothing as a name', '~: 1', /name of a member is a text/],
  ])('is refused with the line when JSON cannot say what it says: %s', async (_what, member, reason) => {
    const text = `${HEAD}do:\n  - good: { set: { a: 1 } }\n  - odd:\n      set:\n        ${member}\n`;
    expect(await problems(text)).toEqual([{ path: '', line: 6, reason: expect.stringMatching(reason) }]);
  });

  it.each([
    ['an alias inside of what it names', 'do: [{ a: { set: &s { x: *s } } }]', /alias stands inside/],
    ['a second document', 'do: [{ a: { set: { x: 1 } } }]\n---\nb: 1', /one document/],
    ['a task without a name', 'do: [{ "": { set: { x: 1 } } }]', /has a name/],
    ['a name with control characters', 'do: [{ "a\\u0000": { set: { x: 1 } } }]', /control characters/],
    ['a name with half a character', 'do: [{ "\\ud800": { set: { x: 1 } } }]', /control characters/],
  ])('is refused in words for its author: %s', async (_what, text, reason) => {
    const found = await problems(HEAD + text);
    expect(found).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) })]);
    expect(JSON.stringify(found)).not.toMatch(/Error|parseAllDocuments|call stack/);
  });

  it.each([
    ['do: [{ a: { switch: [{ x/y: { when: "${ . + }", then: end } }] } }]', '/do/0/a/switch/0/x~1y/when'],
    ['use: { retries: { x/y: { when: "${ . + }" } } }\ndo: [{ a: { set: { x: 1 } } }]', '/use/retries/x~1y/when'],
  ])('has its expressions named by JSON pointers: %s', async (text, path) => {
    expect(await problems(HEAD + text)).toEqual([{ path, line: 2, reason: expect.stringMatching(/does not compile/) }]);
  });

  it('lists every use of an access token', async () => {
    const { uses } = await parseDefinition(
      `${HEAD}
do:
  - call: { call: http, with: { method: get, endpoint: { uri: 'https://a.b', authentication: { use: First } } } }
  - open: { call: http, with: { method: get, endpoint: 'https://a.b' } }
  - group:
      try: [{ act: { call: dropbox.listFolder, with: { token: Second } } }]
      catch: { do: [{ loop: { for: { in: '[1]' }, do: [{ deep: { call: redox.send, with: { token: Third } } }] } }] }`,
      pool,
    );
    expect(uses).toEqual([
      { path: '/do/0/call', token: 'First' },
      { path: '/do/2/group/try/0/act', token: 'Second', action: 'dropbox.listFolder' },
      { path: '/do/2/group/catch/do/0/loop/do/0/deep', token: 'Third', action: 'redox.send' },
    ]);
  });
});
