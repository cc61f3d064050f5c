import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, ApiClient, createCaller, operatorOf, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectNetSuite, REDOX_FIELDS } from '../../support/story/connected-tokens.js';
import { Draft } from '../../support/story/drafts.js';
import { ANY, createDeclaringApp } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

const MISSING = {
  token: 'tok_01h2xcejqtf2nbrexx3vqjhp41',
  draft: 'drf_01h2xcejqtf2nbrexx3vqjhp41',
  key: 'key_01h2xcejqtf2nbrexx3vqjhp41',
  app: 'app_01h2xcejqtf2nbrexx3vqjhp41',
  name: 'No Such Thing',
};
type Place = typeof MISSING;

const URL_TO_SIGN = 'https://1234567.suitetalk.api.netsuite.com/services/rest/system/v1/serverTime';

/** Every endpoint that takes an id or a name. */
const ENDPOINTS: [string, (caller: ApiClient, place: Place) => Promise<Answer>][] = [
  ['GET access-tokens/:id', (caller, { token }) => caller.get(`/v1/access-tokens/${token}`)],
  ['PATCH access-tokens/:id', (caller, { token }) => caller.patch(`/v1/access-tokens/${token}`, { name: 'X' }, ANY)],
  ['DELETE access-tokens/:id', (caller, { token }) => caller.delete(`/v1/access-tokens/${token}?force=true`, ANY)],
  ['GET access-tokens/:id/uses', (caller, { token }) => caller.get(`/v1/access-tokens/${token}/uses`)],
  ['GET access-tokens/:id/renewals', (caller, { token }) => caller.get(`/v1/access-tokens/${token}/renewals`)],
  ['POST access-tokens/:id/renewal', (caller, { token }) => caller.post(`/v1/access-tokens/${token}/renewal`, {})],
  ['POST access-tokens/:id/test', (caller, { token }) => caller.post(`/v1/access-tokens/${token}/test`, {})],
  ['GET access-tokens?scope=', (caller, { app }) => caller.get(`/v1/access-tokens?scope=${app}`)],
  ['POST drafts of a token', (caller, { token }) => caller.post('/v1/drafts', { tokenId: token })],
  ['POST drafts in an app', (caller, { app }) => caller.post('/v1/drafts', { connector: 'dropbox', appId: app })],
  ['GET drafts/:id', (caller, { draft }) => caller.get(`/v1/drafts/${draft}`)],
  ['POST drafts/:id/done', (caller, { draft }) => caller.post(`/v1/drafts/${draft}/done`, {})],
  ['GET apps/:id', (caller, { app }) => caller.get(`/v1/apps/${app}`)],
  ['PATCH apps/:id', (caller, { app }) => caller.patch(`/v1/apps/${app}`, { name: 'X' }, ANY)],
  ['DELETE apps/:id', (caller, { app }) => caller.delete(`/v1/apps/${app}?name=Clinic`, ANY)],
  ['GET keys/:id', (caller, { key }) => caller.get(`/v1/keys/${key}`)],
  ['DELETE keys/:id', (caller, { key }) => caller.delete(`/v1/keys/${key}`)],
  ['GET keys?appId=', (caller, { app }) => caller.get(`/v1/keys?appId=${app}`)],
  ['POST keys', (caller, { app }) => caller.post('/v1/keys', { name: 'x', rights: ['run'], appId: app })],
  ['POST resolutions by name', (caller, { name }) => caller.post('/v1/resolutions', { name })],
  ['POST resolutions in an app', (caller, { app, name }) => caller.post('/v1/resolutions', { name, appId: app })],
  ['POST signatures', (caller, { name }) => caller.post('/v1/signatures', { name, method: 'GET', url: URL_TO_SIGN })],
  [
    'POST signatures in an app',
    (caller, { app, name }) => caller.post('/v1/signatures', { name, appId: app, method: 'GET', url: URL_TO_SIGN }),
  ],
  ['GET proxy', (caller, { name }) => caller.get(`/v1/proxy/${encodeURIComponent(name)}/system/v1/serverTime`)],
  [
    'GET proxy in an app',
    (caller, { app, name }) => caller.get(`/v1/proxy/${encodeURIComponent(name)}/x`, { 'latchkey-app': app }),
  ],
];

/** What an answer tells, without what differs in every answer and without what the asker said. */
function told({ status, body }: Answer, place: Place): string {
  const { instance: _instance, ...rest } = body;
  return Object.values(place).reduce((text, said) => text.replaceAll(said, '*'), JSON.stringify({ status, ...rest }));
}

describe.each(engines)('A token of an app on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let theirs: Place;
  const strangers: Record<string, ApiClient> = {};
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    tenant = await latchkey.createTenant();
    const { admin } = tenant;
    const app = await createDeclaringApp(tenant, 'Clinic', ['NetSuite']);
    const owner = await createCaller(admin, { rights: ['manage-app', 'run'], appId: app });
    const token = await connectNetSuite(owner, { name: 'NetSuite', appId: app });
    const draft = await Draft.begin(owner, { connector: 'redox', method: 'api-key', appId: app, fields: REDOX_FIELDS });
    theirs = { token: token.id, draft: draft.id, key: owner.id, app, name: 'NetSuite' };
    const neighbour = await createDeclaringApp(tenant, 'Neighbour', ['Something Else']);
    strangers.neighbour = await createCaller(admin, { rights: ['manage-app', 'run'], appId: neighbour });
    const elsewhere = await latchkey.createTenant();
    strangers.otherTenant = elsewhere.admin;
    const declaring = await createDeclaringApp(elsewhere, 'Clinic', ['NetSuite']);
    strangers.otherApp = await createCaller(elsewhere.admin, { rights: ['manage-app', 'run'], appId: declaring });
  });
  afterAll(() => latchkey.close());

  const callers = ['neighbour', 'otherTenant', 'otherApp'];
  const cases = callers.flatMap((caller) => ENDPOINTS.map((endpoint) => [caller, ...endpoint] as const));

  it.each(cases)('tells %s nothing at %s', async (caller, _endpoint, ask) => {
    const stranger = strangers[caller];
    if (stranger === undefined) throw new Error(caller);
    const [existing, missing] = [await ask(stranger, theirs), await ask(stranger, MISSING)];
    // The other tenant's own app declares the same name, so there both are "not there".
    const isOwnName = caller === 'otherApp' && missing.body.code === 'token-not-declared';
    if (isOwnName) expect(existing).toMatchObject({ status: 404, body: { code: 'token-not-found' } });
    else expect(told(existing, theirs)).toBe(told(missing, MISSING));
    expect(existing.status).not.toBeGreaterThanOrEqual(500);
  });

  it('is in no list of others', async () => {
    for (const stranger of Object.values(strangers)) {
      for (const path of ['/v1/access-tokens', '/v1/access-tokens?search=net', '/v1/drafts', '/v1/keys', '/v1/apps']) {
        const text = JSON.stringify((await stranger.get(path)).body);
        for (const id of [theirs.token, theirs.draft, theirs.key, theirs.app]) expect(text).not.toContain(id);
      }
      expect(JSON.stringify((await stranger.get('/v1/audit-events')).body)).not.toContain(theirs.token);
    }
  });

  it('is still there after all that', async () => {
    const { body } = await tenant.admin.get(`/v1/access-tokens/${theirs.token}`);
    expect(body).toMatchObject({ name: 'NetSuite', generation: 1 });
    expect((await tenant.admin.get(`/v1/apps/${theirs.app}`)).body).toMatchObject({ name: 'Clinic' });
  });

  it('is nothing to the platform operator and to nobody', async () => {
    const operator = operatorOf(latchkey.app);
    for (const [, ask] of ENDPOINTS) expect((await ask(operator, theirs)).status).toBe(403);
    // One more wrong key than an address may send in a minute would be answered with 429.
    const nobody = new ApiClient(latchkey.app.url);
    for (const [, ask] of ENDPOINTS) expect((await ask(nobody, theirs)).status).toBe(401);
  });
});
