import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { oidcAccounts } from '../../../sandbox/oidc/accounts.js';
import type { Connection, Consent } from '../../../src/connectors/contract/connection.js';
import { Secret } from '../../../src/kernel/secret.js';
import { compileSandbox, SandboxProcess } from '../../sandbox/compiled-sandbox.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';

const REDIRECT = 'http://localhost:3000/oauth/callback';
const { issuer, clients } = oidcAccounts;
const API = { baseUrl: `${issuer}/api`, testPath: 'me' };

/** The generic connector against a certified server: nobody of this house wrote the other side. */
describe('The generic OAuth 2.0 connector at a certified provider', () => {
  let sandbox: SandboxProcess;
  let wing: ConnectorsWing;
  let keys: typeof clients;

  beforeAll(async () => {
    compileSandbox();
    sandbox = SandboxProcess.run('--port', '0');
    const address = (await sandbox.ready()).get('OIDC') ?? '';
    const accounts: unknown = await (await fetch(`${address}/_sandbox/accounts`)).json();
    ({ clients: keys } = accounts as typeof oidcAccounts);
    wing = await openConnectorsWing({ sandboxHosts: [{ pattern: new URL(issuer).host, address }] });
    // The assertions of today, as the provider's clock wants them.
    wing.clock.advance(Date.now() - wing.clock.now().getTime());
  });

  afterAll(async () => {
    await wing.close();
    sandbox.child.kill();
    await sandbox.exit;
  });

  function connectionOf(method: string, fields: Record<string, string>): Connection {
    const name = { connector: 'oauth2', method };
    const all = { addresses: 'issuer', issuer, ...API, ...fields };
    return { ...name, values: wing.service.parseFields(name, all).values };
  }

  it.each(['web-basic', 'web-post', 'web-key', 'machine-key'] as const)(
    'issues by client credentials to %s and presents what was issued',
    async (id) => {
      const connection = connectionOf('client-credentials', proofOf(id));
      const issued = await wing.service.issue(connection);
      expect(issued.expiresAt).toBeDefined();
      await wing.service.test({ ...connection, issued });
      const answer = await wing.service.runAction(wing.service.present({ ...connection, issued }), 'oauth2.get', {
        path: 'who',
      });
      expect(answer).toMatchObject({ status: 200, body: { client: id } });
    },
  );

  it.each(['web-basic', 'web-key', 'public'] as const)(
    'takes a person of %s to consent with PKCE, and renews with refresh tokens that rotate',
    async (id) => {
      const connection = connectionOf('authorization-code', {
        ...proofOf(id),
        scopes: 'openid offline_access',
        parameters: 'prompt=consent',
      });
      const consent = await wing.service.begin(connection, { redirectUri: REDIRECT });
      const callback = new URL(await walk(consent.url)).searchParams;
      expect(callback.get('state')).toBe(consent.state);
      const issued = await wing.service.issue(connection, {
        code: new Secret(callback.get('code') ?? ''),
        redirectUri: REDIRECT,
        issuer: callback.get('iss') ?? '',
        ...(consent.codeVerifier && { codeVerifier: consent.codeVerifier }),
      });
      const next = await wing.service.renew({ ...connection, issued });
      expect(next.refreshToken?.equals(issued.refreshToken ?? new Secret(''))).toBe(false);
      const spent = await failureOf(wing.service.renew({ ...connection, issued }));
      expect(spent).toMatchObject({ remedy: 'reconnect', facts: { vendorCode: 'invalid_grant' } });
    },
  );

  it('refuses a callback without the name of an issuer that always names itself', async () => {
    const connection = connectionOf('authorization-code', { ...proofOf('web-basic'), scopes: 'openid' });
    const grant = { code: new Secret('any'), redirectUri: REDIRECT };
    expect((await failureOf(wing.service.issue(connection, grant))).code).toBe('issuer-mismatch');
  });

  it('waits for a person who enters the code of a device, and renews afterwards', async () => {
    const connection = connectionOf('device-code', { ...proofOf('web-basic'), scopes: 'openid offline_access' });
    const { device, url } = await wing.service.begin(connection, { redirectUri: REDIRECT });
    const grant = { code: device?.deviceCode ?? new Secret(''), redirectUri: REDIRECT };
    expect(device?.userCode).toMatch(/^[A-Z0-9-]{6,}$/);
    expect(await failureOf(wing.service.issue(connection, grant))).toMatchObject({ code: 'consent-pending' });
    await walk(url);
    const issued = await wing.service.issue(connection, grant);
    expect((await wing.service.renew({ ...connection, issued })).accessToken).toBeDefined();
  });

  it('asks an admin when the issuer is another than it says', async () => {
    const connection = connectionOf('client-credentials', { ...proofOf('web-post'), issuer: `${issuer}/` });
    const failure = await failureOf(wing.service.issue(connection));
    expect(failure).toMatchObject({ code: 'discovery-failed', remedy: 'configure' });
  });

  it('asks an admin when a key does not belong to the client', async () => {
    const connection = connectionOf('client-credentials', { ...proofOf('web-key'), clientId: 'machine-key' });
    const failure = await failureOf(wing.service.issue(connection));
    expect(failure).toMatchObject({ remedy: 'configure', facts: { vendorCode: 'invalid_client' } });
  });

  function proofOf(id: keyof typeof clients): Record<string, string> {
    const client = keys[id];
    if (client.authentication === 'private_key_jwt') {
      const { privateKeyPem: privateKey, keyId, algorithm } = client;
      return { clientId: id, clientAuthentication: 'private-key', privateKey, keyId, algorithm };
    }
    if (client.authentication === 'none') return { clientId: id, clientAuthentication: 'none' };
    const clientAuthentication = client.authentication === 'client_secret_post' ? 'body' : 'basic-header';
    return { clientId: id, clientAuthentication, clientSecret: client.secret };
  }
});

/** A person with a browser: signs in, agrees, and ends at our address or at a page that asks for nothing more. */
async function walk(start: Consent['url']): Promise<string> {
  const cookies = new Map<string, string>();
  let next = start;
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < 20 && !next.startsWith(REDIRECT); steps += 1) {
    const response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) remember(cookies, cookie);
    const page = await response.text();
    const location = response.headers.get('location');
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    if (location === null && action === undefined) return next;
    form = location === null ? formIn(page) : undefined;
    next = new URL(location ?? action ?? '', next).href;
  }
  return next;
}

function formIn(page: string): URLSearchParams {
  const inputs = [...page.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g)];
  const values = inputs.map(([input = '', name = '']) => [name, /value="([^"]*)"/.exec(input)?.[1] ?? 'person']);
  return new URLSearchParams(Object.fromEntries(values));
}

function remember(cookies: Map<string, string>, header: string): void {
  const [pair = '', ...attributes] = header.split(';');
  const [name = '', value = ''] = pair.split('=');
  if (value === '' || attributes.some((attribute) => /expires=Thu, 01 Jan 1970/i.test(attribute))) cookies.delete(name);
  else cookies.set(name, value);
}
