import type { Connection } from '../../../src/connectors/contract/connection.js';
import { Secret } from '../../../src/kernel/secret.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { ownCrm } from '../../support/own-crm.js';
import { json, startVendorServer, text, type VendorServer } from '../../support/vendor-server.js';

const FIELDS = { region: 'EU-1', clientId: 'client', clientSecret: 'hush-hush-hush' };
const LOGIN = 'https://login.crm.example';
const TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';

describe('A connector of a company', () => {
  let server: VendorServer;
  let wing: ConnectorsWing;

  beforeEach(async () => {
    server = await startVendorServer();
    wing = await openConnectorsWing({ sandboxHosts: [server.mapping('*.crm.example')] });
  });

  afterEach(async () => {
    await wing.close();
    await server.close();
  });

  function connectionWith(scheme: object): Connection {
    const definition = wing.service.checkOwn(ownCrm({}, { scheme }));
    const name = { connector: 'own-crm', method: 'oauth2', definition };
    return { ...name, values: wing.service.parseFields(name, FIELDS).values };
  }

  it('exchanges a token that is at hand, and presents what it got where the vendor looks for it', async () => {
    const connection = connectionWith({
      kind: 'token-exchange',
      subject: { secret: 'clientSecret', type: TOKEN_TYPE },
      client: { id: '{clientId}', sentIn: 'body' },
      tokenUrl: `${LOGIN}/token`,
      scopes: ['read', 'write'],
      scopeSeparator: ',',
      presented: { header: 'x-crm-token' },
    });
    server.reply(json({ access_token: 'exchanged', issued_token_type: TOKEN_TYPE, token_type: 'Bearer' }));
    const issued = await wing.service.issue(connection);
    expect(Object.fromEntries(new URLSearchParams(server.received[0]?.body))).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: FIELDS.clientSecret,
      subject_token_type: TOKEN_TYPE,
      scope: 'read,write',
      client_id: 'client',
    });
    const credential = wing.service.present({ ...connection, issued });
    await wing.service.send(credential, { method: 'GET', url: '/me' });
    expect(server.received[1]).toMatchObject({
      path: '/eu-1.crm.example/api/me',
      headers: { 'x-crm-token': 'exchanged' },
    });
    expect(server.received[1]?.headers).not.toHaveProperty('authorization');
  });

  it('lets a person consent by OAuth 1.0a, and signs with what was issued', async () => {
    const connection = connectionWith({
      kind: 'signed-consent',
      algorithm: 'HMAC-SHA256',
      realm: '{region}',
      consumer: { key: '{clientId}', secret: 'clientSecret' },
      temporaryUrl: `${LOGIN}/request`,
      authorizeUrl: 'https://people.crm.example/authorize',
      tokenUrl: `${LOGIN}/access`,
      authorizeParams: { lang: 'en' },
    });
    server.reply(text('oauth_token=temp&oauth_token_secret=s&oauth_callback_confirmed=true', 200));
    const { url, temporary, state } = await wing.service.begin(connection, { redirectUri: 'https://us.example/back' });
    expect(url).toBe(`${server.address}/people.crm.example/authorize?lang=en&oauth_token=temp`);
    server.reply(text('oauth_token=lasting&oauth_token_secret=z', 200));
    const grant = {
      code: new Secret('verifier'),
      redirectUri: 'https://us.example/back',
      ...(temporary && { temporary }),
    };
    const issued = await wing.service.issue(connection, grant);
    await wing.service.send(wing.service.present({ ...connection, issued }), { method: 'GET', url: '/me' });
    const signed = server.received.map(({ headers }) => headers.authorization ?? '');
    expect(signed[0]).toContain('oauth_callback="https%3A%2F%2Fus.example%2Fback"');
    expect(signed[1]).toContain('oauth_verifier="verifier"');
    expect(signed[2]).toMatch(/^OAuth realm="EU-1", .*oauth_token="lasting"/);
    expect(state).toBe('temp');
    expect(wing.service.method(connection).renewal).toMatchObject({ issuesRefreshToken: false });
  });
});
