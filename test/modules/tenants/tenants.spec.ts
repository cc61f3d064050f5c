import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppEntity } from '../../../src/modules/apps/app.entity.js';
import { AuditEventEntity } from '../../../src/modules/audit/audit-event.entity.js';
import { CallerKeyEntity } from '../../../src/modules/callers/caller-key.entity.js';
import { Database } from '../../../src/modules/database/database.js';
import { TokenUseEntity } from '../../../src/modules/usage/token-use.entity.js';
import { DataKeyEntity } from '../../../src/modules/vault/data-key.entity.js';
import { createCaller, createTenant, type Json, operatorOf } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

describe.each(engines)('Tenants on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('are created with an admin key that has all rights and is shown once', async () => {
    const created = await operatorOf(app).post('/v1/tenants', { name: '  Acme   Health ' });
    expect(created).toMatchObject({
      status: 201,
      body: { name: 'Acme Health', settings: { allowAppDeletion: false } },
    });
    expect(created.headers.get('etag')).toBe('"1"');
    const { id, adminKey } = created.body;
    const own = await operatorOf(app).as(adminKey.key).get('/v1/tenant');
    expect(own).toMatchObject({ status: 200, body: { id } });
    expect(JSON.stringify((await operatorOf(app).get(`/v1/tenants/${id}`)).body)).not.toContain('lk_');
  });

  it('have names that are unique without regard to case, also when two are created at once', async () => {
    const names = ['Unique Name', 'unique name', 'UNIQUE  NAME', 'Unique name'];
    const answers = await Promise.all(names.map((name) => operatorOf(app).post('/v1/tenants', { name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('tenant-name-taken');
  });

  it('change only for those who have seen what they change', async () => {
    const { id } = await createTenant(app);
    const change = { settings: { allowAppDeletion: true } };
    const patch = (headers: Record<string, string>) => operatorOf(app).patch(`/v1/tenants/${id}`, change, headers);
    expect(await patch({})).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
    expect(await patch({ 'if-match': '"7"' })).toMatchObject({ status: 412, body: { current: '"1"' } });
    expect((await patch({ 'if-match': 'W/"1"' })).status).toBe(412);
    expect((await patch({ 'if-match': '1' })).status).toBe(400);
    const changed = await patch({ 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, body: change });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect((await patch({ 'if-match': '"1"' })).status).toBe(412);
    expect((await patch({ 'if-match': '*' })).headers.get('etag')).toBe('"3"');
  });

  it('let exactly one of many simultaneous changes of the same version through', async () => {
    const { id } = await createTenant(app);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        operatorOf(app).patch(`/v1/tenants/${id}`, { name: `Racer ${id.slice(-6)} ${i}` }, { 'if-match': '"1"' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });

  it('cannot take the name of another tenant by a change', async () => {
    const [one, other] = [await createTenant(app), await createTenant(app)];
    const answer = await operatorOf(app).patch(`/v1/tenants/${one.id}`, { name: other.name }, { 'if-match': '*' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'tenant-name-taken' } });
  });

  it('have settings that their own admin can change, and nobody else in them', async () => {
    const { admin } = await createTenant(app);
    const designer = await createCaller(admin, { rights: ['manage-app', 'run'] });
    const change = { settings: { allowAppDeletion: true } };
    expect((await designer.patch('/v1/tenant', change, { 'if-match': '*' })).status).toBe(403);
    expect(await admin.patch('/v1/tenant', change, { 'if-match': '"1"' })).toMatchObject({ status: 200, body: change });
    expect((await admin.patch('/v1/tenant', { name: 'New' }, { 'if-match': '*' })).status).toBe(400);
  });

  it.each([[null], [[]], [[[]]], [{ allowAppDeletion: null }], [{ allowAppDeletion: 'true' }], [{ other: true }]])(
    'take no settings like %j',
    async (settings) => {
      const { id, admin } = await createTenant(app);
      const answers = [
        await admin.patch('/v1/tenant', { settings }, { 'if-match': '*' }),
        await operatorOf(app).patch(`/v1/tenants/${id}`, { settings }, { 'if-match': '*' }),
        await operatorOf(app).post('/v1/tenants', { name: 'Other', settings }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
      expect((await admin.get('/v1/tenant')).body.settings).toEqual({ allowAppDeletion: false });
    },
  );

  it('are erased with all that is theirs, once their name is repeated, and the platform remembers', async () => {
    const [tenant, other] = [await createTenant(app), await createTenant(app)];
    for (const { admin } of [tenant, other]) {
      await admin.post('/v1/apps', { name: 'Clinic', kind: 'form-based', declaredTokens: ['Dropbox'] });
    }
    const erase = (query: string) => operatorOf(app).delete(`/v1/tenants/${tenant.id}${query}`, { 'if-match': '"1"' });
    expect(await erase('')).toMatchObject({ status: 400, body: { code: 'name-not-repeated' } });
    expect(await erase('?name=else')).toMatchObject({ status: 400, body: { code: 'name-not-repeated' } });
    expect((await erase(`?name=${encodeURIComponent(tenant.name)}`)).status).toBe(204);

    const { reader } = app.nest.get(Database);
    for (const entity of [AppEntity, AuditEventEntity, CallerKeyEntity, TokenUseEntity, DataKeyEntity]) {
      expect([entity.name, await reader.countBy(entity, { tenantId: tenant.id })]).toEqual([entity.name, 0]);
      expect(await reader.countBy(entity, { tenantId: other.id })).toBeGreaterThan(0);
    }
    expect((await tenant.admin.get('/v1/tenant')).status).toBe(401);
    const { body } = await operatorOf(app).get(`/v1/audit-events?subject=${tenant.id}`);
    expect(body.items.map(({ action }: Json) => action)).toEqual(['tenant.erased', 'tenant.created']);
  });

  it('are listed page by page, each once', async () => {
    for (let i = 0; i < 5; i += 1) await createTenant(app);
    const seen: string[] = [];
    let path = '/v1/tenants?limit=2';
    for (;;) {
      const { body } = await operatorOf(app).get(path);
      seen.push(...body.items.map(({ id }: Json) => String(id)));
      if (body.nextCursor === undefined) break;
      path = `/v1/tenants?limit=2&cursor=${body.nextCursor}`;
    }
    const all = await operatorOf(app).get('/v1/tenants?limit=200');
    expect(seen).toEqual(all.body.items.map(({ id }: Json) => id));
    expect(new Set(seen).size).toBe(seen.length);
  });
});
