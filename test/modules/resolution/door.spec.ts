import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditService } from '../../../src/modules/audit/audit.service.js';
import { type ApiClient, createCaller, type Json, operatorOf, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { createDeclaringApp } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

const PROBLEM = 'application/problem+json; charset=utf-8';
const DOOR = '/v1/resolutions';

/** What a controller's door says to the same body; both are made for one DTO. */
const OTHER_DOOR = { path: '/v1/signatures', more: { method: 'GET', url: 'https://api.redoxengine.com/' } };

describe.each(engines)('The door for credentials on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let appId: string;
  let runner: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    tenant = await latchkey.createTenant();
    appId = await createDeclaringApp(tenant, 'Clinic', ['Redox']);
    runner = await createCaller(tenant.admin, { rights: ['run'], appId });
    await connectRedox(tenant.admin, { name: 'Redox' });
  });
  afterAll(() => latchkey.close());

  const send = (body: string, headers: Record<string, string> = {}, method = 'POST') =>
    runner.send(DOOR, { method, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body }) });

  it('answers with the credential, as JSON that no cache may keep', async () => {
    const { status, headers, body } = await send('{"name":"Redox"}');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(body).toEqual({
      token: { id: expect.any(String), name: 'Redox', scope: 'global', generation: 1, connector: 'redox' },
      credential: {
        kind: 'headers',
        headers: { authorization: expect.stringMatching(/^Bearer /) },
        baseUrl: expect.stringMatching(/^https:/),
        hosts: expect.any(Array),
        expiresAt: expect.any(String),
      },
    });
  });

  it('answers the same again and again, each time with a request id of its own', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('{"name":"Redox"}')));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(20);
  });

  it.each([
    ['however the name is written', '{"name":"  rEDOX "}'],
    ['with a name in escapes', '{"\\u006eame":"\\u0052edox"}'],
    ['with the last of two members of one name', '{"name":"Nothing","name":"Redox"}'],
    ['with white space around', ' \n{ "name" : "Redox" } \t'],
  ])('understands JSON %s', async (_what, text) => {
    expect(await send(text)).toMatchObject({ status: 200, body: { token: { name: 'Redox' } } });
  });

  it.each([
    ['nothing', ''],
    ['no members', '{}'],
    ['null', 'null'],
    ['a list', '[{"name":"Redox"}]'],
    ['a number', '1'],
    ['a text', '"Redox"'],
    ['a name that is a number', '{"name":1}'],
    ['a name that is null', '{"name":null}'],
    ['a name that is an object', '{"name":{"a":"Redox"}}'],
    ['a name that is too long', JSON.stringify({ name: 'x'.repeat(401) })],
    ['an app that is a number', '{"name":"Redox","appId":1}'],
    ['an app that is null', '{"name":"Redox","appId":null}'],
    ['an app that is too long', JSON.stringify({ name: 'Redox', appId: 'x'.repeat(41) })],
    ['two wrong members', '{"name":1,"appId":2}'],
    ['a member that nobody knows', '{"name":"Redox","more":1}'],
    ['a prototype', '{"name":"Redox","__proto__":{"appId":"x"}}'],
    ['a prototype in escapes', '{"name":"Redox","\\u005f_proto__":{"appId":"x"}}'],
    ['a constructor with a prototype', '{"name":"Redox","constructor":{"prototype":{}}}'],
    ['a text with NUL', '{"name":"Red\\u0000ox"}'],
    ['half a letter', '{"name":"\\ud800"}'],
    ['half a document', '{"name":'],
    ['two documents', '{"name":"Redox"}{"name":"Redox"}'],
    ['nesting without end', `{"name":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ])('refuses %s as every door does, with each wrong member', async (_what, text) => {
    const answer = await send(text);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, PROBLEM]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toMatchObject({ status: 400, remedy: 'fix-request', code: expect.any(String) });
    const elsewhere = await runner.send(OTHER_DOOR.path, { method: 'POST', body: withOtherMembers(text) });
    expect(told(answer.body)).toEqual(told(elsewhere.body));
  });

  /** Without what only the other door asks for. */
  function told({ code, detail, errors }: Json): unknown {
    const asked = errors?.filter(({ field }: Json) => !Object.hasOwn(OTHER_DOOR.more, field));
    return asked ? { code, errors: asked } : { code, detail };
  }

  /** The other door needs more members than this one; without them it would complain of that. */
  function withOtherMembers(text: string): string {
    const more = JSON.stringify(OTHER_DOOR.more).slice(1, -1);
    return text.startsWith('{') ? text.replace('{', text === '{}' ? `{${more}` : `{${more},`) : text;
  }

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json', 'x'])(
    'refuses a body of the type %s',
    async (type) => {
      const answer = await send('{"name":"Redox"}', { 'content-type': type });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([415, PROBLEM]);
    },
  );

  it('takes JSON with a charset', async () => {
    expect(await send('{"name":"Redox"}', { 'content-type': 'application/json; charset=utf-8' })).toMatchObject({
      status: 200,
    });
  });

  it('refuses a body that is too large', async () => {
    const answer = await send(JSON.stringify({ name: 'x'.repeat(1_100_000) }));
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('is no door for %s', async (method) => {
    const answer = await send('{"name":"Redox"}', {}, method);
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
  });

  it('is no door for HEAD, which is answered without a body', async () => {
    expect((await send('', {}, 'HEAD')).status).toBe(404);
  });

  it.each([
    ['no key', { authorization: '' }, 401],
    ['a key in another scheme', { authorization: 'Basic eDp5' }, 401],
    ['a wrong key', { authorization: `Bearer lk_01h2xcejqtf2nbrexx3vqjhp41_${'0'.repeat(43)}` }, 401],
    ['what is no key', { authorization: 'Bearer lk_x' }, 401],
  ])('is closed to %s', async (_what, headers, status) => {
    const answer = await send('{"name":"Redox"}', headers);
    expect([answer.status, answer.body.code]).toEqual([status, 'unauthenticated']);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('is closed to the right key with one other character', async () => {
    const key = runner.key ?? '';
    expect((await runner.as(key).post(DOOR, { name: 'Redox' })).status).toBe(200);
    for (const place of [3, 20, 30, 50, key.length - 2]) {
      const wrong = key.slice(0, place) + (key[place] === 'a' ? 'b' : 'a') + key.slice(place + 1);
      expect([place, (await runner.as(wrong).post(DOOR, { name: 'Redox' })).status]).toEqual([place, 401]);
    }
  });

  it('is closed to the operator, who belongs to no tenant', async () => {
    const answer = await operatorOf(latchkey.app).post(DOOR, { name: 'Redox' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'tenant-caller-only' } });
  });

  it('leaves in the audit who asked, from where and how often', async () => {
    const [one, other] = [
      await createCaller(tenant.admin, { rights: ['run'], appId }),
      await createCaller(tenant.admin, { rights: ['run'], appId }),
    ];
    const audit = latchkey.app.nest.get(AuditService);
    for (let times = 0; times < 3; times += 1) await one.post(DOOR, { name: 'Redox' });
    for (let times = 0; times < 2; times += 1) await other.post(DOOR, { name: 'Redox' });
    await one.post(DOOR, { name: 'Redox' });
    await audit.flush();
    await one.post(DOOR, { name: 'Redox' });
    // The first may be one of the clock's own that began before.
    for (let flushes = 0; flushes < 2; flushes += 1) await audit.flush();
    const { body } = await tenant.admin.get('/v1/audit-events?limit=20');
    const resolved = body.items.filter(({ action }: Json) => action === 'access-token.resolved');
    // The clock may flush in between: then there are more entries, and nothing is counted twice or lost.
    const timesOf = ({ id }: { id: string }) =>
      resolved.filter(({ by }: Json) => by.id === id).reduce((sum: number, { facts }: Json) => sum + facts.times, 0);
    expect([timesOf(one), timesOf(other)]).toEqual([5, 2]);
    expect(resolved[0]).toMatchObject({ generation: 1, appId, by: { address: '127.0.0.1' } });
  });

  it('is counted by what became of the requests', async () => {
    const counted = async (outcome: string) => {
      const { text } = (await operatorOf(latchkey.app).get('/metrics')).body;
      return Number(new RegExp(`latchkey_resolutions_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
    };
    const before = [await counted('resolved'), await counted('fix-request')];
    await runner.post(DOOR, { name: 'Redox' });
    await runner.post(DOOR, { name: 'Redox' });
    await runner.post(DOOR, { name: 'Nothing' });
    expect([await counted('resolved'), await counted('fix-request')]).toEqual([
      (before[0] ?? 0) + 2,
      (before[1] ?? 0) + 1,
    ]);
  });

  it('is described in the API', async () => {
    const { body } = await runner.get('/openapi.json');
    expect(body.paths[DOOR].post).toMatchObject({
      operationId: 'Resolution_resolve',
      security: [{ bearer: [] }],
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/ResolveDto' } } } },
    });
    expect(Object.keys(body.paths[DOOR])).toEqual(['post']);
    for (const model of ['ResolveDto', 'ResolutionDto', 'CredentialDto', 'ResolvedTokenDto']) {
      expect(Object.keys(body.components.schemas)).toContain(model);
    }
  });
});
