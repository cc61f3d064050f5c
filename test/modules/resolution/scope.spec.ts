import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createCaller, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectNetSuite, connectRedox } from '../../support/story/connected-tokens.js';
import { ANY, createDeclaringApp } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('The scope of a name on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let admin: ApiClient;
  let mine: string;
  let other: string;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    tenant = await latchkey.createTenant();
    admin = tenant.admin;
    mine = await createDeclaringApp(tenant, 'Mine', ['Redox']);
    other = await createDeclaringApp(tenant, 'Other', ['Redox']);
  });
  afterAll(() => latchkey.close());

  const resolve = (appId: string, name = 'Redox') => admin.post('/v1/resolutions', { name, appId });

  it('is the app first and then the tenant, and falls back at once when the app’s token goes', async () => {
    expect((await resolve(mine)).status).toBe(404);
    const global = await connectRedox(admin, { name: 'Redox' });
    expect((await resolve(mine)).body.token).toMatchObject({ id: global.id, scope: 'global' });
    const own = await connectRedox(admin, { name: 'REDOX', appId: mine });
    expect((await resolve(mine)).body.token).toMatchObject({ id: own.id, scope: 'app', name: 'REDOX' });
    expect((await resolve(other)).body.token).toMatchObject({ id: global.id, scope: 'global' });
    expect((await admin.delete(`/v1/access-tokens/${own.id}?force=true`, ANY)).status).toBe(204);
    expect((await resolve(mine)).body.token).toMatchObject({ id: global.id });
  });

  it('shows on both sides which token hides which, to those who see both', async () => {
    const global = await connectRedox(admin, { name: 'Redox' });
    const own = await connectRedox(admin, { name: 'redox', appId: mine });
    const view = async (caller: ApiClient, id: string) => (await caller.get(`/v1/access-tokens/${id}`)).body;
    expect(await view(admin, own.id)).toMatchObject({ hides: { id: global.id, name: 'Redox', scope: 'global' } });
    expect(await view(admin, global.id)).toMatchObject({ hiddenBy: [{ id: own.id, name: 'redox', scope: mine }] });
    const stranger = await createCaller(admin, { rights: ['manage-app'], appId: other });
    expect(await view(stranger, global.id)).toMatchObject({ hiddenBy: [] });
    const viewer = await createCaller(admin, { rights: ['view-global-tokens'] });
    expect(await view(viewer, global.id)).toMatchObject({ hiddenBy: [] });
  });

  it('lets the same name live once in each app and once in the tenant, and no more', async () => {
    const names = [
      [undefined, 'Redox', true],
      [mine, 'REDOX', true],
      [other, 'redox', true],
      [mine, 'reDox', false],
      [undefined, ' redox ', false],
    ] as const;
    for (const [appId, name, isFree] of names) {
      const work = connectRedox(admin, { name, ...(appId === undefined ? {} : { appId }) });
      await (isFree ? work : expect(work).rejects.toThrow('token-name-taken'));
    }
    expect((await admin.get('/v1/access-tokens')).body.items).toHaveLength(3);
  });

  it('counts uses for the token that is meant, not for the one that it hides', async () => {
    const global = await connectRedox(admin, { name: 'Redox' });
    const own = await connectRedox(admin, { name: 'Redox', appId: mine });
    const uses = async (id: string) => (await admin.get(`/v1/access-tokens/${id}/uses`)).body.items;
    expect(await uses(global.id)).toEqual([{ appId: other, stepPath: 'declared' }]);
    expect(await uses(own.id)).toEqual([{ appId: mine, stepPath: 'declared' }]);
  });

  it('lets an app resolve only what it names, and says the same whether such a token exists or not', async () => {
    await connectRedox(admin, { name: 'Secret Project' });
    const texts = [];
    for (const name of ['Secret Project', 'No Such Thing', '../x', 'x'.repeat(400)]) {
      const answer = await resolve(mine, name);
      expect(answer).toMatchObject({ status: 403, body: { code: 'token-not-declared', remedy: 'fix-request' } });
      texts.push(String(answer.body.detail).replace(name, 'NAME'));
    }
    expect(new Set(texts).size).toBe(1);
  });

  it('ends when the app stops naming it', async () => {
    await connectRedox(admin, { name: 'Redox' });
    expect((await resolve(mine)).status).toBe(200);
    await admin.patch(`/v1/apps/${mine}`, { declaredTokens: [] }, ANY);
    expect((await resolve(mine)).status).toBe(403);
  });

  it('follows a token that is renamed', async () => {
    const token = await connectRedox(admin, { name: 'Old Name' });
    expect((await resolve(mine)).status).toBe(404);
    const path = `/v1/access-tokens/${token.id}`;
    expect(await admin.patch(path, { name: 'Redox' }, ANY)).toMatchObject({ status: 200, body: { generation: 2 } });
    expect((await resolve(mine)).body.token).toMatchObject({ id: token.id, generation: 2 });
    await connectRedox(admin, { name: 'Taken' });
    expect(await admin.patch(`${path}?force=true`, { name: 'TAKEN' }, ANY)).toMatchObject({
      status: 409,
      body: { code: 'token-name-taken' },
    });
  });

  it('asks a key of the whole tenant which app it means, and believes a bound key no other', async () => {
    await connectRedox(admin, { name: 'Redox' });
    expect(await admin.post('/v1/resolutions', { name: 'Redox' })).toMatchObject({
      status: 400,
      body: { code: 'app-not-named' },
    });
    const runner = await createCaller(admin, { rights: ['run'], appId: mine });
    expect((await runner.post('/v1/resolutions', { name: 'Redox' })).status).toBe(200);
    for (const appId of [other, 'app_01h2xcejqtf2nbrexx3vqjhp41']) {
      expect(await runner.post('/v1/resolutions', { name: 'Redox', appId })).toMatchObject({
        status: 404,
        body: { code: 'app-not-found' },
      });
    }
  });

  it('is none for a key without the right to run', async () => {
    await connectRedox(admin, { name: 'Redox' });
    const designer = await createCaller(admin, { rights: ['manage-app'], appId: mine });
    expect(await designer.post('/v1/resolutions', { name: 'Redox' })).toMatchObject({
      status: 403,
      body: { code: 'right-missing', right: 'run' },
    });
  });

  it('keeps signing and headers apart', async () => {
    await connectRedox(admin, { name: 'Redox' });
    const url = 'https://api.redoxengine.com/endpoint';
    const sign = () => admin.post('/v1/signatures', { name: 'Redox', appId: mine, method: 'GET', url });
    expect(await sign()).toMatchObject({ status: 409, body: { code: 'not-a-signer' } });
    await connectNetSuite(admin, { name: 'Redox', appId: mine });
    expect(await sign()).toMatchObject({ status: 400, body: { code: 'host-refused' } });
  });
});
