import { dropboxAccounts } from '../../sandbox/dropbox/accounts.js';
import { basic, bearer, bodyOf, CALLBACK, newVerifier, Playhouse } from './playhouse.js';

const AUTHORIZE = 'www.dropbox.com/oauth2/authorize';
const TOKEN = 'api.dropboxapi.com/oauth2/token';
const { app, secondApp } = dropboxAccounts;
const PROOF = basic(app.id, app.secret);

describe('Dropbox: consent and tokens', () => {
  let house: Playhouse;
  const ask = {
    response_type: 'code',
    client_id: app.id,
    redirect_uri: CALLBACK,
    token_access_type: 'offline',
    state: 's 1',
  };

  beforeEach(async () => {
    house = await Playhouse.open('dropbox');
  });
  afterEach(() => house.close());

  async function code(query: Record<string, string> = {}): Promise<string> {
    return (await house.consent(AUTHORIZE, { ...ask, ...query })).searchParams.get('code') ?? '';
  }

  async function redeem(fields: Record<string, string>, headers: Record<string, string> = PROOF): Promise<Response> {
    return house.form(TOKEN, { grant_type: 'authorization_code', redirect_uri: CALLBACK, ...fields }, headers);
  }

  async function connect(): Promise<Record<string, unknown>> {
    return bodyOf(await redeem({ code: await code() }));
  }

  const refresh = (token: unknown, headers = PROOF) =>
    house.form(TOKEN, { grant_type: 'refresh_token', refresh_token: String(token) }, headers);
  const whoami = (token: unknown) =>
    house.call('POST', 'api.dropboxapi.com/2/users/get_current_account', { headers: bearer(token) });

  it('shows a consent page that says it is a sandbox, loads nothing and runs nothing', async () => {
    const page = await house.call('GET', `${AUTHORIZE}?${new URLSearchParams(ask)}`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; .*form-action 'self' http:\/\/localhost:3000; .*frame-ancestors 'none'$/,
    );
    expect(html).toContain('This is a sandbox');
    expect(html).toContain('>Allow</button>');
    expect(html).toContain('>Deny</button>');
    expect(html).not.toMatch(/<script|src=|href=/);
  });

  it('sends an allowed consent back with code and state, and trades the code for tokens', async () => {
    const callback = await house.consent(AUTHORIZE, ask);
    expect(callback.origin + callback.pathname).toBe(CALLBACK);
    expect(callback.searchParams.get('state')).toBe('s 1');
    const tokens = await bodyOf(await redeem({ code: callback.searchParams.get('code') ?? '' }));
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 14_400, account_id: dropboxAccounts.users[0].id });
    expect(tokens.access_token).toMatch(/^sl\.u\./);
    expect(tokens.refresh_token).toEqual(expect.any(String));
    expect(await bodyOf(await whoami(tokens.access_token))).toMatchObject({ email: 'ada@clinic.example' });
  });

  it('sends a denied consent back with access_denied and state', async () => {
    const callback = await house.consent(AUTHORIZE, ask, { decision: 'deny' });
    expect(callback.searchParams.get('error')).toBe('access_denied');
    expect(callback.searchParams.get('state')).toBe('s 1');
    expect(callback.searchParams.has('code')).toBe(false);
  });

  it('lets another person answer', async () => {
    const callback = await house.consent(AUTHORIZE, ask, { user: dropboxAccounts.users[1].id });
    const tokens = await bodyOf(await redeem({ code: callback.searchParams.get('code') ?? '' }));
    expect(tokens.account_id).toBe(dropboxAccounts.users[1].id);
  });

  it('takes one decision per page', async () => {
    const html = await (await house.call('GET', `${AUTHORIZE}?${new URLSearchParams(ask)}`)).text();
    const ticket = /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '';
    expect((await house.form(AUTHORIZE, { ticket, decision: 'allow' })).status).toBe(302);
    expect((await house.form(AUTHORIZE, { ticket, decision: 'allow' })).status).toBe(400);
  });

  it.each([
    ['an unregistered redirect URI', { redirect_uri: 'http://localhost:3000/elsewhere' }],
    ['a redirect URI with something after it', { redirect_uri: `${CALLBACK}/` }],
    ['an unknown app key', { client_id: 'nobody' }],
  ])('shows an error page and sends nobody back for %s', async (_what, change) => {
    const page = await house.call('GET', `${AUTHORIZE}?${new URLSearchParams({ ...ask, ...change })}`);
    expect(page.status).toBe(400);
    expect(page.headers.get('location')).toBeNull();
  });

  it('sends a scope that the app does not have back as invalid_scope', async () => {
    const callback = await house.consent(AUTHORIZE, { ...ask, scope: 'account_info.read team_info.read' });
    expect(callback.searchParams.get('error')).toBe('invalid_scope');
  });

  it('gives no refresh token without token_access_type=offline', async () => {
    const tokens = await bodyOf(await redeem({ code: await code({ token_access_type: 'online' }) }));
    expect(tokens).toHaveProperty('access_token');
    expect(tokens).not.toHaveProperty('refresh_token');
  });

  it('refuses a wrong app secret as invalid_client, and keeps the code', async () => {
    const fresh = await code();
    const refused = await redeem({ code: fresh }, basic(app.id, 'wrong'));
    expect(refused.status).toBe(400);
    expect(await bodyOf(refused)).toMatchObject({ error: 'invalid_client' });
    expect((await redeem({ code: fresh })).status).toBe(200);
  });

  it('takes the secret in the body as well, but not twice', async () => {
    const inBody = { client_id: app.id, client_secret: app.secret };
    expect((await redeem({ code: await code(), ...inBody }, {})).status).toBe(200);
    expect(await bodyOf(await redeem({ code: await code(), ...inBody }))).toMatchObject({ error: 'invalid_request' });
  });

  it.each([
    ['a code used before', async () => ({ code: await usedCode() })],
    ['an unknown code', async () => ({ code: 'nothing' })],
    [
      'another redirect URI',
      async () => ({ code: await code(), redirect_uri: 'http://127.0.0.1:3000/oauth/callback' }),
    ],
  ])('refuses %s as invalid_grant', async (_what, fields) => {
    const refused = await redeem(await fields());
    expect(refused.status).toBe(400);
    expect(await bodyOf(refused)).toMatchObject({ error: 'invalid_grant' });
  });

  async function usedCode(): Promise<string> {
    const once = await code();
    await redeem({ code: once });
    return once;
  }

  it('refuses a code that is older than five minutes, and one of another app', async () => {
    const old = await code();
    expect(await bodyOf(await redeem({ code: old }, basic(secondApp.id, secondApp.secret)))).toMatchObject({
      error: 'invalid_grant',
    });
    await house.aheadBy(301);
    expect(await bodyOf(await redeem({ code: old }))).toMatchObject({ error: 'invalid_grant' });
  });

  it('holds a challenge to its verifier, and then needs no secret', async () => {
    const { verifier, challenge } = newVerifier();
    const bound = await code({ code_challenge: challenge, code_challenge_method: 'S256' });
    const publicly = { code: bound, client_id: app.id };
    expect(await bodyOf(await redeem(publicly, {}))).toMatchObject({ error: 'invalid_grant' });
    expect(await bodyOf(await redeem({ ...publicly, code_verifier: newVerifier().verifier }, {}))).toMatchObject({
      error: 'invalid_grant',
    });
    const tokens = await bodyOf(await redeem({ ...publicly, code_verifier: verifier }, {}));
    expect(tokens).toHaveProperty('refresh_token');
    const renewed = await house.form(TOKEN, {
      grant_type: 'refresh_token',
      refresh_token: String(tokens.refresh_token),
      client_id: app.id,
    });
    expect(renewed.status).toBe(200);
  });

  it('refuses a verifier for a code that was asked for without a challenge', async () => {
    const refused = await redeem({ code: await code(), code_verifier: newVerifier().verifier });
    expect(await bodyOf(refused)).toMatchObject({ error: 'invalid_grant', error_description: 'invalid code verifier' });
  });

  it('needs the secret where no challenge was used', async () => {
    expect(await bodyOf(await redeem({ code: await code(), client_id: app.id }, {}))).toMatchObject({
      error: 'invalid_client',
    });
    const { refresh_token } = await connect();
    const refused = await house.form(TOKEN, {
      grant_type: 'refresh_token',
      refresh_token: String(refresh_token),
      client_id: app.id,
    });
    expect(await bodyOf(refused)).toMatchObject({ error: 'invalid_client' });
  });

  it('refreshes without a new refresh token, again and again', async () => {
    const { refresh_token } = await connect();
    for (let round = 0; round < 3; round += 1) {
      const renewed = await bodyOf(await refresh(refresh_token));
      expect(Object.keys(renewed).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
      expect((await whoami(renewed.access_token)).status).toBe(200);
    }
  });

  it('refuses an unknown refresh token, and one of another app', async () => {
    const { refresh_token } = await connect();
    const text = { error: 'invalid_grant', error_description: 'refresh token is invalid or revoked' };
    expect(await bodyOf(await refresh('nothing'))).toEqual(text);
    expect(await bodyOf(await refresh(refresh_token, basic(secondApp.id, secondApp.secret)))).toEqual(text);
  });

  it('answers plain text when the body is not a form, and wants a grant type it knows', async () => {
    const refused = await house.json(TOKEN, { grant_type: 'refresh_token' }, PROOF);
    expect(refused.status).toBe(400);
    expect(refused.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await bodyOf(await house.form(TOKEN, { grant_type: 'password' }, PROOF))).toMatchObject({
      error: 'unsupported_grant_type',
    });
  });

  it('ends the access token after four hours, and the whole grant on revoke', async () => {
    const { access_token, refresh_token } = await connect();
    await house.aheadBy(14_401);
    const expired = await whoami(access_token);
    expect(expired.status).toBe(401);
    expect(await bodyOf(expired)).toMatchObject({ error: { '.tag': 'expired_access_token' } });
    const { access_token: next } = await bodyOf(await refresh(refresh_token));
    expect((await house.call('POST', 'api.dropboxapi.com/2/auth/token/revoke', { headers: bearer(next) })).status).toBe(
      200,
    );
    expect(await bodyOf(await whoami(next))).toMatchObject({ error: { '.tag': 'invalid_access_token' } });
    expect((await refresh(refresh_token)).status).toBe(400);
  });

  it('shows at the control door what was granted, how it died and how many tokens it had, and no token', async () => {
    const { refresh_token } = await connect();
    await house.mood({ kind: 'rotates-with-reuse-detection' });
    await refresh(refresh_token);
    await refresh(refresh_token);
    await connect();
    const { grants } = await house.control('GET', 'grants');
    const common = { id: expect.any(String), client: app.id, user: dropboxAccounts.users[0].id };
    expect(grants).toEqual([
      { ...common, dead: 'reused', accessTokens: 2, refreshTokens: 2 },
      { ...common, accessTokens: 1, refreshTokens: 1 },
    ]);
    expect(await house.journal('token')).toContainEqual(
      expect.objectContaining({ notes: { grantType: 'refresh_token', client: app.id, fault: 'refresh-reused' } }),
    );
  });
});
