import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, type ApiClient, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectRedox, REDOX_FIELDS } from '../../support/story/connected-tokens.js';
import { Draft, expectStatus } from '../../support/story/drafts.js';
import { ANY, createDeclaringApp } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('Another name for an access token on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let admin: ApiClient;
  let appId: string;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    tenant = await latchkey.createTenant();
    admin = tenant.admin;
    appId = await createDeclaringApp(tenant, 'Clinic', ['Redox']);
    token = await connectRedox(admin, { name: 'Redox' });
  });
  afterAll(() => latchkey.close());

  const path = () => `/v1/access-tokens/${token.id}`;
  const nameNow = async () => (await admin.get(path())).body.name;
  const resolve = async (name: string) => (await admin.post('/v1/resolutions', { name, appId })).status;
  const rename = (name: string, query = '') => admin.patch(`${path()}${query}`, { name }, ANY);
  const drafted = async (change: Readonly<Record<string, unknown>>) => {
    const draft = await Draft.begin(admin, { tokenId: token.id });
    expectStatus(await draft.change(change), 200);
    return draft;
  };
  const said = ({ status, body: { instance: _instance, ...body } }: Answer) => ({ status, ...body });

  it('is refused while places name it, in the words in which its removal is refused', async () => {
    const refused = await rename('Redox of the clinic');
    expect(refused).toMatchObject({ status: 409, body: { code: 'token-in-use', remedy: 'fix-request' } });
    expect(refused.body.uses).toEqual((await admin.get(`${path()}/uses`)).body.items);
    expect(refused.body.uses).toHaveLength(1);
    expect(said(refused)).toEqual(said(await admin.delete(path(), ANY)));
    expect([await nameNow(), await resolve('Redox')]).toEqual(['Redox', 200]);
  });

  it('is taken with force, and who says the old one finds nothing', async () => {
    expect(await rename('Redox of the clinic', '?force=true')).toMatchObject({ status: 200, body: { generation: 2 } });
    expect(await resolve('Redox')).toBe(404);
    expectStatus(await rename('Redox'), 200);
    expect(await resolve('Redox')).toBe(200);
  });

  it('takes force for nothing but true', async () => {
    expect(await rename('Other', '?force=false')).toMatchObject({ status: 409, body: { code: 'token-in-use' } });
    expect(await rename('Other', '?force=yes')).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(await nameNow()).toBe('Redox');
  });

  it('needs no force where the places find it all the same, or nothing names it', async () => {
    expect(await rename('  REDOX ')).toMatchObject({ status: 200, body: { name: 'REDOX' } });
    const free = await connectRedox(admin, { name: 'Free' });
    expectStatus(await admin.patch(`/v1/access-tokens/${free.id}`, { name: 'Freer' }, ANY), 200);
    expectStatus(await admin.patch(path(), { description: 'no other name' }, ANY), 200);
  });

  it('is free where every app that says the name means its own token', async () => {
    await connectRedox(admin, { name: 'Redox', appId });
    expectStatus(await rename('Redox of the tenant'), 200);
    expect(await resolve('Redox')).toBe(200);
  });

  it('is refused for what the caller read before it is asked who names it', async () => {
    const stale = await admin.patch(path(), { name: 'Other' }, { 'if-match': '"0"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
  });

  it('tells who may not change the token nothing of its uses', async () => {
    const viewer = await createCaller(admin, { rights: ['view-global-tokens'] });
    const refused = await viewer.patch(path(), { name: 'Other' }, ANY);
    expect(refused).toMatchObject({ status: 403, body: { code: 'right-missing' } });
    expect(refused.body.uses).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['only words', {}],
    ['new values', { fields: { ...REDOX_FIELDS } }],
  ])('is refused at Done of a draft with %s, and taken with force', async (_what, change) => {
    const draft = await drafted({ ...change, name: 'Redox of the clinic' });
    if (change.fields) expectStatus(await draft.getToken(), 200);
    const refused = await draft.done();
    expect(said(refused)).toEqual(said(await admin.delete(path(), ANY)));
    expect([await nameNow(), (await draft.view()).name]).toEqual(['Redox', 'Redox of the clinic']);
    expect(await draft.done({}, '?force=true')).toMatchObject({ status: 200, body: { name: 'Redox of the clinic' } });
    expect(await resolve('Redox')).toBe(404);
  });

  it('leaves a draft alone that keeps the name, and one that begins a token', async () => {
    expect(await (await drafted({ description: 'as before' })).finish()).toMatchObject({ name: 'Redox' });
    const own = await Draft.begin(admin, {
      ...{ connector: 'redox', method: 'api-key', appId, name: 'Redox', fields: REDOX_FIELDS },
    });
    expectStatus(await own.getToken(), 200);
    expect(await own.finish()).toMatchObject({ name: 'Redox', scope: appId });
  });

  it('says that the token was changed meanwhile, when the name of the draft is the one from before', async () => {
    const draft = await drafted({ description: 'mine' });
    expectStatus(await rename('Another', '?force=true'), 200);
    await admin.patch(`/v1/apps/${appId}`, { declaredTokens: ['Another'] }, ANY);
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'token-changed-meanwhile' } });
  });
});
