import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';
import { performRun } from '../../../src/workflows/runtime/runner.js';
import { actionsOf, MemoryEngine } from './memory-engine.js';

const HEAD = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n`;
const V3 = 'https://pets.example.com/openapi.json';
const V2 = 'https://old.example.com/api/swagger.json';

const openApi = {
  openapi: '3.0.3',
  servers: [{ url: '/{version}', variables: { version: { default: 'v1' } } }],
  paths: {
    '/pets/{petId}': {
      parameters: [{ $ref: '#/components/parameters/pet~1id' }],
      get: {
        operationId: 'getPet',
        parameters: [
          { name: 'tags', in: 'query', schema: { type: 'array' } },
          { name: 'X-Trace', in: 'header', schema: {} },
          { name: 'session', in: 'cookie', schema: {} },
        ],
      },
      put: { operationId: 'putPet', requestBody: { required: true, content: { 'application/json': {} } } },
    },
  },
  components: { parameters: { 'pet/id': { name: 'petId', in: 'path', required: true, schema: {} } } },
};
const swagger = {
  swagger: '2.0',
  host: 'old.example.com',
  basePath: '/v2',
  schemes: ['http', 'https'],
  paths: {
    '/pets': {
      get: {
        operationId: 'find',
        parameters: [{ name: 'status', in: 'query', type: 'array', collectionFormat: 'multi' }],
      },
      post: { operationId: 'form', parameters: [{ name: 'name', in: 'formData', type: 'string' }] },
    },
  },
};

describe('calls of a definition', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  async function run(text: string, input: unknown = {}, status = 200) {
    const sent: unknown[] = [];
    const answer = (body: unknown) => (call: Readonly<Record<string, unknown>>) => {
      const { followRedirects: _followed, ...rest } = call;
      sent.push(rest);
      return { status, body };
    };
    const http = new Proxy(
      { [V3]: () => ({ body: openApi }), [V2]: () => ({ body: swagger }) },
      { get: (known, url) => Reflect.get(known, url) ?? answer({ fine: true }) },
    );
    const definition = await parseDefinition(HEAD + text, pool);
    const port = new MemoryEngine();
    const end = await performRun({ definition, input, port, actions: actionsOf({}, http), runtimeVersion: '1' });
    return { end, sent, port, definition };
  }
  const operation = (endpoint: string, operationId: string, rest: string) =>
    `do: [{ call: { call: openapi, with: { document: { endpoint: '${endpoint}' }, operationId: ${operationId}, ${rest} } } }]`;

  describe('of an operation that OpenAPI describes', () => {
    it('takes method, address and places of the parameters from the description', async () => {
      const given = `parameters: { petId: '\${ .id }', tags: [a, b c], X-Trace: 7 }, authentication: { use: Pets }`;
      const { sent, end, definition } = await run(operation(V3, 'getPet', given), { id: 'a/b' });
      expect(end).toMatchObject({ status: 'completed', output: { fine: true } });
      expect(sent).toEqual([
        {
          method: 'GET',
          url: 'https://pets.example.com/v1/pets/a%2Fb?tags=a&tags=b+c',
          headers: { 'X-Trace': '7' },
          token: 'Pets',
        },
      ]);
      expect(definition.uses).toEqual([{ path: '/do/0/call', token: 'Pets' }]);
    });

    it('sends a body where the operation takes one', async () => {
      const { sent } = await run(operation(V3, 'putPet', `parameters: { petId: 1, body: { name: Rex } }`));
      expect(sent).toMatchObject([
        {
          method: 'PUT',
          url: 'https://pets.example.com/v1/pets/1',
          headers: { 'content-type': 'application/json' },
          body: { name: 'Rex' },
        },
      ]);
    });

    it('reads Swagger 2 descriptions', async () => {
      const list = await run(operation(V2, 'find', `parameters: { status: [sold, new] }`));
      expect(list.sent).toMatchObject([
        { method: 'GET', url: 'https://old.example.com/v2/pets?status=sold&status=new' },
      ]);
      const form = await run(operation(V2, 'form', `parameters: { name: 'R & B' }`));
      expect(form.sent).toMatchObject([
        { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=R+%26+B' },
      ]);
    });

    it.each([
      [operation(V3, 'nothing', 'parameters: {}'), /no operation nothing/],
      [operation(V3, 'getPet', 'parameters: {}'), /needs the parameter petId/],
      [operation(V3, 'getPet', 'parameters: { petId: 1, colour: red }'), /no parameter colour/],
      [operation(V3, 'getPet', 'parameters: { petId: 1, session: x }'), /cookie/],
      [operation(V3, 'putPet', 'parameters: { petId: 1 }'), /needs a body/],
      [operation('https://pets.example.com/else', 'getPet', 'parameters: {}'), /There is no OpenAPI/],
    ])('is an error of configuration when the two do not fit: %s', async (text, detail) => {
      const { end } = await run(text);
      expect(end).toMatchObject({ status: 'faulted', problem: { status: 400, detail: expect.stringMatching(detail) } });
    });

    it('records the operation, and calls in a replay what was called', async () => {
      const { port } = await run(operation(V3, 'getPet', 'parameters: { petId: 1 }'));
      expect(port.performed.map(({ name, isRepeatable }) => [name, isRepeatable])).toEqual([
        ['/do/0/call/document', true],
        ['/do/0/call', true],
      ]);
    });
  });

  describe('with basic authentication', () => {
    const basic = (password: string) =>
      `do: [{ login: { call: http, with: { method: get, endpoint: { uri: 'https://a.b/', authentication: { basic: { username: ada, password: ${password} } } } } } }]`;

    it('takes what the data of the run says', async () => {
      const { sent } = await run(basic(`'\${ .password }'`), { password: 'open' });
      expect(sent).toMatchObject([{ basic: { username: 'ada', password: 'open' } }]);
    });

    it('is refused with a password in the definition', async () => {
      await expect(run(basic('open'))).rejects.toMatchObject({
        facts: { problems: [expect.objectContaining({ reason: expect.stringContaining('connect an access token') })] },
      });
    });
  });

  describe('of a function', () => {
    const functions = `use:
  functions:
    getPet:
      call: http
      with: { method: get, endpoint: { uri: 'https://pets.example.com/{petId}', authentication: { use: Pets } } }
      output: { as: '\${ { pet: .fine } }' }
`;

    it('gives it the arguments as its input, and takes its output', async () => {
      const { end, sent, definition, port } = await run(
        `${functions}do: [{ one: { call: getPet, with: { petId: '\${ .id }' } } }]`,
        { id: 5 },
      );
      expect(end).toEqual({ status: 'completed', output: { pet: true } });
      expect(sent).toMatchObject([{ url: 'https://pets.example.com/5', token: 'Pets' }]);
      expect(definition.uses).toEqual([{ path: '/use/functions/getPet', token: 'Pets' }]);
      expect(port.performed.map(({ name }) => name)).toEqual(['/do/0/one']);
    });

    it.each([
      ['use: { functions: { a: { set: { b: 1 } } } }\ndo: []', '/use/functions/a'],
      ['use: { functions: { http: { call: http, with: {} } } }\ndo: []', '/use/functions/http'],
      [`${functions}do: [{ one: { call: getDog } }]`, '/do/0/one/call'],
      ['use: { functions: { a: { call: b }, b: { call: http, with: {} } } }\ndo: []', '/use/functions/a/call'],
      ['use: { functions: { a: { call: http, then: end, with: {} } } }\ndo: []', '/use/functions/a/then'],
    ])('is refused when it is none: %s', async (text, path) => {
      const refusal = run(text);
      await expect(refusal).rejects.toMatchObject({
        facts: { problems: expect.arrayContaining([expect.objectContaining({ path })]) },
      });
    });
  });
});
