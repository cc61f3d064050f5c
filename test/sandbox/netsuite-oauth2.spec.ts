import { importJWK, SignJWT } from 'jose';
import { netsuiteAccounts } from '../../sandbox/netsuite/accounts.js';
import { basic, bearer, bodyOf, CALLBACK, newVerifier, Playhouse } from './playhouse.js';

const { client, privateJwk } = netsuiteAccounts;
const REST = '1234567.suitetalk.api.netsuite.com';
const TOKEN = `${REST}/services/rest/auth/oauth2/v1/token`;
const AUTHORIZE = '1234567.app.netsuite.com/app/login/oauth2/authorize.nl';
const PROOF = basic(client.id, client.secret);

describe('NetSuite by OAuth 2.0', () => {
  let house: Playhouse;
  beforeEach(async () => {
    house = await Playhouse.open('netsuite');
  });
  afterEach(() => house.close());

  const { verifier, challenge } = newVerifier();
  const ask = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: CALLBACK,
    scope: 'rest_webservices',
    state: 'twenty-two-characters-.',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };
  const redeem = async (headers: Record<string, string>, more: Record<string, string> = {}) => {
    const code = (await house.consent(AUTHORIZE, ask)).searchParams.get('code') ?? '';
    return house.form(
      TOKEN,
      { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: verifier, ...more },
      headers,
    );
  };
  const refresh = (refresh_token: unknown) =>
    house.form(TOKEN, { grant_type: 'refresh_token', refresh_token: String(refresh_token) }, PROOF);
  const serverTime = (token: unknown, host = REST) =>
    house.call('GET', `${host}/services/rest/system/v1/serverTime`, { headers: bearer(token) });

  it('brings company, role and entity back with the code', async () => {
    const callback = await house.consent(AUTHORIZE, ask);
    expect(Object.fromEntries(callback.searchParams)).toMatchObject({
      state: ask.state,
      company: '1234567',
      role: '3',
      entity: '5',
    });
  });

  it.each([
    ['a state of 21 characters', { state: 'x'.repeat(21) }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['a scope that it does not have', { scope: 'suite_analytics' }],
  ])('sends %s back with an error', async (_what, change) => {
    const callback = await house.consent(AUTHORIZE, { ...ask, ...change });
    expect(callback.searchParams.get('error')).toMatch(/^invalid_/);
  });

  it('wants HTTP Basic, and challenges for it', async () => {
    const inBody = await redeem({}, { client_id: client.id, client_secret: client.secret });
    expect(inBody.status).toBe(401);
    expect(inBody.headers.get('www-authenticate')).toBe('Basic realm="1234567"');
    expect(await inBody.json()).toEqual({ error: 'invalid_client' });
    expect((await redeem(basic(client.id, 'wrong'))).status).toBe(401);
    expect(await (await redeem(PROOF, { code_verifier: newVerifier().verifier })).json()).toEqual({
      error: 'invalid_grant',
    });
  });

  it('keeps a refresh token for seven days and tells no new one', async () => {
    const tokens = await bodyOf(await redeem(PROOF));
    expect(tokens).toMatchObject({ expires_in: 3600, token_type: 'bearer', refresh_token: expect.any(String) });
    const renewed = await bodyOf(await refresh(tokens.refresh_token));
    expect(renewed).not.toHaveProperty('refresh_token');
    expect((await serverTime(renewed.access_token)).status).toBe(200);
    await house.aheadBy(7 * 24 * 3600 + 1);
    expect(await (await refresh(tokens.refresh_token)).json()).toEqual({ error: 'invalid_grant' });
    const expired = await serverTime(renewed.access_token);
    expect(expired.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('takes a bearer token at its own account only, and ends it on revoke', async () => {
    const { access_token, refresh_token } = await bodyOf(await redeem(PROOF));
    expect((await serverTime(access_token, REST.replace('1234567', '1234567-sb1'))).status).toBe(401);
    const revoke = await house.form(TOKEN.replace('/token', '/revoke'), { token: String(refresh_token) }, PROOF);
    expect(revoke.status).toBe(200);
    expect((await serverTime(access_token)).status).toBe(401);
  });

  it('exchanges an assertion by certificate, ES256 but not RS256, for the right audience', async () => {
    const key = await importJWK(privateJwk, 'ES256');
    const sign = (audience: string, kid: string = privateJwk.kid) =>
      new SignJWT({ iss: client.id, scope: ['rest_webservices'], aud: audience })
        .setIssuedAt()
        .setExpirationTime('1h')
        .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid })
        .sign(key);
    const exchange = (client_assertion: string) =>
      house.form(TOKEN, {
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
      });
    const granted = await bodyOf(await exchange(await sign(`https://${TOKEN}`)));
    expect(granted).not.toHaveProperty('refresh_token');
    expect((await serverTime(granted.access_token)).status).toBe(200);
    expect(await (await exchange(await sign('https://elsewhere.example'))).json()).toEqual({ error: 'invalid_grant' });
    expect(await (await exchange(await sign(`https://${TOKEN}`, 'other'))).json()).toEqual({ error: 'invalid_grant' });
    expect((await house.journal('token')).map(({ notes }) => notes)).toEqual([
      expect.not.objectContaining({ fault: expect.anything() }),
      expect.objectContaining({ assertion: 'audience' }),
      expect.objectContaining({ assertion: 'unknown-key' }),
    ]);
  });
});
