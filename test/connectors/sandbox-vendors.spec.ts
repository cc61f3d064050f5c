import { netsuiteAccounts } from '../../sandbox/netsuite/accounts.js';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.js';
import { sandboxAccounts } from '../../sandbox/vendors.js';
import type { Connection } from '../../src/connectors/contract/connection.js';
import { Secret } from '../../src/kernel/secret.js';
import { hostMapping } from '../../src/kernel/setting.js';
import { type ConnectorsWing, openConnectorsWing } from '../support/connectors-wing.js';
import { failureOf } from '../support/failure-of.js';

const REDIRECT = 'http://localhost:3000/oauth/callback';

/** The four seed stories against stand-ins that share no code with the product. */
describe('A connection to each seed vendor', () => {
  let sandbox: Sandbox;
  let wing: ConnectorsWing;

  beforeAll(async () => {
    sandbox = await startSandbox();
    wing = await openConnectorsWing({ sandboxHosts: hostMapping(sandbox.hosts) });
  });

  beforeEach(() => wing.clock.advance(Date.now() - wing.clock.now().getTime()));

  afterAll(async () => {
    await wing.close();
    await sandbox.close();
  });

  it('Dropbox: consent, test, renewal, a file there and back', async () => {
    const { app, users } = sandboxAccounts.dropbox;
    const connection = await consented(typed('dropbox', 'oauth2', { appKey: app.id, appSecret: app.secret }));
    expect((await wing.service.test(connection)).account).toBe(users[0].email);
    const renewed = { ...connection, issued: await wing.service.renew(connection) };
    expect(renewed.issued.refreshToken?.reveal('test')).toBe(connection.issued?.refreshToken?.reveal('test'));
    const credential = wing.service.present(renewed);
    const path = '/Zusammenfassung – 日本.txt';
    await wing.service.runAction(credential, 'dropbox.uploadFile', { path, content: 'grüße' });
    const output = await wing.service.runAction(credential, 'dropbox.readTextFile', { path });
    expect(output).toMatchObject({ content: 'grüße' });
    const listing = await wing.service.runAction(credential, 'dropbox.listFolder', { path: '/' });
    expect(JSON.stringify(listing)).toContain('Zusammenfassung');
  });

  it('Salesforce: consent, test, renewal, a record and a query', async () => {
    const { externalClientApp: app } = sandboxAccounts.salesforce;
    const fields = { environment: 'production', consumerKey: app.id, consumerSecret: app.secret };
    const connection = await consented(typed('salesforce', 'oauth2', fields));
    expect(connection.issued?.baseUrl).toMatch(/\.my\.salesforce\.com$/);
    expect((await wing.service.test(connection)).account).toContain('@');
    const credential = wing.service.present({ ...connection, issued: await wing.service.renew(connection) });
    await wing.service.runAction(credential, 'salesforce.createRecord', {
      object: 'Contact',
      record: { LastName: 'Hopper' },
    });
    const soql = "SELECT Id, LastName FROM Contact WHERE LastName = 'Hopper'";
    expect(await wing.service.runAction(credential, 'salesforce.query', { soql })).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ LastName: 'Hopper' })]),
    });
  });

  it('NetSuite: test, a record with its id, and a query, each signed', async () => {
    const { integration, token } = netsuiteAccounts.sandbox;
    const connection = typed('netsuite', 'token-based', {
      environment: 'sandbox',
      consumerKey: integration.consumerKey,
      consumerSecret: integration.consumerSecret,
      tokenId: token.tokenId,
      tokenSecret: token.tokenSecret,
      accountId: '1234567_sb1',
    });
    expect((await wing.service.test(connection)).account).toBe('1234567_SB1');
    const credential = wing.service.present(connection);
    const record = { companyName: 'Clinic & Sons' };
    const created = await wing.service.runAction(credential, 'netsuite.createRecord', { type: 'customer', record });
    const { id } = created as { id: string };
    const read = await wing.service.runAction(credential, 'netsuite.getRecord', { type: 'customer', id });
    expect(read).toMatchObject({ id, companyName: 'Clinic & Sons' });
    const query = 'SELECT id FROM customer';
    const rows = await wing.service.runAction(credential, 'netsuite.suiteql', { query });
    expect(rows).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ id })]) });
  });

  it('NetSuite: a wrong secret is for an admin', async () => {
    const { integration, token } = netsuiteAccounts.production;
    const connection = typed('netsuite', 'token-based', {
      ...integration,
      ...token,
      tokenSecret: 'wrong',
      accountId: '1234567',
    });
    expect((await failureOf(wing.service.test(connection))).remedy).toBe('configure');
  });

  it('Redox with key and secret: exchange, renewal, a message', async () => {
    const { legacyKey, destination } = sandboxAccounts.redox;
    const connection = typed('redox', 'api-key', { apiKey: legacyKey.apiKey, secret: legacyKey.secret });
    await wing.service.test(connection);
    const issued = await wing.service.issue(connection);
    const renewed = { ...connection, issued: await wing.service.renew({ ...connection, issued }) };
    const sent = await wing.service.runAction(wing.service.present(renewed), 'redox.sendMessage', {
      dataModel: 'PatientAdmin',
      eventType: 'NewPatient',
      body: { Patient: { Identifiers: [{ ID: '1', IDType: 'MR' }], Demographics: { FirstName: 'A', LastName: 'B' } } },
      destinations: [destination],
    });
    expect(sent).toMatchObject({ Meta: expect.objectContaining({ Logs: expect.any(Array) }) });
  });

  it('Redox with a signed assertion: exchange and test', async () => {
    const { oauthKey, privateKeyPem, privateJwk } = sandboxAccounts.redox;
    const fields = { clientId: oauthKey.clientId, keyId: privateJwk.kid, privateKey: privateKeyPem };
    const connection = typed('redox', 'oauth-api-key', fields);
    await wing.service.test(connection);
    const issued = await wing.service.issue(connection);
    expect((issued.expiresAt?.getTime() ?? 0) - issued.issuedAt.getTime()).toBe(300_000);
  });

  function typed(connector: string, method: string, fields: Readonly<Record<string, unknown>>): Connection {
    const known = Object.keys(wing.service.method({ connector, method }).fields);
    const input = Object.fromEntries(Object.entries(fields).filter(([key]) => known.includes(key)));
    return { connector, method, values: wing.service.parseFields({ connector, method }, input).values };
  }

  /** A person opens the consent page and presses Allow. */
  async function consented(connection: Connection): Promise<Connection> {
    const consent = await wing.service.begin(connection, { redirectUri: REDIRECT });
    const page = await (await fetch(consent.url)).text();
    const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const answer = await fetch(consent.url.split('?')[0] ?? '', {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ticket, decision: 'allow' }),
    });
    const callback = new URL(answer.headers.get('location') ?? 'about:blank').searchParams;
    expect(callback.get('state')).toBe(consent.state);
    const grant = {
      code: new Secret(callback.get('code') ?? ''),
      redirectUri: REDIRECT,
      ...(consent.codeVerifier && { codeVerifier: consent.codeVerifier }),
    };
    return { ...connection, issued: await wing.service.issue(connection, grant) };
  }
});
