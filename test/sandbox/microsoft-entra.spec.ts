import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose';
import { microsoftAccounts } from '../../sandbox/microsoft/accounts.js';
import { basic, bodyOf, CALLBACK, newVerifier, Playhouse } from './playhouse.js';

const LOGIN = 'login.microsoftonline.com';
const { app, selectedApp, tenant, tenants, users, certificatePem, privateKeyPem } = microsoftAccounts;
const SCOPE = 'openid offline_access User.Read https://graph.microsoft.com/Sites.Read.All';
const PROOF = { client_id: app.id, client_secret: app.secret };

describe('Microsoft Entra', () => {
  let house: Playhouse;
  beforeAll(async () => {
    house = await Playhouse.open('microsoft');
  });
  afterAll(() => house.close());

  const authorize = (query: Record<string, string> = {}, name: string = tenant.domain) =>
    house.consent(`${LOGIN}/${name}/oauth2/v2.0/authorize`, {
      client_id: app.id,
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: SCOPE,
      ...query,
    });
  const token = (fields: Record<string, string>, name: string = tenant.id, host = LOGIN) =>
    house.form(`${host}/${name}/oauth2/v2.0/token`, fields);
  const codeFor = async (query: Record<string, string> = {}) => (await authorize(query)).searchParams.get('code') ?? '';
  const redeem = (code: string, more: Record<string, string> = {}) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...PROOF, ...more });
  const refresh = (value: unknown, more: Record<string, string> = {}) =>
    token({ grant_type: 'refresh_token', refresh_token: String(value), ...PROOF, ...more });
  const asItself = (more: Record<string, string> = {}, name?: string) =>
    token({ grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default', ...PROOF, ...more }, name);

  it('answers a code with tokens of 60 to 90 minutes, and a refresh token for offline_access only', async () => {
    const { verifier, challenge } = newVerifier();
    const code = await codeFor({ code_challenge: challenge, code_challenge_method: 'S256' });
    const tokens = await bodyOf(await redeem(code, { code_verifier: verifier }));
    expect(tokens).toMatchObject({
      token_type: 'Bearer',
      id_token: expect.any(String),
      refresh_token: expect.any(String),
    });
    expect(tokens.scope).toBe('openid User.Read https://graph.microsoft.com/Sites.Read.All');
    expect(Number(tokens.expires_in)).toBeGreaterThanOrEqual(3600);
    expect(Number(tokens.expires_in)).toBeLessThanOrEqual(5400);
    const online = await bodyOf(await redeem(await codeFor({ scope: 'User.Read' })));
    expect(online).not.toHaveProperty('refresh_token');
  });

  it('hands out a new refresh token each time and goes on taking the old one', async () => {
    const first = await bodyOf(await redeem(await codeFor()));
    const second = await bodyOf(await refresh(first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await refresh(first.refresh_token)).status).toBe(200);
    await house.control('POST', 'revoke', { user: users[0].id });
    expect(await bodyOf(await refresh(second.refresh_token))).toMatchObject({
      error: 'invalid_grant',
      error_codes: [50173],
      error_description: expect.stringMatching(/^AADSTS50173: .*Trace ID: .* Correlation ID: .* Timestamp: /),
      error_uri: `https://${LOGIN}/error?code=50173`,
    });
  });

  it.each<[string, number, number, () => Promise<Response>]>([
    ['a code a second time', 400, 54005, async () => redeem(await spent())],
    ['a wrong verifier', 400, 50148, async () => redeem(await codeFor(), { code_verifier: newVerifier().verifier })],
    ['a wrong secret', 401, 7000215, () => refresh('x', { client_secret: 'its-id' })],
    ['no secret', 401, 7000218, () => token({ grant_type: 'refresh_token', refresh_token: 'x', client_id: app.id })],
    ['an unknown app', 400, 700016, () => refresh('x', { client_id: 'nobody' })],
    ['an unknown tenant', 400, 90002, () => asItself({}, 'fabrikam.example')],
    ['a tenant of another cloud', 400, 900382, () => asItself({}, tenants[1].id)],
    ['an app of one tenant at the endpoint of any', 400, 50194, () => refreshOf(selectedApp, 'common')],
    ['client credentials at the endpoint of any tenant', 400, 9001023, () => asItself({}, 'organizations')],
    ['client credentials for single permissions', 400, 1002012, () => asItself({ scope: 'Sites.Read.All' })],
    ['client credentials without a scope', 400, 900144, () => asItself({ scope: '' })],
    ['a refresh token at another tenant', 400, 70000, async () => strangers()],
  ])('refuses %s', async (...[_what, status, code, ask]) => {
    const answer = await ask();
    expect([answer.status, (await bodyOf(answer)).error_codes]).toEqual([status, [code]]);
  });

  it('shows an unknown tenant to nobody, and tells who declined', async () => {
    const page = await house.call('GET', `${LOGIN}/fabrikam.example/oauth2/v2.0/authorize?client_id=${app.id}`);
    expect([page.status, (await bodyOf(page)).error_codes]).toEqual([400, [90002]]);
    const query = { client_id: app.id, redirect_uri: CALLBACK, response_type: 'code', scope: 'User.Read', state: 's' };
    const declined = await house.consent(`${LOGIN}/common/oauth2/v2.0/authorize`, query, { decision: 'deny' });
    expect(declined.searchParams.get('error')).toBe('access_denied');
    expect((await authorize({ scope: 'Mail.Read' })).searchParams.get('error')).toBe('invalid_scope');
  });

  it('lets an app act as itself, by secret in the body or in the header, without a refresh token', async () => {
    const tokens = await bodyOf(await asItself());
    expect(Object.keys(tokens).sort()).toEqual(['access_token', 'expires_in', 'ext_expires_in', 'token_type']);
    const form = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
    const answer = await house.form(`${LOGIN}/${tenant.id}/oauth2/v2.0/token`, form, basic(app.id, app.secret));
    expect(answer.status).toBe(200);
  });

  it.each<[string, number | undefined, Change]>([
    ['an assertion with the SHA-256 thumbprint', undefined, {}],
    [
      'an assertion with the SHA-1 thumbprint in RS256',
      undefined,
      { header: { 'x5t#S256': undefined, x5t: sha1(), alg: 'RS256' } },
    ],
    ['no assertion of an unknown certificate', 700027, { header: { 'x5t#S256': 'AAAA' } }],
    ['no assertion without a thumbprint', 700027, { header: { 'x5t#S256': undefined, kid: 'demo' } }],
    ['no assertion for another endpoint', 700023, { claims: { aud: `https://${LOGIN}/common/oauth2/v2.0/token` } }],
    ['no assertion that is too old', 700024, { claims: { iat: 1_000_000_000, exp: 1_000_000_300 } }],
    ['no assertion for a day', 700024, { claims: { exp: Math.floor(Date.now() / 1000) + 86_400 } }],
    ['no assertion of another client', 700021, { claims: { sub: selectedApp.id } }],
    ['no assertion beside the id of another client', 700021, { fields: { client_id: selectedApp.id } }],
    ['no assertion beside a secret', 70002, { fields: { client_secret: app.secret } }],
  ])('takes %s', async (_what, code, change) => {
    const answer = await token({
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
      client_id: app.id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(change),
      ...change.fields,
    });
    expect((await bodyOf(answer)).error_codes).toEqual(code && [code]);
  });

  it('describes itself, and throttles with a time to wait', async () => {
    const address = `${LOGIN}/common/v2.0/.well-known/openid-configuration`;
    expect(await bodyOf(await house.call('GET', address))).toMatchObject({
      token_endpoint: `https://${LOGIN}/common/oauth2/v2.0/token`,
    });
    await house.mood({ kind: 'throttles', endpoint: 'token', seconds: 7, times: 1 });
    const answer = await asItself();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  });

  async function spent(): Promise<string> {
    const code = await codeFor();
    await redeem(code);
    return code;
  }

  async function strangers(): Promise<Response> {
    const mine = await bodyOf(await redeem(await codeFor()));
    const fields = { grant_type: 'refresh_token', refresh_token: String(mine.refresh_token), ...PROOF };
    return token(fields, tenants[1].id, 'login.microsoftonline.us');
  }

  function refreshOf({ id, secret }: { id: string; secret: string }, name: string): Promise<Response> {
    return token({ grant_type: 'refresh_token', refresh_token: 'x', client_id: id, client_secret: secret }, name);
  }
});

interface Change {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly fields?: Record<string, string>;
}

async function assertion({ header, claims }: Change): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const said = {
    aud: `https://${LOGIN}/${tenant.id}/oauth2/v2.0/token`,
    iss: app.id,
    sub: app.id,
    jti: randomUUID(),
    iat: now,
    exp: now + 300,
    ...claims,
  };
  const protectedHeader = { alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint('fingerprint256'), ...header };
  return new SignJWT(said).setProtectedHeader(protectedHeader).sign(createPrivateKey(privateKeyPem));
}

function sha1(): string {
  return thumbprint('fingerprint');
}

function thumbprint(kind: 'fingerprint' | 'fingerprint256'): string {
  return Buffer.from(new X509Certificate(certificatePem)[kind].replaceAll(':', ''), 'hex').toString('base64url');
}
