import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp, createCaller, createTenant, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { BrowserClient, joined, PASSWORD } from '../../support/browser-client.js';
import { engines, type TestDatabase } from '../../support/databases.js';

const ANY = { 'if-match': '*' };
type Joined = Awaited<ReturnType<typeof joined>>;

describe.each(engines)('What a user may do, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  let own: string;
  let foreign: string;
  let designer: Joined;
  let admin: Joined;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    tenant = await createTenant(app);
    [own, foreign] = [await createApp(tenant, 'Own'), await createApp(tenant, 'Foreign')];
    designer = await joined(app, tenant.admin, { email: 'dora@clinic.example', role: 'designer', appIds: [own] });
    admin = await joined(app, tenant.admin, { email: 'ada@clinic.example', role: 'admin' });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const draftIn = (browser: BrowserClient, appId?: string) =>
    browser.post('/v1/drafts', { connector: 'redox', method: 'api-key', ...(appId === undefined ? {} : { appId }) });

  it('follows from the role: a designer has his apps and sees the global tokens', async () => {
    expect((await designer.get('/v1/session')).body).toMatchObject({
      rights: ['view-global-tokens'],
      apps: [{ appId: own, rights: ['manage-app', 'run'] }],
    });
    expect((await designer.get('/v1/apps')).body.items.map(({ id }: { id: string }) => id)).toEqual([own]);
    expect((await designer.get('/v1/access-tokens?scope=global')).status).toBe(200);
    expect((await draftIn(designer, own)).status).not.toBe(403);
  });

  it('ends for a designer at his apps: another one is not there', async () => {
    const notThere = { status: 404, body: { code: 'app-not-found' } };
    expect(await designer.get(`/v1/apps/${foreign}`)).toMatchObject(notThere);
    expect(await designer.patch(`/v1/apps/${foreign}`, { name: 'Mine' })).toMatchObject(notThere);
    expect(await designer.get(`/v1/apps/${foreign}/processes`)).toMatchObject(notThere);
    expect(await designer.post(`/v1/apps/${foreign}/processes`, { name: 'P', definition: 'x' })).toMatchObject(
      notThere,
    );
    expect(await designer.post('/v1/webhooks', { url: 'https://a.example/', types: [], appId: foreign })).toMatchObject(
      {
        status: expect.any(Number),
      },
    );
    expect(await draftIn(designer, foreign)).toMatchObject(notThere);
    expect((await designer.get(`/v1/access-tokens?scope=${foreign}`)).body.items).toEqual([]);
    expect((await designer.get(`/v1/runs?appId=${foreign}`)).body.items).toEqual([]);
    expect((await designer.get(`/v1/keys?appId=${foreign}`)).status).toBe(404);
  });

  it('gives a designer nothing of the whole tenant', async () => {
    for (const answer of [
      await designer.post('/v1/apps', { name: 'New', kind: 'form-based' }),
      await draftIn(designer),
      await designer.get('/v1/users'),
      await designer.get(`/v1/users/${admin.userId}`),
      await designer.post('/v1/users', { email: 'eve@clinic.example', name: 'Eve', role: 'admin' }),
      await designer.post(`/v1/users/${admin.userId}/reset-link`),
      await designer.patch(`/v1/users/${designer.userId}`, { role: 'admin' }),
      await designer.delete(`/v1/users/${admin.userId}`),
      await designer.get('/v1/keys'),
      await designer.post('/v1/keys', { name: 'k', rights: ['manage-tenant'] }),
      await designer.get('/v1/audit-events'),
      await designer.patch('/v1/tenant', { settings: { allowAppDeletion: true } }),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'right-missing' } });
    }
    expect((await designer.get('/v1/tenants')).status).toBe(403);
  });

  it('changes on the very next request', async () => {
    await tenant.admin.patch(`/v1/users/${designer.userId}`, { appIds: [own, foreign] }, ANY);
    expect((await designer.get(`/v1/apps/${foreign}`)).status).toBe(200);
    await tenant.admin.patch(`/v1/users/${designer.userId}`, { role: 'admin' }, ANY);
    expect((await designer.get('/v1/users')).status).toBe(200);
    await tenant.admin.patch(`/v1/users/${designer.userId}`, { role: 'designer', appIds: [own] }, ANY);
    expect((await designer.get('/v1/users')).status).toBe(403);
    expect((await designer.get(`/v1/apps/${foreign}`)).status).toBe(404);
  });

  it('stays in the apps as it stands when only the name is changed, whatever else changes meanwhile', async () => {
    const path = `/v1/users/${designer.userId}`;
    for (let round = 0; round < 5; round += 1) {
      await tenant.admin.patch(path, { appIds: [own, foreign] }, ANY);
      const narrowing = [
        ...Array.from({ length: 4 }, (_each, index) => tenant.admin.patch(path, { name: `Dora ${index}` }, ANY)),
        tenant.admin.patch(path, { appIds: [own] }, ANY),
        ...Array.from({ length: 4 }, (_each, index) => tenant.admin.patch(path, { name: `Dora B ${index}` }, ANY)),
      ];
      for (const { status } of await Promise.all(narrowing)) expect(status).toBe(200);
      expect((await tenant.admin.get(path)).body.appIds).toEqual([own]);
      expect((await designer.get(`/v1/apps/${foreign}`)).status).toBe(404);
    }
    expect((await tenant.admin.patch(path, { name: 'Dora' }, ANY)).body).toMatchObject({ name: 'Dora', appIds: [own] });
  });

  it('ends with the account', async () => {
    const gone = await joined(app, tenant.admin, { email: 'gone@clinic.example', role: 'designer' });
    const off = await joined(app, tenant.admin, { email: 'off@clinic.example', role: 'designer' });
    await tenant.admin.delete(`/v1/users/${gone.userId}`, ANY);
    await tenant.admin.patch(`/v1/users/${off.userId}`, { isDisabled: true }, ANY);
    for (const browser of [gone, off]) expect((await browser.get('/v1/session')).status).toBe(401);
    expect((await new BrowserClient(app.url).signIn('off@clinic.example', PASSWORD)).body.code).toBe('sign-in-refused');
  });

  it('cannot be given by whoever lacks it himself', async () => {
    const half = await createCaller(tenant.admin, { rights: ['manage-tenant'] });
    const invitation = { email: 'tool@clinic.example', name: 'Tool', role: 'admin' };
    expect(await half.post('/v1/users', invitation)).toMatchObject({ status: 403, body: { code: 'role-not-held' } });
    expect((await half.post(`/v1/users/${admin.userId}/reset-link`, {})).body.code).toBe('role-not-held');
    expect((await half.patch(`/v1/users/${designer.userId}`, { role: 'admin' }, ANY)).body.code).toBe('role-not-held');
    expect((await half.get('/v1/users')).status).toBe(200);
  });

  it('keeps one admin, also when two take each other’s role at the same moment', async () => {
    const bob = await joined(app, tenant.admin, { email: 'bob@clinic.example', role: 'admin' });
    const answers = await Promise.all([
      admin.patch(`/v1/users/${bob.userId}`, { role: 'designer' }),
      bob.delete(`/v1/users/${admin.userId}`),
    ]);
    const [refused] = answers.filter(({ status }) => status >= 400);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(refused?.body.code).toMatch(/^(last-admin|right-missing|user-not-found|unauthenticated)$/);
    const survivor = answers[0]?.status === 200 ? admin : bob;
    expect((await survivor.patch(`/v1/users/${survivor.userId}`, { role: 'designer' })).body.code).toBe('last-admin');
    expect((await survivor.delete(`/v1/users/${survivor.userId}`)).body.code).toBe('last-admin');
  });

  it('ends at the tenant: the users of another are not there', async () => {
    const other = await createTenant(app);
    const stranger = await joined(app, other.admin, { email: 'ada@clinic.example', role: 'admin' });
    const path = `/v1/users/${designer.userId}`;
    const notThere = { status: 404, body: { code: 'user-not-found' } };
    expect(await stranger.get(path)).toMatchObject(notThere);
    expect(await stranger.patch(path, { role: 'admin' })).toMatchObject(notThere);
    expect(await stranger.delete(path)).toMatchObject(notThere);
    expect(await stranger.post(`${path}/reset-link`)).toMatchObject(notThere);
    expect((await stranger.get(`/v1/apps/${own}`)).status).toBe(404);
    const invitation = { email: 'x@clinic.example', name: 'X', role: 'designer', appIds: [own] };
    expect((await stranger.post('/v1/users', invitation)).body.code).toBe('app-not-found');
    expect((await stranger.get('/v1/users')).body.items).toHaveLength(1);
  });

  it('is asked which tenant, when address and password open accounts of two', async () => {
    const email = 'both@clinic.example';
    const other = await createTenant(app);
    await joined(app, tenant.admin, { email, role: 'designer' });
    await joined(app, other.admin, { email, role: 'admin' });
    const browser = new BrowserClient(app.url);
    const asked = await browser.signIn(email, PASSWORD);
    expect(asked).toMatchObject({ status: 409, body: { code: 'tenant-to-choose' } });
    expect(asked.body.tenants.map(({ tenantId }: { tenantId: string }) => tenantId).sort()).toEqual(
      [tenant.id, other.id].sort(),
    );
    expect((await browser.signIn(email, PASSWORD, { tenantId: other.id })).body.tenant.tenantId).toBe(other.id);
    expect((await browser.signIn(email, 'wrong password here')).body.code).toBe('sign-in-refused');
  });

  it('goes with the app and with the tenant', async () => {
    const other = await createTenant(app);
    const theirs = await createApp(other, 'Theirs');
    const dora = await joined(app, other.admin, { email: 'dora2@clinic.example', role: 'designer', appIds: [theirs] });
    await other.admin.patch('/v1/tenant', { settings: { allowAppDeletion: true } }, ANY);
    expect((await other.admin.delete(`/v1/apps/${theirs}?name=Theirs`, ANY)).status).toBe(204);
    expect((await dora.get('/v1/session')).body.apps).toEqual([]);
    const operator = other.admin.as('operator-key-for-tests-0123456789abcdef');
    const name = encodeURIComponent(other.name);
    expect((await operator.delete(`/v1/tenants/${other.id}?name=${name}`, ANY)).status).toBe(204);
    expect((await dora.get('/v1/session')).status).toBe(401);
  });
});
