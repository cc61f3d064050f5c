import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AppEntity } from '../../../src/modules/apps/app.entity.js';
import { AppContentsRegistry } from '../../../src/modules/apps/app-contents.js';
import { Database } from '../../../src/modules/database/database.js';
import { TokenUses } from '../../../src/modules/usage/token-uses.js';
import { createApp, createCaller, createTenant, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

const ANY = { 'if-match': '*' };

describe.each(engines)('Apps on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
  });
  beforeEach(async () => {
    tenant = await createTenant(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it.each(['process-based', 'form-based'])('can be %s', async (kind) => {
    const { admin } = tenant;
    const created = await admin.post('/v1/apps', { name: 'Clinic  Close', kind, declaredTokens: ['My  Dropbox'] });
    expect(created).toMatchObject({
      status: 201,
      body: { name: 'Clinic Close', kind, declaredTokens: ['My Dropbox'] },
    });
    expect((await admin.get(`/v1/apps/${created.body.id}`)).body).toEqual(created.body);
  });

  it.each([
    ['a bad name', { name: 'a/b', kind: 'form-based' }, 'name'],
    ['another kind', { name: 'A', kind: 'mixed' }, 'kind'],
    ['a bad declared name', { name: 'A', kind: 'form-based', declaredTokens: ['ok', 'no_'] }, 'declaredTokens'],
    ['something that nobody asked for', { name: 'A', kind: 'form-based', tenantId: 'ten_x' }, 'tenantId'],
  ])('are refused for %s, which is named', async (_what, body, field) => {
    const answer = await tenant.admin.post('/v1/apps', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ field }] } });
  });

  it('have names that are unique in their tenant without regard to case', async () => {
    const post = (owner: TestTenant, name: string) => owner.admin.post('/v1/apps', { name, kind: 'form-based' });
    const answers = await Promise.all(['Clinic', 'CLINIC', 'clinic '].map((name) => post(tenant, name)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await post(await createTenant(app), 'Clinic')).status).toBe(201);
  });

  it('of another tenant are answered like apps that do not exist', async () => {
    const [theirs, other] = [await createApp(tenant, 'Theirs'), await createTenant(app)];
    for (const id of [theirs, 'app_01h2xcejqtf2nbrexx3vqjhp41', 'x', '%27%3B--']) {
      const path = `/v1/apps/${id}`;
      for (const answer of [
        await other.admin.get(path),
        await other.admin.patch(path, { name: 'Mine' }, ANY),
        await other.admin.delete(`${path}?name=Theirs`, ANY),
      ]) {
        expect(answer).toMatchObject({
          status: 404,
          body: { code: 'app-not-found', detail: 'There is no app with this id.' },
        });
      }
    }
    expect((await other.admin.get('/v1/apps')).body.items).toEqual([]);
  });

  it('can be reached by a key that is bound to them, and no other app can', async () => {
    const [mine, notMine] = [await createApp(tenant, 'Mine'), await createApp(tenant, 'Not mine')];
    const designer = await createCaller(tenant.admin, { rights: ['manage-app'], appId: mine });
    expect((await designer.get('/v1/apps')).body.items).toMatchObject([{ id: mine }]);
    expect((await designer.patch(`/v1/apps/${mine}`, { declaredTokens: ['Redox'] }, ANY)).status).toBe(200);
    expect((await designer.get(`/v1/apps/${notMine}`)).status).toBe(404);
    expect((await designer.patch(`/v1/apps/${notMine}`, { name: 'Taken' }, ANY)).status).toBe(404);
    expect((await designer.post('/v1/apps', { name: 'More', kind: 'form-based' })).status).toBe(403);
  });

  it('can be seen but not changed by a key that only runs', async () => {
    const id = await createApp(tenant, 'Mine');
    const runner = await createCaller(tenant.admin, { rights: ['run'] });
    expect((await runner.get(`/v1/apps/${id}`)).status).toBe(200);
    expect(await runner.patch(`/v1/apps/${id}`, { name: 'X' }, ANY)).toMatchObject({
      status: 403,
      body: { code: 'right-missing', right: 'manage-app' },
    });
  });

  it('decide by declaration which names they may resolve', async () => {
    const uses = app.nest.get(TokenUses);
    const { body, headers } = await tenant.admin.post('/v1/apps', {
      name: 'Form',
      kind: 'form-based',
      declaredTokens: ['Dropbox', 'DROPBOX', 'Redox'],
    });
    expect(body.declaredTokens).toEqual(['DROPBOX', 'Redox']);
    expect(await uses.mayResolve(body.id, 'dropbox')).toBe(true);
    expect(await uses.mayResolve(body.id, 'salesforce')).toBe(false);
    const etag = headers.get('etag') ?? '';
    await tenant.admin.patch(`/v1/apps/${body.id}`, { declaredTokens: ['Salesforce'] }, { 'if-match': etag });
    expect(await uses.mayResolve(body.id, 'dropbox')).toBe(false);
    expect(await uses.mayResolve(body.id, 'salesforce')).toBe(true);
  });

  describe('when they are deleted', () => {
    const allow = () => tenant.admin.patch('/v1/tenant', { settings: { allowAppDeletion: true } }, ANY);

    it('stay while the tenant does not allow it', async () => {
      const id = await createApp(tenant, 'Clinic');
      const answer = await tenant.admin.delete(`/v1/apps/${id}?name=Clinic`, ANY);
      expect(answer).toMatchObject({ status: 409, body: { code: 'app-deletion-off', remedy: 'configure' } });
    });

    it('go only when their name is repeated, with their keys and declared names', async () => {
      await allow();
      const id = await createApp(tenant, 'Clinic');
      const bound = await createCaller(tenant.admin, { rights: ['run'], appId: id });
      expect((await tenant.admin.delete(`/v1/apps/${id}?name=clinic`, ANY)).status).toBe(400);
      expect((await tenant.admin.delete(`/v1/apps/${id}?name=Clinic`)).status).toBe(428);
      expect((await tenant.admin.delete(`/v1/apps/${id}?name=Clinic`, ANY)).status).toBe(204);
      expect((await tenant.admin.get(`/v1/apps/${id}`)).status).toBe(404);
      expect((await bound.get('/v1/apps')).status).toBe(401);
    });

    it('take the contents of other rooms with them in one transaction, or nothing', async () => {
      await allow();
      const [good, bad] = [await createApp(tenant, 'Good'), await createApp(tenant, 'Bad')];
      const deleted: string[] = [];
      app.nest.get(AppContentsRegistry).register({
        deleteApp: async (manager, { id, name }) => {
          deleted.push(id);
          await manager.update(AppEntity, { id }, { name: 'half gone' });
          if (name === 'Bad') throw new Error('this room cannot let it go');
        },
      });
      expect((await tenant.admin.delete(`/v1/apps/${good}?name=Good`, ANY)).status).toBe(204);
      expect((await tenant.admin.delete(`/v1/apps/${bad}?name=Bad`, ANY)).status).toBe(500);
      expect(deleted).toEqual([good, bad]);
      const left = await app.nest.get(Database).reader.findBy(AppEntity, { tenantId: tenant.id });
      expect(left.map(({ name }) => name)).toEqual(['Bad']);
    });
  });
});
