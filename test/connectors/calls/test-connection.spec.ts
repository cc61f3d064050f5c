import {
  dropboxConnection,
  issuedToken,
  netSuiteConnection,
  redoxKeyConnection,
  salesforceConnection,
} from '../../support/connections.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';
import { json, loseAnswer, startVendorServer, text, type VendorServer } from '../../support/vendor-server.js';

describe('Test Connection', () => {
  let server: VendorServer;
  let wing: ConnectorsWing;

  beforeEach(async () => {
    server = await startVendorServer();
    const hosts = ['*.dropboxapi.com', '*.salesforce.com', '*.netsuite.com', '*.redoxengine.com'];
    wing = await openConnectorsWing({ sandboxHosts: hosts.map((host) => server.mapping(host)) });
  });

  afterEach(async () => {
    await wing.close();
    await server.close();
  });

  it.each([
    [
      'Dropbox',
      dropboxConnection(issuedToken()),
      json({ email: 'a@b.example', name: { display_name: 'A' } }),
      '/api.dropboxapi.com/2/users/get_current_account',
      'a@b.example',
    ],
    [
      'Salesforce',
      salesforceConnection(issuedToken({ baseUrl: 'https://acme.my.salesforce.com' })),
      json({ preferred_username: 'admin@acme.example' }),
      '/acme.my.salesforce.com/services/oauth2/userinfo',
      'admin@acme.example',
    ],
    [
      'NetSuite',
      netSuiteConnection('1234567-sb1'),
      json({ serverTime: '2026-11-20T12:00:00.000Z' }),
      '/1234567-sb1.suitetalk.api.netsuite.com/services/rest/system/v1/serverTime',
      '1234567_SB1',
    ],
    [
      'Redox',
      redoxKeyConnection(),
      json({ accessToken: 'at', expires: '2026-11-21T12:00:00.000Z', refreshToken: 'rt' }),
      '/api.redoxengine.com/auth/authenticate',
      'API key ending in 1234',
    ],
  ])('of %s says who answered', async (...[_who, connection, reply, path, account]) => {
    server.reply(reply);
    expect(await wing.service.test(connection)).toEqual({ account, at: wing.clock.now() });
    expect(server.received.map((request) => request.path)).toEqual([path]);
  });

  it('has no account to show when the vendor sends none', async () => {
    server.reply(text('fine', 200));
    expect(await wing.service.test(dropboxConnection(issuedToken()))).toEqual({ at: wing.clock.now() });
  });

  it.each([
    ['a refusal', json({ 'o:errorDetails': [{ 'o:errorCode': 'INVALID_LOGIN' }] }, 401), 'configure'],
    ['a lost answer', loseAnswer, 'wait'],
    ['trouble', text('', 503), 'wait'],
  ])(
    'asks once, and never again after %s, because NetSuite locks after five failures',
    async (_what, reply, remedy) => {
      server.reply(reply);
      expect((await failureOf(wing.service.test(netSuiteConnection()))).remedy).toBe(remedy);
      expect(server.received).toHaveLength(1);
    },
  );

  it('says where the reason stands that NetSuite keeps to itself', async () => {
    server.reply(
      json({ 'o:errorDetails': [{ 'o:errorCode': 'INVALID_LOGIN', detail: 'Invalid login attempt.' }] }, 401),
    );
    const { message } = await failureOf(wing.service.test(netSuiteConnection()));
    expect(message).toMatch(/Invalid login attempt\. The reason stands in .*Login Audit Trail/);
  });

  it('says when only the issued token is spent', async () => {
    server.reply(json({ error: { '.tag': 'expired_access_token' } }, 401));
    const failure = await failureOf(wing.service.test(dropboxConnection(issuedToken())));
    expect(failure).toMatchObject({ code: 'api-refused', remedy: 'reconnect', facts: { expired: true } });
  });
});
