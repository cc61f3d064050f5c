import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CallerKeyEntity } from '../../../src/modules/callers/caller-key.entity.js';
import { FAILURE_LIMIT } from '../../../src/modules/callers/failure-limit.js';
import { KeyUses } from '../../../src/modules/callers/key-uses.js';
import { Database } from '../../../src/modules/database/database.js';
import { ApiClient, createCaller, createTenant, operatorOf, type TestTenant } from '../../support/api-client.js';
import { OPERATOR_KEY, startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { SettableClock } from '../../support/settable-clock.js';

const MINUTE = 60_000;

describe.each(engines)('Who asks, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  const clock = new SettableClock();
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database, clock });
    tenant = await createTenant(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it.each([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic bGs6eA==' }],
    ['an empty key', { authorization: 'Bearer ' }],
    ['something that is no key', { authorization: 'Bearer nonsense' }],
    ['a key that nobody made', { authorization: `Bearer lk_${'0'.repeat(26)}_${'a'.repeat(43)}` }],
    ['a key with a NUL', { authorization: 'Bearer lk_%00' }],
  ])('refuses %s and says how to sign in', async (_what, headers) => {
    clock.advance(MINUTE);
    const answer = await new ApiClient(app.url).get('/v1/tenant', headers);
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated', remedy: 'fix-request' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="latchkey"');
  });

  it('refuses a key whose secret part is wrong in one character', async () => {
    const { key = '' } = tenant.admin;
    const wrong = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
    expect((await tenant.admin.as(wrong).get('/v1/tenant')).status).toBe(401);
  });

  it('stores a digest, never the key', async () => {
    const rows = await app.nest.get(Database).reader.find(CallerKeyEntity);
    const secret = tenant.admin.key?.split('_').slice(2).join('_') ?? 'no key';
    expect(secret).toMatch(/^[\w-]+$/);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows.map(({ digest }) => digest)).toContainEqual(expect.stringMatching(/^[0-9a-f]{64}$/));
  });

  it('refuses a revoked key on the very next request', async () => {
    const caller = await createCaller(tenant.admin, { rights: ['run'] });
    for (let round = 0; round < 20; round += 1) expect((await caller.get('/v1/tenant')).status).toBe(200);
    expect((await tenant.admin.delete(`/v1/keys/${caller.id}`)).status).toBe(204);
    const refused = await caller.get('/v1/tenant');
    expect(refused).toMatchObject({ status: 401, body: { reason: 'revoked' } });
  });

  it('refuses a key from the moment that it expires', async () => {
    const expiresAt = new Date(clock.now().getTime() + MINUTE).toISOString();
    const caller = await createCaller(tenant.admin, { rights: ['run'], expiresAt });
    clock.advance(MINUTE - 1);
    expect((await caller.get('/v1/tenant')).status).toBe(200);
    clock.advance(1);
    expect(await caller.get('/v1/tenant')).toMatchObject({ status: 401, body: { reason: 'expired' } });
  });

  it('keeps tenants away from what is the operator’s, and the operator from what is theirs', async () => {
    for (const path of ['/v1/tenants', `/v1/tenants/${tenant.id}`, '/v1/vault/rotations']) {
      expect(await tenant.admin.get(path)).toMatchObject({ status: 403, body: { code: 'operator-only' } });
    }
    for (const path of ['/v1/tenant', '/v1/apps', '/v1/keys']) {
      expect(await operatorOf(app).get(path)).toMatchObject({ status: 403, body: { code: 'tenant-caller-only' } });
    }
  });

  it('limits wrong keys by address, but lets right ones pass meanwhile', async () => {
    clock.advance(MINUTE);
    const wrong = new ApiClient(app.url, 'wrong');
    for (let round = 0; round < FAILURE_LIMIT; round += 1) expect((await wrong.get('/v1/tenant')).status).toBe(401);
    const limited = await wrong.get('/v1/tenant');
    expect(limited).toMatchObject({ status: 429, body: { code: 'too-many-failures', remedy: 'wait' } });
    expect(limited.headers.get('retry-after')).toBe('60');
    expect((await tenant.admin.get('/v1/tenant')).status).toBe(200);
    // The operator's key is the one that a person chose: guessing it is held up for everybody at this address.
    expect((await operatorOf(app).get('/v1/tenants')).status).toBe(429);
    clock.advance(MINUTE);
    expect((await operatorOf(app).get('/v1/tenants')).status).toBe(200);
  });

  it('does not take the beginning of the operator key, nor its digest, for the key', async () => {
    clock.advance(MINUTE);
    for (const guess of [OPERATOR_KEY.slice(0, -1), `${OPERATOR_KEY}x`, OPERATOR_KEY.toUpperCase()]) {
      expect((await new ApiClient(app.url, guess).get('/v1/tenants')).status).toBe(401);
    }
  });

  it('writes down when a key was last used, and never moves that back', async () => {
    const caller = await createCaller(tenant.admin, { rights: ['run'] });
    expect((await caller.get(`/v1/keys/${caller.id}`)).body.lastUsedAt).toBeUndefined();
    const usedAt = clock.now();
    await app.nest.get(KeyUses).flush();
    app.nest.get(KeyUses).note(caller.id, new Date(usedAt.getTime() - MINUTE));
    await app.nest.get(KeyUses).flush();
    expect((await tenant.admin.get(`/v1/keys/${caller.id}`)).body.lastUsedAt).toBe(usedAt.toISOString());
  });

  it('leaves the public doors open', async () => {
    for (const path of ['/health/live', '/health/ready', '/openapi.json', '/docs']) {
      expect((await new ApiClient(app.url).get(path)).status).toBe(200);
    }
  });
});
