import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp, createTenant, operatorOf, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';

const TEXT = { 'content-type': 'text/plain' };
const BODIES: [string, string, Record<string, string>][] = [
  ['no JSON', '{"name":', {}],
  ['nothing', '', {}],
  ['null', 'null', {}],
  ['a text', '"x"', {}],
  ['a number', '1', {}],
  ['a list', '[{"name":"x"}]', {}],
  ['plain text', 'name=x', TEXT],
  ['XML', '<a/>', { 'content-type': 'application/xml' }],
  ['a form', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['a content type that is none', '{}', { 'content-type': ';;;' }],
  ['another prototype', '{"__proto__":{"isAdmin":true}}', {}],
  ['another prototype by the constructor', '{"constructor":{"prototype":{"isAdmin":true}}}', {}],
  ['NUL', '{"name":"a\\u0000b"}', {}],
  ['a lone surrogate', '{"name":"\\ud800"}', {}],
  ['deep nesting', `{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, {}],
  [
    'members of the wrong type',
    '{"name":{},"kind":[],"rights":{"a":1},"settings":"x","declaredTokens":{"length":9}}',
    {},
  ],
  ['null for every member', '{"name":null,"kind":null,"rights":null,"settings":null,"declaredTokens":null}', {}],
  ['a list that is far too long', `[${'1,'.repeat(500_000)}1]`, {}],
  ['members that nobody asked for', '{"name":"x","kind":"form-based","rights":["run"],"admin":true}', {}],
  ['a name that is far too long', JSON.stringify({ name: 'x'.repeat(500_000) }), {}],
];

describe.each(engines)('Bad input on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  let appId: string;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    tenant = await createTenant(app);
    appId = await createApp(tenant, 'Clinic');
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const expectProblem = (answer: { status: number; headers: Headers; body: object }) => {
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      type: expect.stringMatching(/^urn:latchkey:problem:[a-z-]+$/),
      title: expect.any(String),
      status: answer.status,
      detail: expect.stringMatching(/\.$/),
      instance: `urn:uuid:${answer.headers.get('x-request-id')}`,
      code: expect.any(String),
      remedy: 'fix-request',
    });
  };

  it.each(BODIES)('%s gets a problem at every door that takes a body', async (_what, body, headers) => {
    const doors = [
      [operatorOf(app), 'POST', '/v1/tenants'],
      [operatorOf(app), 'PATCH', `/v1/tenants/${tenant.id}`],
      [operatorOf(app), 'POST', '/v1/vault/rotations'],
      [tenant.admin, 'PATCH', '/v1/tenant'],
      [tenant.admin, 'POST', '/v1/apps'],
      [tenant.admin, 'POST', '/v1/keys'],
    ] as const;
    for (const [caller, method, path] of doors) {
      const answer = await caller.send(path, {
        method,
        body,
        headers: { 'if-match': '"no such version"', ...headers },
      });
      expectProblem(answer);
    }
  });

  it.each([
    ['/v1/apps?limit=0'],
    ['/v1/apps?limit=201'],
    ['/v1/apps?limit=1&limit=2'],
    ['/v1/apps?limit[a]=1'],
    ['/v1/apps?cursor=nonsense'],
    ['/v1/apps?cursor=%00'],
    ['/v1/apps?unknown=1'],
    ['/v1/apps?__proto__[a]=1'],
    ['/v1/keys?appId=a&appId=b'],
    ['/v1/audit-events?subject=%00'],
    ['/v1/audit-events?cursor=WyJhdWRpdC1ldmVudHMiLCJ4Il0'],
    ['/v1/apps/%00'],
    ['/v1/apps/%zz'],
    ['/v1/apps/%ff'],
    [`/v1/apps/${'x'.repeat(300)}`],
    ['/v1/apps/..%2f..%2fetc%2fpasswd'],
    ["/v1/keys/'%20OR%201=1--"],
    ['/v1/nothing'],
    ['/v1/apps//'],
    ['/nothing'],
  ])('GET %s gets a problem', async (path) => {
    const answer = await tenant.admin.get(path);
    expect(answer.status).toBeLessThan(500);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ status: answer.status, remedy: 'fix-request' });
  });

  it('of more than a mebibyte gets 413', async () => {
    const answer = await tenant.admin.post('/v1/apps', { name: 'x'.repeat(1024 * 1024) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it('in another media type than JSON gets 415', async () => {
    const answer = await tenant.admin.send('/v1/apps', { method: 'POST', body: 'name=x', headers: TEXT });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it('with another method gets a problem', async () => {
    expectProblem(await tenant.admin.send(`/v1/apps/${appId}`, { method: 'PUT', body: '{}' }));
  });

  it('never is quoted where it could be a secret', async () => {
    const answer = await tenant.admin.send('/v1/apps', { method: 'POST', body: '{"secret":hunter2}' });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
    const valid = await tenant.admin.post('/v1/apps', { name: 'hunter2_', kind: 'hunter2' });
    expect(valid.status).toBe(400);
    expect(JSON.stringify(valid.body)).not.toContain('hunter2');
  });

  it('that is not even HTTP gets a problem too', async () => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.write('NONSENSE\r\n\r\n');
    await eventually(() => text.includes('unreadable-request'));
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    socket.destroy();
  });
});
