import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserEntity } from '../../../src/modules/callers/users/user.entity.js';
import { UserSessionEntity } from '../../../src/modules/callers/users/user-session.entity.js';
import { SESSION_IDLE, SESSION_LIFE, UserSessions } from '../../../src/modules/callers/users/user-sessions.js';
import { Database } from '../../../src/modules/database/database.js';
import { ApiClient, createTenant, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { BrowserClient, joined, PASSWORD } from '../../support/browser-client.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { SettableClock } from '../../support/settable-clock.js';

const SESSION = 'latchkey_session';
const ADA = 'ada@clinic.example';

describe('A session', () => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  const clock = new SettableClock();
  const signedIn = async () => {
    const browser = new BrowserClient(app.url);
    expect((await browser.signIn(ADA, PASSWORD)).status).toBe(200);
    return browser;
  };
  beforeAll(async () => {
    const [, createDatabase] = engines[0] ?? [];
    if (!createDatabase) throw new Error('There is no SQLite among the engines.');
    database = await createDatabase();
    app = await startApp({ database, clock });
    tenant = await createTenant(app);
    await joined(app, tenant.admin, { email: ADA, role: 'admin' });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('says who has signed in and what he may do', async () => {
    const browser = await signedIn();
    const { status, body } = await browser.get('/v1/session');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user: { email: ADA, name: 'ada', role: 'admin' },
      tenant: { tenantId: tenant.id, name: tenant.name },
      rights: ['manage-tenant', 'manage-global-tokens', 'view-global-tokens', 'manage-app', 'run'],
      apps: [],
      csrfToken: browser.csrfToken,
      endsAt: new Date(clock.now().getTime() + SESSION_LIFE).toISOString(),
    });
    expect((await browser.get('/v1/tenant')).body.id).toBe(tenant.id);
  });

  it('lives in a cookie that no script reads and no other site’s form brings', async () => {
    const browser = new BrowserClient(app.url);
    const { headers } = await browser.signIn(ADA, PASSWORD);
    for (const cookie of headers.getSetCookie()) {
      expect(cookie).toMatch(/^latchkey_(session|browser)=[\w.-]+; /);
      expect(cookie).toContain('; HttpOnly');
      expect(cookie).toContain('; SameSite=Lax');
      expect(cookie).toContain('; Path=/');
      expect(cookie).not.toContain('; Secure');
    }
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is stored as a digest, and the password as a memory-hard hash', async () => {
    const browser = await signedIn();
    const [sessions, users] = await Promise.all([
      app.nest.get(Database).reader.find(UserSessionEntity),
      app.nest.get(Database).reader.find(UserEntity),
    ]);
    const stored = JSON.stringify([sessions, users]);
    const secrets = [...browser.cookies.values()].map((value) => value.split('.').at(-1) ?? '');
    for (const secret of [PASSWORD, browser.csrfToken ?? '', ...secrets]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(stored).not.toContain(secret);
    }
    expect(users[0]?.passwordHash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}\$[\w+/]{43}$/);
  });

  it('cannot be chosen by whoever planted a cookie before the sign-in', async () => {
    const attacker = await signedIn();
    const planted = attacker.cookies.get(SESSION) ?? '';
    await attacker.delete('/v1/session');
    const victim = new BrowserClient(app.url);
    victim.cookies.set(SESSION, planted);
    await victim.signIn(ADA, PASSWORD);
    expect(victim.cookies.get(SESSION)).not.toBe(planted);
    const thief = new BrowserClient(app.url);
    thief.cookies.set(SESSION, planted);
    expect(await thief.get('/v1/session')).toMatchObject({ status: 401, body: { reason: 'session-ended' } });
  });

  it('is left behind when the same browser signs in again', async () => {
    const browser = await signedIn();
    const former = browser.cookies.get(SESSION) ?? '';
    await browser.signIn(ADA, PASSWORD);
    const old = new BrowserClient(app.url);
    old.cookies.set(SESSION, former);
    expect((await old.get('/v1/session')).status).toBe(401);
    expect((await browser.get('/v1/session')).status).toBe(200);
  });

  it('is refused with a cookie that is not the one it was given', async () => {
    const browser = await signedIn();
    const own = browser.cookies.get(SESSION) ?? '';
    const altered = own.slice(0, -1) + (own.endsWith('A') ? 'B' : 'A');
    const id = own.split('.')[0];
    for (const cookie of [altered, `${id}.${'a'.repeat(43)}`, `${'0'.repeat(26)}.${'a'.repeat(43)}`, id ?? '', 'x']) {
      browser.cookies.set(SESSION, cookie);
      expect(await browser.get('/v1/tenant')).toMatchObject({ status: 401, body: { reason: 'session-ended' } });
    }
    browser.cookies.set(SESSION, own);
    expect((await browser.get('/v1/tenant')).status).toBe(200);
  });

  it('changes nothing for a page that cannot name its token', async () => {
    const browser = await signedIn();
    const forged = { name: 'Forged', kind: 'process-based' };
    for (const token of [undefined, '', 'wrong', `${browser.csrfToken}x`, (await signedIn()).csrfToken]) {
      browser.csrfToken = token;
      const answer = await browser.post('/v1/apps', forged);
      expect(answer).toMatchObject({ status: 403, body: { code: 'csrf-token-missing' } });
      expect((await browser.delete('/v1/session')).status).toBe(403);
    }
    expect(JSON.stringify((await browser.get('/v1/apps')).body)).not.toContain('Forged');
  });

  it('refuses what a browser calls another site’s, sign-in too', async () => {
    const browser = await signedIn();
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site };
      const refused = { status: 403, body: { code: 'foreign-page' } };
      expect(await browser.post('/v1/apps', { name: 'Forged', kind: 'form-based' }, headers)).toMatchObject(refused);
      expect(await browser.post('/v1/session', { email: ADA, password: PASSWORD }, headers)).toMatchObject(refused);
    }
  });

  it('takes no form of another site for a sign-in', async () => {
    const response = await fetch(`${app.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `email=${ADA}&password=${PASSWORD}`,
    });
    expect(response.status).toBe(415);
  });

  it('ends with sign-out, on the server too', async () => {
    const browser = await signedIn();
    const kept = browser.cookies.get(SESSION) ?? '';
    expect((await browser.delete('/v1/session')).status).toBe(204);
    expect(browser.cookies.has(SESSION)).toBe(false);
    browser.cookies.set(SESSION, kept);
    expect((await browser.get('/v1/session')).status).toBe(401);
  });

  it('ends when nothing was asked for too long, and not before', async () => {
    const browser = await signedIn();
    clock.advance(SESSION_IDLE - 1);
    expect((await browser.get('/v1/session')).status).toBe(200);
    await app.nest.get(UserSessions).flush();
    clock.advance(SESSION_IDLE - 1);
    expect((await browser.get('/v1/session')).status).toBe(200);
    clock.advance(SESSION_IDLE);
    expect((await browser.get('/v1/session')).status).toBe(401);
  });

  it('ends at last however much is asked', async () => {
    const browser = await signedIn();
    const step = SESSION_IDLE - 1;
    let passed = 0;
    for (; passed + step < SESSION_LIFE; passed += step) {
      clock.advance(step);
      expect((await browser.get('/v1/session')).status).toBe(200);
    }
    clock.advance(SESSION_LIFE - passed);
    expect((await browser.get('/v1/session')).status).toBe(401);
  });

  it('is listed and revoked by its owner and by nobody else', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const stranger = await joined(app, tenant.admin, {
      email: `eve${clock.now().getTime()}@clinic.example`,
      role: 'admin',
    });
    const { items } = (await one.get('/v1/sessions')).body;
    const current = items.find((item: { isCurrent: boolean }) => item.isCurrent);
    const second = items.find((item: { isCurrent: boolean }) => !item.isCurrent);
    expect(current).toMatchObject({ agent: 'node', address: expect.any(String), createdAt: clock.now().toISOString() });
    expect(await stranger.delete(`/v1/sessions/${second.id}`)).toMatchObject({
      status: 404,
      body: { code: 'session-not-found' },
    });
    expect((await other.get('/v1/session')).status).toBe(200);
    expect((await one.delete(`/v1/sessions/${second.id}`)).status).toBe(204);
    expect((await other.get('/v1/session')).status).toBe(401);
    expect((await one.delete('/v1/sessions')).status).toBe(204);
    expect((await one.get('/v1/sessions')).body.items).toHaveLength(1);
  });

  it('ends everywhere else when the password is changed, and goes on anew here', async () => {
    const email = `grace${clock.now().getTime()}@clinic.example`;
    const here = await joined(app, tenant.admin, { email, role: 'designer' });
    const there = new BrowserClient(app.url);
    await there.signIn(email, PASSWORD);
    const former = here.cookies.get(SESSION);
    const next = 'seven green boats at noon';
    const wrong = await here.post('/v1/session/password', { current: 'not my password', next });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong-password' } });
    expect((await here.post('/v1/session/password', { current: PASSWORD, next })).status).toBe(200);
    expect(here.cookies.get(SESSION)).not.toBe(former);
    expect((await here.get('/v1/session')).status).toBe(200);
    expect((await there.get('/v1/session')).status).toBe(401);
    expect((await there.signIn(email, PASSWORD)).status).toBe(401);
    expect((await there.signIn(email, next)).status).toBe(200);
  });

  it('belongs to people: a key has none', async () => {
    for (const path of ['/v1/session', '/v1/sessions']) {
      expect(await tenant.admin.get(path)).toMatchObject({ status: 403, body: { code: 'users-only' } });
    }
    expect(await new ApiClient(app.url).get('/v1/session')).toMatchObject({ status: 401 });
  });

  it('opens no door that hands out credentials to programs', async () => {
    const browser = await signedIn();
    expect((await browser.post('/v1/resolutions', { name: 'Any', appId: 'app_x' })).status).toBe(401);
    expect((await browser.get('/v1/proxy/Any/https/api.dropboxapi.com/')).status).toBe(401);
  });
});

describe('A session over https', () => {
  it('has cookies that no neighbour under the same domain can plant', async () => {
    const [, createDatabase] = engines[0] ?? [];
    const database = await createDatabase?.();
    if (!database) throw new Error('There is no SQLite among the engines.');
    const app = await startApp({ database, environment: { PUBLIC_URL: 'https://latchkey.example' } });
    try {
      const tenant = await createTenant(app);
      await joined(app, tenant.admin, { email: ADA, role: 'admin' });
      const { headers } = await new BrowserClient(app.url).signIn(ADA, PASSWORD);
      const cookies = headers.getSetCookie();
      expect(cookies).toHaveLength(2);
      for (const cookie of cookies) expect(cookie).toMatch(/^__Host-latchkey_\w+=.*; Secure/);
    } finally {
      await app.close();
      await database.drop();
    }
  });
});
