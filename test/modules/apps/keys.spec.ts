import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createApp, createCaller, createTenant, type Json, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { SettableClock } from '../../support/settable-clock.js';

const HOUR = 3_600_000;

describe.each(engines)('Keys on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  let mine: string;
  let notMine: string;
  const clock = new SettableClock();
  const inHours = (hours: number) => new Date(clock.now().getTime() + hours * HOUR).toISOString();
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database, clock });
  });
  beforeEach(async () => {
    tenant = await createTenant(app);
    mine = await createApp(tenant, 'Mine');
    notMine = await createApp(tenant, 'Not mine');
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const make = (caller: TestTenant['admin'], key: object) => caller.post('/v1/keys', { name: 'x', ...key });

  it('are shown once, when they are made', async () => {
    const made = await make(tenant.admin, { rights: ['run'], expiresAt: inHours(1) });
    expect(made).toMatchObject({ status: 201, body: { state: 'active', rights: ['run'], expiresAt: inHours(1) } });
    expect(made.body.key).toMatch(/^lk_[0-9a-z]{26}_[\w-]{43}$/);
    const { key, ...shown } = made.body;
    expect((await tenant.admin.get(`/v1/keys/${made.body.id}`)).body).toEqual(shown);
    expect(JSON.stringify((await tenant.admin.get('/v1/keys')).body)).not.toContain(
      String(key).split('_').slice(2).join('_'),
    );
  });

  it('grant nothing that their maker has not', async () => {
    const admin = await createCaller(tenant.admin, { rights: ['manage-tenant', 'run'] });
    const refused = await make(admin, { rights: ['run', 'manage-app', 'manage-global-tokens'] });
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'rights-not-held', rights: ['manage-app', 'manage-global-tokens'] },
    });
    expect((await make(admin, { rights: ['run'] })).status).toBe(201);
  });

  it('that are bound to an app reach no further by making others', async () => {
    const designer = await createCaller(tenant.admin, { rights: ['manage-app', 'run'], appId: mine });
    expect(await make(designer, { rights: ['run'], appId: notMine })).toMatchObject({ status: 404 });
    expect(await make(designer, { rights: ['manage-tenant'], appId: mine })).toMatchObject({ status: 400 });
    const made = await make(designer, { rights: ['run'] });
    expect(made).toMatchObject({ status: 201, body: { appId: mine } });
  });

  it('that are bound to an app have no rights in the whole tenant, whoever makes them', async () => {
    for (const right of ['manage-tenant', 'manage-global-tokens', 'view-global-tokens']) {
      const answer = await make(tenant.admin, { rights: [right, 'run'], appId: mine });
      expect(answer).toMatchObject({ status: 400, body: { code: 'rights-not-of-apps', rights: [right] } });
    }
  });

  it('cannot be bound to an app of another tenant', async () => {
    const theirs = await createApp(await createTenant(app), 'Theirs');
    expect(await make(tenant.admin, { rights: ['run'], appId: theirs })).toMatchObject({
      status: 404,
      body: { code: 'app-not-found' },
    });
  });

  it('cannot be made by those who only run or design in the whole tenant', async () => {
    const runner = await createCaller(tenant.admin, { rights: ['run'] });
    const designer = await createCaller(tenant.admin, { rights: ['manage-app', 'run'] });
    for (const caller of [runner, designer]) expect((await make(caller, { rights: ['run'] })).status).toBe(403);
    expect((await make(runner, { rights: ['run'], appId: mine })).status).toBe(403);
    expect((await make(designer, { rights: ['run'], appId: mine })).status).toBe(201);
  });

  it('do not outlive the key that made them', async () => {
    const brief = await createCaller(tenant.admin, { rights: ['manage-tenant', 'run'], expiresAt: inHours(1) });
    expect(await make(brief, { rights: ['run'], expiresAt: inHours(2) })).toMatchObject({
      status: 403,
      body: { code: 'key-outlives-creator' },
    });
    expect((await make(brief, { rights: ['run'] })).body.expiresAt).toBe(inHours(1));
    expect((await make(tenant.admin, { rights: ['run'], expiresAt: inHours(-1) })).status).toBe(400);
  });

  it.each([
    ['no rights', { rights: [] }],
    ['an unknown right', { rights: ['root'] }],
    ['rights that are no list', { rights: 'run' }],
    ['an expiry that is no time', { rights: ['run'], expiresAt: 'tomorrow' }],
    ['an expiry in a week', { rights: ['run'], expiresAt: '2199-W01-1' }],
    ['an expiry without dashes', { rights: ['run'], expiresAt: '21990101' }],
    ['an expiry in no time zone', { rights: ['run'], expiresAt: '2199-01-01T00:00:00' }],
    ['null for an expiry', { rights: ['run'], expiresAt: null }],
    ['a digest of its own', { rights: ['run'], digest: '0'.repeat(64) }],
    ['another tenant', { rights: ['run'], tenantId: 'ten_other' }],
  ])('are refused with %s', async (_what, key) => {
    expect(await make(tenant.admin, key)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it('are seen and revoked by those alone who manage them', async () => {
    const [tenantWide, inMine, inOther] = [
      await createCaller(tenant.admin, { rights: ['run'] }),
      await createCaller(tenant.admin, { rights: ['run'], appId: mine }),
      await createCaller(tenant.admin, { rights: ['run'], appId: notMine }),
    ];
    const designer = await createCaller(tenant.admin, { rights: ['manage-app'], appId: mine });
    const stranger = (await createTenant(app)).admin;
    expect((await designer.get('/v1/keys')).body.items.map(({ id }: Json) => id)).toEqual([inMine.id, designer.id]);
    for (const [caller, id] of [
      [designer, tenantWide.id],
      [designer, inOther.id],
      [stranger, inMine.id],
      [tenantWide, inMine.id],
    ] as const) {
      expect((await caller.get(`/v1/keys/${id}`)).status).toBe(404);
      expect((await caller.delete(`/v1/keys/${id}`)).status).toBe(404);
    }
    expect((await designer.get(`/v1/keys?appId=${notMine}`)).status).toBe(404);
    expect((await tenantWide.get('/v1/keys')).status).toBe(403);
    expect((await inMine.get('/v1/tenant')).status).toBe(200);
    expect((await designer.delete(`/v1/keys/${inMine.id}`)).status).toBe(204);
    expect((await inMine.get('/v1/tenant')).status).toBe(401);
    expect((await tenant.admin.get(`/v1/keys/${inMine.id}`)).body.state).toBe('revoked');
  });

  it('can be revoked twice', async () => {
    const { id } = await createCaller(tenant.admin, { rights: ['run'] });
    expect((await tenant.admin.delete(`/v1/keys/${id}`)).status).toBe(204);
    const { revokedAt } = (await tenant.admin.get(`/v1/keys/${id}`)).body;
    clock.advance(HOUR);
    expect((await tenant.admin.delete(`/v1/keys/${id}`)).status).toBe(204);
    expect((await tenant.admin.get(`/v1/keys/${id}`)).body.revokedAt).toBe(revokedAt);
  });
});
