import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { newEcKey, newRsaKey } from '../../../sandbox/oauth/new-key.js';
import type { Connection } from '../../../src/connectors/contract/connection.js';
import { Secret } from '../../../src/kernel/secret.js';
import { dropboxConnection, issuedToken, redoxKeyConnection } from '../../support/connections.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';
import { json, loseAnswer, startVendorServer, text, type VendorServer } from '../../support/vendor-server.js';

const REDIRECT = 'https://tokens.example.com/oauth/callback';
const RSA = newRsaKey(2048);
const EC = newEcKey('P-384');

describe('Issuing and renewing', () => {
  let server: VendorServer;
  let wing: ConnectorsWing;

  beforeEach(async () => {
    server = await startVendorServer();
    const hosts = ['*.dropboxapi.com', 'www.dropbox.com', '*.salesforce.com', '*.redoxengine.com'];
    wing = await openConnectorsWing({ sandboxHosts: hosts.map((host) => server.mapping(host)) });
  });

  afterEach(async () => {
    await wing.close();
    await server.close();
  });

  describe('by consent', () => {
    it('sends the browser with state, PKCE, exact redirect URI and offline access', async () => {
      const consent = await wing.service.begin(dropboxConnection(), { redirectUri: REDIRECT });
      const url = new URL(consent.url);
      expect(`${url.origin}${url.pathname}`).toBe(`${server.address}/www.dropbox.com/oauth2/authorize`);
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        response_type: 'code',
        client_id: 'app-key',
        redirect_uri: REDIRECT,
        state: consent.state,
        code_challenge_method: 'S256',
        token_access_type: 'offline',
      });
      expect(url.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
      expect(consent.codeVerifier?.reveal('test')).toMatch(/^[\w-]{43}$/);
      expect(consent.state).toMatch(/^[\w-]{43}$/);
    });

    it('makes another state and verifier for each consent, and takes a given state', async () => {
      const one = await wing.service.begin(dropboxConnection(), { redirectUri: REDIRECT });
      const other = await wing.service.begin(dropboxConnection(), { redirectUri: REDIRECT });
      expect(one.state).not.toBe(other.state);
      expect(one.codeVerifier?.reveal('test')).not.toBe(other.codeVerifier?.reveal('test'));
      const state = 'a'.repeat(22);
      expect((await wing.service.begin(dropboxConnection(), { redirectUri: REDIRECT, state })).state).toBe(state);
    });

    it.each(['short', 'a'.repeat(1025), `${'a'.repeat(30)}\n`])('refuses an unsafe state', async (state) => {
      const failure = await failureOf(() => wing.service.begin(dropboxConnection(), { redirectUri: REDIRECT, state }));
      expect(failure.code).toBe('state-unsafe');
    });

    it('exchanges the code with its verifier', async () => {
      server.reply(json({ access_token: 'at', refresh_token: 'rt', expires_in: 14400, account_id: 'dbid:1' }));
      const grant = { code: new Secret('the-code'), redirectUri: REDIRECT, codeVerifier: new Secret('v'.repeat(43)) };
      const issued = await wing.service.issue(dropboxConnection(), grant);
      expect(form(0)).toEqual({
        grant_type: 'authorization_code',
        code: 'the-code',
        redirect_uri: REDIRECT,
        code_verifier: 'v'.repeat(43),
      });
      expect(issued).toMatchObject({ account: 'dbid:1', expiresAt: new Date('2026-11-20T16:00:00.000Z') });
    });

    it('needs a grant', async () => {
      expect(await failureOf(wing.service.issue(dropboxConnection()))).toMatchObject({
        code: 'grant-missing',
        remedy: 'reconnect',
      });
    });

    it('keeps the refresh token and everything else that a renewal does not repeat', async () => {
      server.reply(json({ access_token: 'next', expires_in: 14400 }));
      const issued = issuedToken({ account: 'dbid:1', scope: 'files', kept: { uid: '7' } });
      const next = await wing.service.renew(dropboxConnection(issued));
      expect(form(0)).toEqual({ grant_type: 'refresh_token', refresh_token: 'rt' });
      expect(next.refreshToken?.reveal('test')).toBe('rt');
      expect(next).toMatchObject({ account: 'dbid:1', scope: 'files', kept: { uid: '7' } });
    });

    it('takes a new refresh token when the vendor rotates it', async () => {
      server.reply(json({ access_token: 'next', refresh_token: 'rotated' }));
      const next = await wing.service.renew(dropboxConnection(issuedToken()));
      expect(next.refreshToken?.reveal('test')).toBe('rotated');
    });

    it('asks a person when there is no refresh token', async () => {
      const { refreshToken: _gone, ...issued } = issuedToken();
      const failure = await failureOf(wing.service.renew(dropboxConnection(issued)));
      expect(failure).toMatchObject({ code: 'refresh-token-missing', remedy: 'reconnect', facts: { sent: false } });
    });
  });

  describe('by key and secret', () => {
    const ANSWER = { accessToken: 'at', refreshToken: 'rt-2', expires: '2026-11-21T12:00:00.000Z' };

    it('sends both as JSON and reads an instant', async () => {
      server.reply(json(ANSWER));
      const issued = await wing.service.issue(redoxKeyConnection());
      expect(server.received[0]?.path).toBe('/api.redoxengine.com/auth/authenticate');
      expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({ apiKey: 'key-1234', secret: 'hush' });
      expect(issued.expiresAt).toEqual(new Date(ANSWER.expires));
    });

    it('refreshes without the secret', async () => {
      server.reply(json(ANSWER));
      await wing.service.renew(redoxKeyConnection(issuedToken()));
      expect(server.received[0]?.path).toBe('/api.redoxengine.com/auth/refreshToken');
      expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({ apiKey: 'key-1234', refreshToken: 'rt' });
    });

    it('authenticates afresh when the refresh is refused', async () => {
      server.reply((response, request) =>
        (request.path.endsWith('refreshToken') ? text('Unauthorized', 401) : json(ANSWER))(response, request),
      );
      const issued = await wing.service.renew(redoxKeyConnection(issuedToken()));
      expect(issued.accessToken.reveal('test')).toBe('at');
      expect(server.received.map(({ path }) => path.split('/').at(-1))).toEqual(['refreshToken', 'authenticate']);
    });

    it.each([
      ['is in trouble', text('oops', 503), 'token-refused'],
      ['loses the answer', loseAnswer, 'answer-lost'],
    ])('waits when the vendor %s', async (_what, reply, code) => {
      server.reply(reply);
      expect(await failureOf(wing.service.renew(redoxKeyConnection(issuedToken())))).toMatchObject({
        code,
        remedy: 'wait',
      });
      expect(server.received).toHaveLength(1);
    });

    it('sends a plain-text refusal of the key to an admin', async () => {
      server.reply(text('Invalid request', 401));
      expect((await failureOf(wing.service.issue(redoxKeyConnection()))).remedy).toBe('configure');
    });
  });

  describe('by signed assertion', () => {
    it.each([
      ['RS384', RSA.export({ type: 'pkcs8', format: 'pem' }).toString()],
      ['RS384', RSA.export({ type: 'pkcs1', format: 'pem' }).toString()],
      ['RS384', JSON.stringify(RSA.export({ format: 'jwk' }))],
      ['ES384', EC.export({ type: 'pkcs8', format: 'pem' }).toString()],
      ['ES384', EC.export({ type: 'sec1', format: 'pem' }).toString()],
      ['ES384', JSON.stringify(EC.export({ format: 'jwk' }))],
    ])('%s, whatever form the key has', async (algorithm, privateKey) => {
      server.reply(json({ access_token: 'at', expires_in: 300 }));
      await wing.service.issue(redoxOAuth(algorithm, privateKey));
      const assertion = form(0).client_assertion ?? '';
      const key = algorithm === 'RS384' ? RSA : EC;
      const { payload, protectedHeader } = await jwtVerify(assertion, createPublicKey(key), {
        audience: 'https://api.redoxengine.com/v2/auth/token',
        issuer: 'client',
        subject: 'client',
        currentDate: wing.clock.now(),
      });
      expect(protectedHeader).toEqual({ alg: algorithm, kid: 'key-1', typ: 'JWT' });
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
      // A vendor may be some seconds behind us.
      expect(payload).toMatchObject({ iat: wing.clock.now().getTime() / 1000 - 30, nbf: payload.iat });
    });

    it('never uses an assertion twice', async () => {
      server.reply(json({ access_token: 'at', expires_in: 300 }));
      const connection = redoxOAuth('ES384', EC.export({ type: 'pkcs8', format: 'pem' }).toString());
      await wing.service.issue(connection);
      await wing.service.renew({ ...connection, issued: issuedToken() });
      const ids = [form(0), form(1)].map(({ client_assertion: jwt = '' }) => claims(jwt).jti);
      expect(new Set(ids).size).toBe(2);
    });

    it.each([
      ['of another kind', 'RS384', EC.export({ type: 'pkcs8', format: 'pem' }).toString()],
      ['that is public', 'RS384', createPublicKey(RSA).export({ type: 'spki', format: 'pem' }).toString()],
      ['that is no key', 'RS384', 'canary-no-key'],
      ['that is broken JSON', 'RS384', '{"kty":"canary'],
    ])('a key %s is for an admin, and stays secret', async (_what, algorithm, privateKey) => {
      const failure = await failureOf(wing.service.issue(redoxOAuth(algorithm, privateKey)));
      expect(failure).toMatchObject({ code: 'private-key-unusable', remedy: 'configure', cause: undefined });
      expect(`${failure.message}${JSON.stringify(failure.facts)}`).not.toContain('canary');
      expect(server.received).toEqual([]);
    });
  });

  function form(index: number): Record<string, string> {
    return Object.fromEntries(new URLSearchParams(server.received[index]?.body));
  }
});

function claims(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
}

function redoxOAuth(algorithm: string, privateKey: string): Connection {
  const values = {
    environment: 'development',
    clientId: 'client',
    keyId: 'key-1',
    algorithm,
    privateKey: new Secret(privateKey),
  };
  return { connector: 'redox', method: 'oauth-api-key', values };
}
