import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { AccessToken } from '../../../src/modules/tokens/access-token.entity.js';
import { type ApiClient, createCaller, createTenant, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { ownCrm } from '../../support/own-crm.js';
import { Draft } from '../../support/story/drafts.js';
import { ANY, createDeclaringApp } from '../../support/story/journey.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';

const PATH = '/v1/own-connectors';
const FIELDS = { region: 'EU-1', clientId: 'client', clientSecret: 'hush-hush-hush' };

describe.each(engines)('Connectors of a company on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let vendor: VendorServer;
  let tenant: TestTenant;
  let admin: ApiClient;
  let runner: ApiClient;

  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    const environment = { LATCHKEY_SANDBOX_HOSTS: `*.crm.example=${vendor.address}`, LATCHKEY_LOG_LEVEL: 'fatal' };
    app = await startApp({ database, environment });
    tenant = await createTenant(app);
    ({ admin } = tenant);
    const appId = await createDeclaringApp(tenant, 'Sales', ['CRM']);
    runner = await createCaller(admin, { rights: ['run'], appId });
    vendor.reply((response, request) => {
      const isToken = request.path.includes('/token/');
      json(isToken ? { access_token: 'issued-by-crm', expires_in: 3600 } : { name: 'Ada' })(response, request);
    });
    expect((await admin.post(PATH, { definition: ownCrm() })).status).toBe(201);
  });

  afterAll(async () => {
    await app.close();
    await Promise.all([vendor.close(), database.drop()]);
  });

  async function connect(): Promise<Draft> {
    const draft = await Draft.begin(admin, { connector: 'own-crm', name: 'CRM', fields: FIELDS });
    expect((await draft.getToken()).body).toMatchObject({ outcome: 'issued' });
    return draft;
  }

  it('are listed and described beside those of the house', async () => {
    const { body } = await admin.get('/v1/connectors?q=crm+of+the');
    expect(body.items).toMatchObject([{ key: 'own-crm', title: 'CRM of the company' }]);
    const described = await admin.get('/v1/connectors/own-crm');
    expect(described.body.methods[0]).toMatchObject({
      key: 'oauth2',
      scheme: 'client-credentials',
      issuance: 'exchange',
    });
    expect(described.body.actions.map(({ key }: { key: string }) => key)).toEqual(['get', 'send']);
  });

  it('serve drafts, tests, tokens, resolutions, the proxy and actions like any other', async () => {
    const draft = await connect();
    expect((await draft.test()).body).toMatchObject({ account: 'Ada' });
    await draft.finish();
    const { body } = await runner.post('/v1/resolutions', { name: 'CRM' });
    expect(body.credential).toEqual({
      kind: 'headers',
      baseUrl: 'https://eu-1.crm.example/api',
      hosts: ['login.crm.example', 'eu-1.crm.example'],
      headers: { authorization: 'Bearer issued-by-crm' },
      defaultHeaders: { 'x-region': 'EU-1' },
      expiresAt: expect.any(String),
    });
    expect((await runner.get('/v1/proxy/CRM/contacts?q=a')).body).toEqual({ name: 'Ada' });
    const sent = vendor.received.at(-1);
    expect(sent?.path).toBe('/eu-1.crm.example/api/contacts?q=a');
    expect(sent?.headers).toMatchObject({ authorization: 'Bearer issued-by-crm', 'x-region': 'EU-1' });
    const token = vendor.received.find(({ path }) => path === '/login.crm.example/token/EU-1');
    expect(token?.headers.authorization).toBe(`Basic ${Buffer.from('client:hush-hush-hush').toString('base64')}`);
    expect(token?.body).toBe('grant_type=client_credentials&scope=read');
  });

  it('go to no host beyond their own', async () => {
    const before = vendor.received.length;
    const refused = await runner.get('/v1/proxy/CRM/x', { 'latchkey-host': 'us-1.crm.example' });
    expect(refused.body.code).toBe('host-refused');
    expect(vendor.received).toHaveLength(before);
  });

  it('leave a token as it is when they change, until its values are proved anew', async () => {
    const { body: list } = await admin.get('/v1/access-tokens?search=CRM');
    const [{ id }] = list.items;
    const moved = ownCrm({}, { headers: { 'x-region': 'new' } });
    expect((await admin.send(`${PATH}/own-crm`, put({ definition: moved }, ANY))).status).toBe(200);
    const unmoved = await runner.post('/v1/resolutions', { name: 'CRM' });
    expect(unmoved.body.credential.defaultHeaders).toEqual({ 'x-region': 'EU-1' });
    const draft = await Draft.begin(admin, { tokenId: id });
    await draft.getToken();
    await draft.finish();
    const swapped = await runner.post('/v1/resolutions', { name: 'CRM' });
    expect(swapped.body.credential.defaultHeaders).toEqual({ 'x-region': 'new' });
    expect(swapped.body.token.generation).toBeGreaterThan(unmoved.body.token.generation);
  });

  it('are recorded in the audit and told as events, without a secret', async () => {
    const { body: audit } = await admin.get('/v1/audit-events?limit=200');
    const actions = audit.items.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(expect.arrayContaining(['own-connector.created', 'own-connector.changed']));
    const told = () => admin.get('/v1/events?type=own-connector.changed');
    await eventually(async () => (await told()).body.items.length >= 2);
    const { body: events } = await told();
    expect(JSON.stringify([audit, events])).not.toContain('hush-hush');
  });

  it('do not exist for another tenant', async () => {
    const stranger = (await createTenant(app)).admin;
    const answers = [
      await stranger.get(`${PATH}/own-crm`),
      await stranger.get('/v1/connectors/own-crm'),
      await stranger.post('/v1/drafts', { connector: 'own-crm' }),
      await stranger.delete(`${PATH}/own-crm`, ANY),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await stranger.get(PATH)).body.items).toEqual([]);
  });

  it('are changed only by who manages the tenant, and only by who has seen them', async () => {
    const designer = await createCaller(admin, { rights: ['manage-global-tokens'] });
    expect((await designer.get(`${PATH}/own-crm`)).status).toBe(200);
    const tries = [
      await designer.post(PATH, { definition: ownCrm({ key: 'own-other' }) }),
      await designer.send(`${PATH}/own-crm`, put({ definition: ownCrm() }, ANY)),
      await designer.delete(`${PATH}/own-crm`, ANY),
    ];
    expect(tries.map(({ status, body }) => [status, body.code])).toEqual(tries.map(() => [403, 'right-missing']));
    const unseen = await admin.send(`${PATH}/own-crm`, put({ definition: ownCrm() }, { 'if-match': '"1"' }));
    expect(unseen.body.code).toBe('precondition-failed');
    const taken = await admin.post(PATH, { definition: ownCrm() });
    expect(taken.body.code).toBe('own-connector-taken');
    const renamed = await admin.send(`${PATH}/own-crm`, put({ definition: ownCrm({ key: 'own-b' }) }, ANY));
    expect(renamed.body.code).toBe('own-connector-key-fixed');
  });

  it('say every problem of a definition with its place', async () => {
    const wrong = ownCrm({ hosts: ['login.crm.example', 'not a host'] }, { baseUrl: 'https://{clientId}.crm.example' });
    const { status, body } = await admin.post(PATH, { definition: { ...wrong, key: 'own-wrong' } });
    expect([status, body.code]).toEqual([422, 'own-connector-invalid']);
    expect(body.problems.map(({ path }: { path: string }) => path)).toEqual(['hosts.1', 'methods.0.baseUrl']);
  });

  it('keep their tokens shut when somebody alters a definition in the database', async () => {
    const database = app.nest.get(Database);
    const token = await database.reader.findOneByOrFail(AccessToken, { tenantId: tenant.id, name: 'CRM' });
    const astray = JSON.parse(JSON.stringify(token.definition).replaceAll('{region}.crm.example', 'evil.crm.example'));
    await database.write((manager) => manager.update(AccessToken, { id: token.id }, { definition: astray }));
    const refused = await runner.post('/v1/resolutions', { name: 'CRM' });
    expect([refused.status, refused.body.code]).toEqual([500, 'sealed-value-refused']);
    await database.write((manager) => manager.update(AccessToken, { id: token.id }, { definition: token.definition }));
    expect((await runner.post('/v1/resolutions', { name: 'CRM' })).status).toBe(200);
  });

  it('are not removed unawares while tokens stand on them, which go on when they are', async () => {
    const { items } = (await admin.get('/v1/access-tokens?search=CRM')).body;
    const guarded = await admin.delete(`${PATH}/own-crm`, ANY);
    expect([guarded.status, guarded.body.code]).toEqual([409, 'own-connector-in-use']);
    expect(guarded.body.tokens).toEqual(items.map(({ id, name }: { id: string; name: string }) => ({ id, name })));
    expect((await admin.delete(`${PATH}/own-crm?force=perhaps`, ANY)).status).toBe(400);
    expect((await admin.get(`${PATH}/own-crm`)).status).toBe(200);
    expect((await admin.delete(`${PATH}/own-crm?force=true`, ANY)).status).toBe(204);
    expect((await runner.post('/v1/resolutions', { name: 'CRM' })).status).toBe(200);
    expect((await admin.post('/v1/drafts', { connector: 'own-crm' })).status).toBe(404);
  });
});

function put(body: unknown, headers: Record<string, string>) {
  return { method: 'PUT', body: JSON.stringify(body), headers };
}
