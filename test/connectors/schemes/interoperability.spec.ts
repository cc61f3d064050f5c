import { type ChildProcess, spawn } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newEcKey } from '../../../sandbox/oauth/new-key.js';
import type { Grant } from '../../../src/connectors/contract/connection.js';
import type { IssuedToken } from '../../../src/connectors/contract/issued-token.js';
import type { AuthorizationCodeScheme, ClientCredentialsScheme } from '../../../src/connectors/contract/scheme.js';
import type { SchemeHandler } from '../../../src/connectors/schemes/scheme-handler.js';
import { Schemes } from '../../../src/connectors/schemes/schemes.js';
import { IssuerMetadata } from '../../../src/connectors/wire/token/issuer-metadata.js';
import { SignedTokenEndpoint } from '../../../src/connectors/wire/token/signed-token-endpoint.js';
import { TokenEndpoint } from '../../../src/connectors/wire/token-endpoint.js';
import { VendorConnections } from '../../../src/connectors/wire/vendor-connections.js';
import { VendorHttp } from '../../../src/connectors/wire/vendor-http.js';
import { SystemClock } from '../../../src/kernel/clock.js';
import { Secret } from '../../../src/kernel/secret.js';
import { failureOf } from '../../support/failure-of.js';

const HOST = 'login.vendor.test';
const ISSUER = `https://${HOST}`;
const REDIRECT = 'https://tokens.example.com/oauth/callback';
const SECRET = 'a secret: with 100% + more & so on';
const SCRIPT = fileURLToPath(new URL('../../support/standard-oauth-server.mjs', import.meta.url));
const EC = newEcKey('P-384');

/** The certified server `oidc-provider` plays the vendor: nobody of this house wrote it. */
describe('A standard OAuth server', () => {
  let server: ChildProcess;
  let address: string;
  let connections: VendorConnections;
  let schemes: Schemes;

  beforeAll(async () => {
    const settings = JSON.stringify({ issuer: ISSUER, clients: clients() });
    server = spawn(process.execPath, [SCRIPT, settings], { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
    address = `http://127.0.0.1:${await portOf(server)}/${HOST}`;
    const options = { sandboxHosts: [{ pattern: HOST, address: address.replace(`/${HOST}`, '') }] };
    connections = new VendorConnections(options);
    const clock = new SystemClock();
    const http = new VendorHttp(options, connections);
    const endpoints = [new TokenEndpoint(http, clock), new SignedTokenEndpoint(http, clock)] as const;
    schemes = new Schemes(...endpoints, new IssuerMetadata(http, clock), clock);
  });

  afterAll(async () => {
    await connections.onApplicationShutdown();
    server.kill();
  });

  it.each(['basic-header', 'body'] as const)(
    'issues and renews by consent, with PKCE and the client in the %s',
    async (sentIn) => {
      const issued = await handler(sentIn).issue(await consentTo(handler(sentIn)));
      expect(issued.refreshToken).toBeDefined();
      expect(issued.expiresAt?.getTime()).toBeGreaterThan(Date.now());
      const next = await handler(sentIn, issued).renew();
      expect(next.refreshToken?.equals(issued.refreshToken ?? new Secret(''))).toBe(false);
      expect(next.accessToken.equals(issued.accessToken)).toBe(false);
    },
  );

  it('refuses another verifier, which asks a person to connect again', async () => {
    const grant = await consentTo(handler('body'));
    const failure = await failureOf(handler('body').issue({ ...grant, codeVerifier: new Secret('x'.repeat(43)) }));
    expect(failure).toMatchObject({ remedy: 'reconnect', facts: { vendorCode: 'invalid_grant' } });
  });

  it('refuses a spent refresh token, which asks a person to connect again', async () => {
    const issued = await handler('body').issue(await consentTo(handler('body')));
    await handler('body', issued).renew();
    expect((await failureOf(handler('body', issued).renew())).remedy).toBe('reconnect');
  });

  it('refuses a wrong secret, which asks an admin', async () => {
    const failure = await failureOf(
      handler('basic-header', undefined, 'wrong').issue(await consentTo(handler('body'))),
    );
    expect(failure).toMatchObject({ remedy: 'configure', facts: { vendorCode: 'invalid_client' } });
  });

  it('names itself in the callback, and another issuer is refused before the code is spent', async () => {
    const grant = await consentTo(handler('body'));
    expect(grant.issuer).toBe(ISSUER);
    const failure = await failureOf(handler('body').issue({ ...grant, issuer: 'https://evil.test' }));
    expect(failure.code).toBe('issuer-mismatch');
    expect((await handler('body').issue(grant)).accessToken).toBeDefined();
  });

  it('issues by client credentials with a signed assertion', async () => {
    const scheme: ClientCredentialsScheme = {
      kind: 'client-credentials',
      tokenUrl: () => `${ISSUER}/token`,
      client: () => ({
        id: 'machine',
        sentIn: 'assertion',
        key: {
          algorithm: 'ES384',
          privateKey: new Secret(EC.export({ type: 'pkcs8', format: 'pem' }).toString()),
          keyId: 'key-1',
        },
      }),
      scopes: [],
    };
    const issued = await schemes.handlerOf({ scheme, values: {}, hosts: [HOST] }).issue();
    expect(issued.expiresAt?.getTime()).toBeGreaterThan(Date.now());
  });

  function handler(sentIn: 'basic-header' | 'body', issued?: IssuedToken, secret = SECRET): SchemeHandler {
    const scheme: AuthorizationCodeScheme = {
      kind: 'authorization-code',
      client: () => ({ id: `web-${sentIn}`, secret: new Secret(secret), sentIn }),
      authorizeUrl: () => `${ISSUER}/auth`,
      tokenUrl: () => `${ISSUER}/token`,
      scopes: ['openid'],
      pkce: 'S256',
      redirectUriLabel: 'Redirect URI',
      issuer: () => ISSUER,
    };
    return schemes.handlerOf({ scheme, values: {}, hosts: [HOST], ...(issued && { issued }) });
  }

  /** A person with a browser: signs in, agrees, and is sent back. */
  async function consentTo(starter: SchemeHandler): Promise<Grant> {
    const consent = await starter.begin({ redirectUri: REDIRECT });
    const cookies = new Map<string, string>();
    let next = consent.url;
    let form: string | undefined;
    while (!next.startsWith(REDIRECT)) {
      const response = await fetch(next.replace(ISSUER, address), {
        redirect: 'manual',
        headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      });
      for (const cookie of response.headers.getSetCookie()) remember(cookies, cookie);
      const page = await response.text();
      const location = response.headers.get('location');
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      form = location === null && prompt ? `prompt=${prompt}&login=person&password=any` : undefined;
      next = location ? new URL(location, next).href : (/action="([^"]+)"/.exec(page)?.[1] ?? '');
      if (next === '') throw new Error(`The server showed no way on: ${page.slice(0, 300)}`);
    }
    const callback = new URL(next).searchParams;
    expect(callback.get('state')).toBe(consent.state);
    return {
      code: new Secret(callback.get('code') ?? ''),
      redirectUri: REDIRECT,
      ...(consent.codeVerifier && { codeVerifier: consent.codeVerifier }),
      issuer: callback.get('iss') ?? '',
    };
  }
});

function clients(): readonly object[] {
  const web = (id: string, method: string) => ({
    client_id: id,
    client_secret: SECRET,
    redirect_uris: [REDIRECT],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: method,
  });
  const machine = {
    client_id: 'machine',
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES384',
    jwks: { keys: [{ ...createPublicKey(EC).export({ format: 'jwk' }), kid: 'key-1', use: 'sig', alg: 'ES384' }] },
  };
  return [web('web-basic-header', 'client_secret_basic'), web('web-body', 'client_secret_post'), machine];
}

async function portOf(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('The server has no output.');
  const [line] = await once(server.stdout, 'data');
  const port = /^PORT (\d+)/.exec(String(line))?.[1];
  if (port === undefined) throw new Error(`The server did not start: ${line}`);
  return port;
}

function remember(cookies: Map<string, string>, header: string): void {
  const [pair = '', ...attributes] = header.split(';');
  const [name = '', value = ''] = pair.split('=');
  if (value === '' || attributes.some((attribute) => /expires=Thu, 01 Jan 1970/i.test(attribute))) cookies.delete(name);
  else cookies.set(name, value);
}
