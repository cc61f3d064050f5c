import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { redoxAccounts } from '../../../sandbox/redox/accounts.js';
import { TokenSafe } from '../../../src/modules/tokens/token-safe.js';
import { type ApiClient, operatorOf, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectRedox, DROPBOX_FIELDS } from '../../support/story/connected-tokens.js';
import { Draft, expectStatus } from '../../support/story/drafts.js';
import { ANY, createDeclaringApp } from '../../support/story/journey.js';
import { Latchkey, REDIRECT_URI } from '../../support/story/latchkey.js';
import { rowOf } from '../../support/story/rows.js';
import { spellingsOf, TerminalWatch, wholeDatabase, wholeFolder } from '../../support/story/traces.js';

const VISIBLE = 'visible-marker-of-the-description';
const canary = (name: string) => `canary-${name}-0f1e2d3c4b5a69788796a5b4c3d2e1f0`;
const REDOX = { apiKey: 'redox-key-with-canary', secret: canary('redox-secret') };
const NETSUITE = {
  consumerKey: 'netsuite-key-with-canary',
  consumerSecret: canary('consumer-secret'),
  tokenId: 'netsuite-token-with-canary',
  tokenSecret: canary('token-secret'),
};
const DROPBOX = { id: 'dropbox-app-with-canary', secret: canary('app-secret') };
const WRONG = canary('wrong-secret');

describe.each(engines)('A secret on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let terminal: TerminalWatch;
  let tenant: TestTenant;
  let admin: ApiClient;
  let leaks: readonly string[];
  const heard: string[] = [];
  beforeAll(async () => {
    terminal = new TerminalWatch();
    latchkey = await Latchkey.start(createDatabase, { LATCHKEY_LOG_LEVEL: 'verbose' });
    await latchkey.vendors.register('redox', REDOX);
    await latchkey.vendors.register('netsuite', { ...NETSUITE, account: '1234567' });
    await latchkey.vendors.register('dropbox', { ...DROPBOX, redirectUris: [REDIRECT_URI] });
    tenant = await latchkey.createTenant();
    admin = tenant.admin;
    const issued = await liveALife();
    const secrets = [REDOX.secret, NETSUITE.consumerSecret, NETSUITE.tokenSecret, DROPBOX.secret, WRONG];
    const keyLine = redoxAccounts.privateKeyPem.split('\n')[5] ?? '';
    leaks = [...secrets, ...issued, keyLine].flatMap(spellingsOf);
    expect(keyLine).toHaveLength(64);
  });
  afterAll(async () => {
    terminal.letGo();
    await latchkey.close();
  });

  /** Every kind of token, connected, used, renewed, changed and failed; answers what the vendors issued. */
  async function liveALife(): Promise<string[]> {
    const names = ['Redox', 'NetSuite', 'Dropbox', 'Signed'];
    const appId = await createDeclaringApp(tenant, 'Clinic', names);
    const redox = await connectRedox(admin, { name: 'Redox', description: VISIBLE, fields: REDOX });
    const netSuite = await Draft.begin(admin, {
      connector: 'netsuite',
      method: 'token-based',
      name: 'NetSuite',
      fields: { ...NETSUITE, environment: 'production', accountId: '1234567' },
    });
    expectStatus(await netSuite.test(), 200);
    await netSuite.finish();
    const dropboxFields = { appKey: DROPBOX.id, appSecret: DROPBOX.secret };
    const dropbox = await Draft.begin(admin, { connector: 'dropbox', name: 'Dropbox', fields: dropboxFields });
    const browser = latchkey.browser();
    heard.push((await dropbox.connect(browser)).html);
    const dropboxToken = await dropbox.finish();
    const signed = await Draft.begin(admin, { connector: 'redox', method: 'oauth-api-key', name: 'Signed' });
    const { clientId } = redoxAccounts.oauthKey;
    const privateKey = redoxAccounts.privateKeyPem;
    await signed.fill({ clientId, keyId: redoxAccounts.privateJwk.kid, algorithm: 'RS384', privateKey });
    expectStatus(await signed.getToken(), 200);
    await signed.finish();
    await fail(redox.id);
    for (const name of names) expectStatus(await admin.post('/v1/resolutions', { name, appId }), 200);
    expectStatus(await admin.post(`/v1/access-tokens/${redox.id}/renewal`, {}), 200);
    return [...(await issuedOf(redox.id)), ...(await issuedOf(dropboxToken.id))];
  }

  /** What goes wrong, with what is said about it. */
  async function fail(redoxId: string): Promise<void> {
    const draft = await Draft.begin(admin, { tokenId: redoxId });
    const answers = [
      await draft.change({ fields: { secret: WRONG, apiKey: 7 } }),
      await draft.change({ fields: { secret: `${WRONG}\u0007` } }),
      await draft.change({ fields: { secret: [WRONG] } }),
      await draft.change({ fields: { [WRONG.slice(0, 5)]: WRONG } }),
      await draft.change({ fields: { secret: WRONG } }),
      await draft.getToken(),
      await admin.send('/v1/drafts', { method: 'POST', body: `{"connector":"redox","fields":{"secret":"${WRONG}"` }),
      await admin.post('/v1/drafts', { connector: 'redox', secret: WRONG }),
      await admin.patch(`/v1/access-tokens/${redoxId}`, { secret: WRONG }, ANY),
    ];
    const dropbox = await Draft.begin(admin, { connector: 'dropbox', fields: { ...DROPBOX_FIELDS, appSecret: WRONG } });
    heard.push((await dropbox.connect(latchkey.browser())).html);
    await latchkey.vendors.mood('redox', { kind: 'refuses', endpoint: 'refreshToken', error: 'x', status: 500 });
    answers.push(await admin.post(`/v1/access-tokens/${redoxId}/renewal`, {}));
    await latchkey.vendors.mood('redox');
    expect(answers.filter(({ status }) => status >= 400)).toHaveLength(answers.length - 1);
    heard.push(...answers.map(({ body }) => JSON.stringify(body)));
  }

  async function issuedOf(tokenId: string): Promise<string[]> {
    const { issued } = await latchkey.app.nest.get(TokenSafe).open(await rowOf(latchkey.app, tokenId));
    const values = [issued?.accessToken, issued?.refreshToken].map((secret) => secret?.reveal('to search for it'));
    return values.filter((value) => value !== undefined);
  }

  function expectNoLeak(text: string): void {
    expect(text.length).toBeGreaterThan(100);
    expect(leaks.filter((leak) => text.includes(leak))).toEqual([]);
  }

  it('is in no error, in no page, and in no answer to a change', () => {
    expectNoLeak(heard.join('\n'));
  });

  it('is in no answer of any GET endpoint', async () => {
    const [tokens, drafts] = [await admin.get('/v1/access-tokens'), await admin.get('/v1/drafts')];
    const paths = [
      '/v1/tenant',
      '/v1/apps',
      '/v1/keys',
      '/v1/connectors',
      '/v1/audit-events?limit=100',
      '/openapi.json',
    ];
    for (const { id } of tokens.body.items) {
      paths.push(...['', '/uses', '/renewals'].map((part) => `/v1/access-tokens/${id}${part}`));
    }
    for (const { id } of drafts.body.items) paths.push(`/v1/drafts/${id}`);
    for (const key of ['redox', 'dropbox', 'netsuite', 'salesforce']) paths.push(`/v1/connectors/${key}`);
    const answers = await Promise.all(paths.map((path) => admin.get(path)));
    const operator = operatorOf(latchkey.app);
    answers.push(tokens, drafts, await operator.get('/v1/tenants'), await operator.get('/v1/audit-events'));
    for (const { status } of answers) expect(status).toBe(200);
    const text = answers.map(({ body, headers }) => JSON.stringify([body, [...headers]])).join('\n');
    expect(text).toContain(VISIBLE);
    expectNoLeak(text);
  });

  it('is in no column of any table', async () => {
    // Buffered audit events and uses are written at the end.
    await latchkey.restart();
    const text = await wholeDatabase(latchkey.app);
    expect(text).toContain(VISIBLE);
    expectNoLeak(text);
  });

  it('is in no byte of the data folder', () => {
    const folder = latchkey.database.environment.LATCHKEY_DATA ?? '';
    const bytes = wholeFolder(folder);
    if (latchkey.database.environment.DATABASE_URL === undefined) expect(bytes).toContain(VISIBLE);
    expect(leaks.filter((leak) => bytes.includes(leak))).toEqual([]);
  });

  it('is in no line of the log', () => {
    expect(terminal.text).toContain('token-refused');
    expectNoLeak(terminal.text);
  });
});
