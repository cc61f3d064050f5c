import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createTenant, type Json } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { ownCrm } from '../../support/own-crm.js';
import { Draft, expectStatus } from '../../support/story/drafts.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';

const SECRET = 'hush-hush-hush';
const CLIENT = {
  addresses: 'typed',
  baseUrl: 'https://api.acme.example/v1',
  tokenUrl: 'https://login.acme.example/token',
  clientId: 'client',
  clientSecret: SECRET,
};

describe.each(engines)('A kept secret on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let vendor: VendorServer;
  let admin: ApiClient;
  let seen = 0;

  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    const hosts = ['*.acme.example', '*.evil.example', '*.crm.example'].map((host) => `${host}=${vendor.address}`);
    const environment = { LATCHKEY_SANDBOX_HOSTS: hosts.join(','), LATCHKEY_LOG_LEVEL: 'fatal' };
    app = await startApp({ database, environment });
    vendor.reply(json({ access_token: 'issued', expires_in: 3600 }));
  });
  beforeEach(async () => {
    ({ admin } = await createTenant(app));
    seen = vendor.received.length;
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([vendor.close(), database.drop()]);
  });

  async function tokenOf(connector: string, method: string, fields: Readonly<Record<string, string>>): Promise<Json> {
    const draft = await Draft.begin(admin, { connector, method, name: 'Acme', fields });
    expectStatus(await draft.getToken(), 200);
    return draft.finish();
  }

  const acme = () => tokenOf('oauth2', 'client-credentials', CLIENT);
  const toEvil = () => JSON.stringify(vendor.received.slice(seen).filter(({ path }) => path.includes('evil.example')));

  it.each([
    ['the base URL', { baseUrl: 'https://api.evil.example' }],
    ['the token endpoint', { tokenUrl: 'https://login.evil.example/token' }],
    ['the issuer', { addresses: 'issuer', issuer: 'https://id.evil.example' }],
    ['further hosts', { moreHosts: '*.evil.example' }],
    ['further hosts, with an empty secret', { moreHosts: 'x.evil.example', clientSecret: '' }],
  ])('of a live token goes nowhere else when somebody changes %s', async (_what, fields) => {
    const { id } = await acme();
    const draft = await Draft.begin(admin, { tokenId: id });
    const answer = await draft.change({ fields });
    expect(answer).toMatchObject({ status: 422, body: { code: 'fields-invalid' } });
    expect(answer.body.problems).toMatchObject([{ path: 'fields.clientSecret', code: 'missing' }]);
    expect(answer.body.problems[0].message).toMatch(/Client Secret must be typed again .*evil\.example/);
    await draft.getToken();
    await draft.test();
    expect(toEvil()).toBe('[]');
    const begun = await admin.post('/v1/drafts', { tokenId: id, fields });
    expect(begun).toMatchObject({ status: 422, body: { code: 'fields-invalid' } });
  });

  it('of a draft of no token follows its owner, who typed it, to whatever address he gives later', async () => {
    const draft = await Draft.begin(admin, { connector: 'oauth2', method: 'client-credentials', fields: CLIENT });
    await draft.fill({ baseUrl: 'https://api.crm.example', tokenUrl: 'https://login.crm.example/token' });
    expect((await draft.getToken()).status).toBe(200);
  });

  it('of earlier values of a draft does not go along either, and one that is typed with the change does', async () => {
    const { id } = await acme();
    seen = vendor.received.length;
    const draft = await Draft.begin(admin, { tokenId: id });
    const moved = { tokenUrl: 'https://login.evil.example/token' };
    expect((await draft.change({ fields: moved })).status).toBe(422);
    await draft.fill({ ...moved, clientSecret: 'typed-for-it' });
    expect((await draft.getToken()).status).toBe(200);
    expect(toEvil()).toContain(Buffer.from('client:typed-for-it').toString('base64'));
    expect(toEvil()).not.toContain(Buffer.from(`client:${SECRET}`).toString('base64'));
  });

  it('does not come back by a detour over an empty address', async () => {
    const { id } = await acme();
    const draft = await Draft.begin(admin, { tokenId: id });
    await draft.change({ fields: { tokenUrl: '' } });
    expect((await draft.change({ fields: { tokenUrl: 'https://login.evil.example/token' } })).status).toBe(422);
  });

  it('stays with every other change, also with addresses at the same hosts', async () => {
    const { id } = await acme();
    const draft = await Draft.begin(admin, { tokenId: id });
    await draft.change({ name: 'Acme 2', description: 'x' });
    await draft.fill({ baseUrl: 'https://api.acme.example/v2', tokenUrl: 'https://api.acme.example/token' });
    expect((await draft.view()).secretsSet).toContain('clientSecret');
    expect((await draft.getToken()).status).toBe(200);
  });

  it('of a connector of the company is left out where its newest definition allows other hosts', async () => {
    expectStatus(await admin.post('/v1/own-connectors', { definition: ownCrm() }), 201);
    const { id } = await tokenOf('own-crm', 'oauth2', { region: 'eu', clientId: 'client', clientSecret: SECRET });
    const moved = ownCrm({ hosts: ['login.crm.example', 'login.evil.example'] });
    const body = JSON.stringify({ definition: moved });
    const put = { method: 'PUT', body, headers: { 'if-match': '*' } };
    expectStatus(await admin.send('/v1/own-connectors/own-crm', put), 200);
    const draft = await Draft.begin(admin, { tokenId: id });
    expect((await draft.view()).secretsSet).toEqual([]);
    expect(await draft.getToken()).toMatchObject({
      status: 422,
      body: { problems: [{ path: 'fields.clientSecret', code: 'missing' }] },
    });
    await draft.fill({ clientSecret: SECRET });
    expect((await draft.getToken()).status).toBe(200);
  });

  it('leaves a trace at the live token when a draft over it is issued or tested', async () => {
    const { id } = await acme();
    const draft = await Draft.begin(admin, { tokenId: id });
    await draft.getToken();
    await draft.test();
    await eventually(async () => {
      const { body } = await admin.get('/v1/audit-events?limit=200');
      const traces = body.items.filter(({ facts }: Json) => facts?.draft === draft.id);
      const actions = traces.map(({ action }: Json) => action);
      return actions.includes('access-token.draft-issuance') && actions.includes('access-token.draft-test');
    });
  });
});
