import { PassThrough, Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import oauthSign from 'oauth-sign';
import type { AnswerBody } from '../../../src/connectors/contract/vendor-exchange.js';
import { dropboxConnection, issuedToken, netSuiteConnection, salesforceConnection } from '../../support/connections.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';
import { json, startVendorServer, text, type VendorServer } from '../../support/vendor-server.js';

function textOf(body: AnswerBody): Promise<string> {
  const reader = new PassThrough();
  body.sendTo(reader);
  return readText(reader);
}

const NETSUITE = '1234567-sb1.suitetalk.api.netsuite.com';

describe('A credential at a vendor API', () => {
  let server: VendorServer;
  let wing: ConnectorsWing;

  beforeEach(async () => {
    server = await startVendorServer();
    const hosts = ['*.dropboxapi.com', '*.salesforce.com', '*.netsuite.com'];
    wing = await openConnectorsWing({ sandboxHosts: hosts.map((host) => server.mapping(host)) });
  });

  afterEach(async () => {
    await wing.close();
    await server.close();
  });

  it('is not there before a token was issued', async () => {
    expect((await failureOf(() => wing.service.present(dropboxConnection()))).code).toBe('nothing-issued');
  });

  it('carries base, hosts, account and expiry, and hides its header', () => {
    const expiresAt = new Date('2026-11-20T16:00:00.000Z');
    const credential = wing.service.present(dropboxConnection(issuedToken({ account: 'dbid:1', expiresAt })));
    expect(credential).toMatchObject({
      connector: 'dropbox',
      baseUrl: 'https://api.dropboxapi.com',
      hosts: ['api.dropboxapi.com', 'content.dropboxapi.com'],
      account: 'dbid:1',
      expiresAt,
    });
    expect(JSON.stringify(credential)).not.toContain('Bearer');
  });

  it('goes to the own host of the customer alone once the vendor has named it', async () => {
    const issued = issuedToken({ baseUrl: 'https://acme.my.salesforce.com' });
    const credential = wing.service.present(salesforceConnection(issued));
    expect(credential.hosts).toEqual(['login.salesforce.com', 'acme.my.salesforce.com']);
    const elsewhere = wing.service.send(credential, { method: 'GET', url: 'https://evil.my.salesforce.com/' });
    expect((await failureOf(elsewhere)).code).toBe('host-refused');
  });

  it('is applied to relative and absolute addresses', async () => {
    const credential = wing.service.present(dropboxConnection(issuedToken()));
    await wing.service.send(credential, { method: 'post', url: '/2/files/list_folder', body: '{}' });
    await wing.service.send(credential, { method: 'POST', url: 'https://content.dropboxapi.com/2/files/upload' });
    expect(server.received).toMatchObject([
      { method: 'POST', path: '/api.dropboxapi.com/2/files/list_folder', headers: { authorization: 'Bearer at' } },
      { path: '/content.dropboxapi.com/2/files/upload', headers: { authorization: 'Bearer at' } },
    ]);
  });

  it.each(['https://evil.test/', '//evil.test/', 'javascript:alert(1)', 'https://www.dropbox.com/'])(
    'never goes to %s',
    async (url) => {
      const credential = wing.service.present(dropboxConnection(issuedToken()));
      await wing.service
        .send(credential, { method: 'GET', url })
        .catch((error) => expect(error.code).toBe('host-refused'));
      expect(server.received.filter(({ path }) => !path.startsWith('/api.dropboxapi.com/'))).toEqual([]);
    },
  );

  it.each([
    [
      'Dropbox, expired',
      dropboxConnection(issuedToken()),
      json({ error: { '.tag': 'expired_access_token' } }, 401),
      true,
    ],
    ['Dropbox, scope', dropboxConnection(issuedToken()), json({ error: { '.tag': 'missing_scope' } }, 401), false],
    ['Dropbox, odd body', dropboxConnection(issuedToken()), text('what', 401), true],
    [
      'Salesforce, session',
      salesforceConnection(issuedToken()),
      json([{ errorCode: 'INVALID_SESSION_ID' }], 401),
      true,
    ],
    [
      'Salesforce, quota',
      salesforceConnection(issuedToken()),
      json([{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }], 403),
      false,
    ],
    ['NetSuite', netSuiteConnection(), json({ 'o:errorDetails': [{ 'o:errorCode': 'INVALID_LOGIN' }] }, 401), false],
  ])('tells whether a refusal means a spent token: %s', async (...[_who, connection, reply, expected]) => {
    server.reply(reply);
    const credential = wing.service.present(connection);
    const sent = await wing.service.send(credential, { method: 'GET', url: '/x' });
    expect(sent.meansExpired).toBe(expected);
    const streamed = await wing.service.stream(credential, { method: 'GET', url: '/x' });
    expect(streamed.meansExpired).toBe(expected);
    expect(await textOf(streamed.body)).toBe(sent.body.toString());
  });

  it('streams a long refusal whole after looking at its start', async () => {
    const long = 'x'.repeat(300_000);
    server.reply(text(long, 404));
    const credential = wing.service.present(dropboxConnection(issuedToken()));
    const streamed = await wing.service.stream(credential, { method: 'GET', url: '/x' });
    expect(await textOf(streamed.body)).toBe(long);
  });

  describe('that signs', () => {
    it('is accepted by a verifier of another library, query and form included', async () => {
      const credential = wing.service.present(netSuiteConnection());
      await wing.service.send(credential, {
        method: 'POST',
        url: '/query/v1/suiteql?limit=10&q=a%20b%2Bc=d',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
        body: 'x=1+2&y=',
      });
      const header = headerOf(0);
      expect(header.realm).toBe('1234567_SB1');
      const { realm: _realm, oauth_signature, ...oauth } = header;
      const parameters = { ...oauth, limit: '10', q: 'a b+c=d', x: '1 2', y: '' };
      const base = `https://${NETSUITE}/services/rest/query/v1/suiteql`;
      expect(oauthSign.hmacsign256('POST', base, parameters, 'cs', 'ts')).toBe(oauth_signature);
    });

    it('signs anew for each request and each redirect', async () => {
      const replies: string[] = [`https://${NETSUITE}/services/rest/next?page=2`];
      server.reply((response) => {
        const location = replies.pop();
        response.writeHead(location ? 302 : 200, location ? { location } : {}).end('{}');
      });
      await wing.service.send(wing.service.present(netSuiteConnection()), { method: 'GET', url: '/first' });
      const [first, second] = [headerOf(0), headerOf(1)];
      expect(first.oauth_nonce).not.toBe(second.oauth_nonce);
      expect(first.oauth_nonce).toMatch(/^[A-Za-z0-9]{6,64}$/);
      const { realm: _realm, oauth_signature, ...oauth } = second;
      const base = `https://${NETSUITE}/services/rest/next`;
      expect(oauthSign.hmacsign256('GET', base, { ...oauth, page: '2' }, 'cs', 'ts')).toBe(oauth_signature);
    });

    it('leaves a JSON body out of the signature', async () => {
      const credential = wing.service.present(netSuiteConnection());
      await wing.service.send(credential, {
        method: 'POST',
        url: '/x',
        headers: { 'content-type': 'application/json' },
        body: 'a=1',
      });
      const { realm: _realm, oauth_signature, ...oauth } = headerOf(0);
      expect(oauthSign.hmacsign256('POST', `https://${NETSUITE}/services/rest/x`, oauth, 'cs', 'ts')).toBe(
        oauth_signature,
      );
    });

    it('signs for no other host', async () => {
      const credential = wing.service.present(netSuiteConnection());
      if (credential.kind !== 'signing') throw new Error('NetSuite signs.');
      const failure = await failureOf(() =>
        credential.sign({ method: 'GET', url: 'https://7654321.suitetalk.api.netsuite.com/' }),
      );
      expect(failure.code).toBe('host-refused');
    });

    it('refuses a streamed form, which it would have to read first', async () => {
      const sending = wing.service.stream(wing.service.present(netSuiteConnection()), {
        method: 'POST',
        url: '/x',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: Readable.from(['a=1']),
      });
      expect((await failureOf(sending)).code).toBe('request-not-signable');
    });
  });

  function headerOf(index: number): Record<string, string> {
    const header = server.received[index]?.headers.authorization ?? '';
    const pairs = [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      decodeURIComponent(value),
    ]);
    return Object.fromEntries(pairs);
  }
});
