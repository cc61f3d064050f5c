import { importJWK, SignJWT } from 'jose';
import { salesforceAccounts } from '../../sandbox/salesforce/accounts.js';
import { signIdentity } from '../../sandbox/salesforce/token-routes.js';
import { basic, bearer, bodyOf, CALLBACK, newVerifier, Playhouse } from './playhouse.js';

const { externalClientApp: app, connectedApp, users, orgs, privateJwk } = salesforceAccounts;
const LOGIN = 'login.salesforce.com';
const MY_DOMAIN = orgs[0].myDomain;
const oauth = (host: string, name: string) => `${host}/services/oauth2/${name}`;

type Client = { readonly id: string; readonly secret: string };

describe('Salesforce: consent and tokens', () => {
  let house: Playhouse;
  beforeEach(async () => {
    house = await Playhouse.open('salesforce');
  });
  afterEach(() => house.close());

  const ask = (client: Client, scope = 'api refresh_token id') => ({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: CALLBACK,
    scope,
    state: 'xyz',
  });
  const token = (fields: Record<string, string>, client: Client = connectedApp, host = LOGIN) =>
    house.form(oauth(host, 'token'), fields, basic(client.id, client.secret));
  const code = async (query: Record<string, string>, host = LOGIN) =>
    (await house.consent(oauth(host, 'authorize'), query)).searchParams.get('code') ?? '';
  const redeem = (value: string, more: Record<string, string> = {}, client: Client = connectedApp) =>
    token({ grant_type: 'authorization_code', code: value, redirect_uri: CALLBACK, ...more }, client);
  const connect = async (scope?: string) => bodyOf(await redeem(await code(ask(connectedApp, scope))));
  const refresh = (value: unknown, client: Client = connectedApp, host = LOGIN) =>
    token({ grant_type: 'refresh_token', refresh_token: String(value) }, client, host);
  const limits = (value: unknown, host: string = MY_DOMAIN) =>
    house.call('GET', `${host}/services/data/v66.0/limits`, { headers: bearer(value) });

  async function connectRotating(): Promise<Record<string, unknown>> {
    const { verifier, challenge } = newVerifier();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    return bodyOf(await redeem(await code({ ...ask(app), ...pkce }), { code_verifier: verifier }, app));
  }

  it('answers without expires_in, with instance_url, a text issued_at and a right signature', async () => {
    const tokens = await connect();
    expect(tokens).toMatchObject({
      token_type: 'Bearer',
      instance_url: `https://${MY_DOMAIN}`,
      scope: 'api refresh_token id',
    });
    expect(tokens).not.toHaveProperty('expires_in');
    expect(tokens.issued_at).toMatch(/^\d{13}$/);
    expect(tokens.access_token).toMatch(/^00D\w{12}!/);
    expect(tokens.signature).toBe(signIdentity(connectedApp.secret, String(tokens.id), String(tokens.issued_at)));
  });

  it.each(
    [
      [
        's3cr3t',
        '00D000000000001EAA/005000000000001AAA',
        '1700000000000',
        'oTCLQiG0qYvX/DpMMILkE+Yy0VxegM5Aeg7xWdFQITI=',
      ],
      [
        '1234567890123456789',
        '00Dx0000000BV7zEAG/005x00000012Q9PAAU',
        '1278448101416',
        '4yQAN7SG2q7fx9/tvJnuw97lL5QBOpkBrYm1tcl+v2c=',
      ],
    ].map(([secret = '', id = '', issuedAt = '', signature = '']) => ({ secret, id, issuedAt, signature })),
  )('signs the identity of $id as documented', ({ secret, id, issuedAt, signature }) => {
    expect(signIdentity(secret, `https://login.salesforce.com/id/${id}`, issuedAt)).toBe(signature);
  });

  it('gives no refresh token for full alone', async () => {
    expect(await connect('full')).not.toHaveProperty('refresh_token');
  });

  it('sends a denial back in its own words', async () => {
    const callback = await house.consent(oauth(LOGIN, 'authorize'), ask(connectedApp), { decision: 'deny' });
    expect(callback.searchParams.get('error')).toBe('access_denied');
    expect(callback.searchParams.get('error_description')).toBe('end-user denied authorization');
  });

  it('wants PKCE of an external client app, both challenge and verifier, besides the secret', async () => {
    const { challenge, verifier } = newVerifier();
    const bare = await house.consent(oauth(LOGIN, 'authorize'), ask(app));
    expect(bare.searchParams.get('error')).toBe('invalid_request');
    const plain = await house.consent(oauth(LOGIN, 'authorize'), {
      ...ask(app),
      code_challenge: verifier,
      code_challenge_method: 'plain',
    });
    expect(plain.searchParams.get('error')).toBe('invalid_request');
    const bound = await code({ ...ask(app), code_challenge: challenge, code_challenge_method: 'S256' });
    expect(await bodyOf(await redeem(bound, {}, app))).toMatchObject({ error: 'invalid_grant' });
    expect(await bodyOf(await redeem(bound, { code_verifier: newVerifier().verifier }, app))).toMatchObject({
      error: 'invalid_grant',
    });
    expect(await bodyOf(await redeem(bound, { code_verifier: verifier }, { ...app, secret: 'wrong' }))).toMatchObject({
      error: 'invalid_client',
    });
    expect((await redeem(bound, { code_verifier: verifier }, app)).status).toBe(200);
  });

  it('words unknown keys, used and old codes, and a wrong callback as Salesforce does', async () => {
    expect(await bodyOf(await redeem('x', {}, { id: 'nobody', secret: 'x' }))).toEqual({
      error: 'invalid_client_id',
      error_description: 'client identifier invalid',
    });
    const once = await code(ask(connectedApp));
    expect(await bodyOf(await redeem(once, { redirect_uri: 'http://127.0.0.1:3000/oauth/callback' }))).toMatchObject({
      error: 'redirect_uri_mismatch',
    });
    await redeem(once);
    expect(await bodyOf(await redeem(once))).toMatchObject({
      error: 'invalid_grant',
      error_description: 'expired authorization code',
    });
    const old = await code(ask(connectedApp));
    await house.aheadBy(121);
    expect(await bodyOf(await redeem(old))).toMatchObject({ error: 'invalid_grant' });
  });

  it('keeps a connected app on its refresh token', async () => {
    const { refresh_token } = await connect();
    const renewed = await bodyOf(await refresh(refresh_token));
    expect(renewed).not.toHaveProperty('refresh_token');
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  it('rotates for an external client app, and ends grant and access tokens on reuse', async () => {
    const first = await connectRotating();
    const second = await bodyOf(await refresh(first.refresh_token, app));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await limits(second.access_token)).status).toBe(200);
    expect(await bodyOf(await refresh(first.refresh_token, app))).toEqual({
      error: 'invalid_grant',
      error_description: 'expired access/refresh token',
    });
    expect((await refresh(second.refresh_token, app)).status).toBe(400);
    expect((await limits(second.access_token)).status).toBe(401);
  });

  it('kills the oldest grant of a user and app with the sixth, and no other', async () => {
    const grants: unknown[] = [];
    for (let turn = 0; turn < 6; turn += 1) grants.push((await connect()).refresh_token);
    expect(await Promise.all(grants.map(async (one) => (await refresh(one)).status))).toEqual([
      400, 200, 200, 200, 200, 200,
    ]);
  });

  it('keeps people of sandboxes to test.salesforce.com and their My Domain', async () => {
    const callback = await house.consent(oauth('test.salesforce.com', 'authorize'), ask(connectedApp));
    const fields = {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
    };
    const tokens = await bodyOf(await token(fields, connectedApp, 'test.salesforce.com'));
    expect(tokens.instance_url).toBe(`https://${orgs[1].myDomain}`);
    expect(await bodyOf(await refresh(tokens.refresh_token))).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(tokens.refresh_token, connectedApp, 'test.salesforce.com')).status).toBe(200);
    expect((await refresh(tokens.refresh_token, connectedApp, orgs[1].myDomain)).status).toBe(200);
  });

  it('takes the answer to a consent page at the host that showed it only', async () => {
    const page = await house.call('GET', `${oauth(LOGIN, 'authorize')}?${new URLSearchParams(ask(connectedApp))}`);
    const ticket = /name="ticket" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const answer = await house.form(oauth('test.salesforce.com', 'authorize'), { ticket, decision: 'allow' });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });

  it('ends a session after two idle hours, and prolongs one in use', async () => {
    const { access_token } = await connect();
    await house.aheadBy(5400);
    expect((await limits(access_token)).status).toBe(200);
    await house.aheadBy(9000);
    expect((await limits(access_token)).status).toBe(200);
    await house.aheadBy(9000 + 7201);
    const dead = await limits(access_token);
    expect(dead.status).toBe(401);
    expect(await dead.json()).toEqual([{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]);
  });

  it('introspects its own live tokens only, and revokes', async () => {
    const { access_token, refresh_token } = await connect();
    const introspect = async (client: Client) =>
      bodyOf(
        await house.form(oauth(LOGIN, 'introspect'), {
          token: String(access_token),
          client_id: client.id,
          client_secret: client.secret,
        }),
      );
    expect(await introspect(connectedApp)).toMatchObject({
      active: true,
      username: users[0].username,
      client_id: connectedApp.id,
    });
    expect(await introspect(app)).toEqual({ active: false });
    const revoke = (value: unknown) => house.form(oauth(LOGIN, 'revoke'), { token: String(value) });
    expect((await revoke(access_token)).status).toBe(200);
    expect(await introspect(connectedApp)).toEqual({ active: false });
    expect((await refresh(refresh_token)).status).toBe(200);
    expect((await revoke(refresh_token)).status).toBe(200);
    expect((await refresh(refresh_token)).status).toBe(400);
    expect(await bodyOf(await revoke('nothing'))).toMatchObject({ error: 'invalid_token' });
  });

  it('knows client credentials on My Domain only, and JWT bearer with the right audience', async () => {
    const fields = { grant_type: 'client_credentials' };
    expect((await token(fields, app)).status).toBe(400);
    expect((await token(fields, app, MY_DOMAIN)).status).toBe(200);
    const key = await importJWK(privateJwk, 'RS256');
    const assertion = (aud: string, sub: string = users[0].username) =>
      new SignJWT({ iss: app.id, sub, aud }).setExpirationTime('3m').setProtectedHeader({ alg: 'RS256' }).sign(key);
    const bear = async (jwt: string) =>
      house.form(oauth(LOGIN, 'token'), { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: jwt });
    const granted = await bodyOf(await bear(await assertion('https://login.salesforce.com')));
    expect(granted).not.toHaveProperty('refresh_token');
    expect((await limits(granted.access_token)).status).toBe(200);
    expect(await bodyOf(await bear(await assertion('https://elsewhere.example')))).toMatchObject({
      error: 'invalid_grant',
    });
    expect((await bear(await assertion('https://login.salesforce.com', 'stranger@x'))).status).toBe(400);
  });
});
