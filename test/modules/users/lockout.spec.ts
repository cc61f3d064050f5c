import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditService } from '../../../src/modules/audit/audit.service.js';
import {
  GUESSES,
  GUESSES_OF_ALL,
  GUESSES_OF_NETWORK,
  SignInLimits,
} from '../../../src/modules/users/sessions/sign-in-limits.js';
import { createTenant, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { BrowserClient, joined, PASSWORD } from '../../support/browser-client.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { SettableClock } from '../../support/settable-clock.js';

const ADA = 'ada@clinic.example';
const NOBODY = 'nobody@clinic.example';
const WINDOW = 10 * 60_000;

describe('Who guesses passwords', () => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  const clock = new SettableClock();
  const from = (address: string) => new BrowserClient(app.url, { 'x-forwarded-for': address });
  const guess = async (address: string, email = ADA, times = 1) => {
    const answers = [];
    for (let round = 0; round < times; round += 1)
      answers.push(await from(address).signIn(email, `wrong ${round} guess`));
    return answers;
  };
  beforeAll(async () => {
    const [, createDatabase] = engines[0] ?? [];
    if (!createDatabase) throw new Error('There is no SQLite among the engines.');
    database = await createDatabase();
    app = await startApp({ database, clock, environment: { LATCHKEY_TRUSTED_PROXIES: '127.0.0.1' } });
    tenant = await createTenant(app);
    await joined(app, tenant.admin, { email: ADA, role: 'admin' });
  });
  beforeEach(() => clock.advance(WINDOW));
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('is told the same of an address that somebody has and of one that nobody has', async () => {
    const told = async (email: string) => {
      const answers = await guess('203.0.113.9', email, GUESSES.limit + 1);
      return answers.map(({ status, body, headers }) => ({
        status,
        retryAfter: headers.get('retry-after'),
        ...body,
        instance: undefined,
      }));
    };
    const [known, unknown] = [await told(ADA), await told(NOBODY)];
    expect(known).toEqual(unknown);
    expect(known.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(known[0]).toMatchObject({ code: 'sign-in-refused', remedy: 'fix-request' });
    expect(known[5]).toMatchObject({ code: 'too-many-sign-ins', remedy: 'wait', retryAfter: 300 });
  });

  it('is held up even with the right password, from that network, for minutes and not longer', async () => {
    await guess('2001:db8:1:2::1', ADA, GUESSES.limit);
    expect((await from('2001:db8:1:2:ffff::7').signIn(ADA, PASSWORD)).status).toBe(429);
    clock.advance(GUESSES.windowMs);
    expect((await from('2001:db8:1:2:ffff::7').signIn(ADA, PASSWORD)).status).toBe(200);
  });

  it('locks out nobody who comes from elsewhere', async () => {
    await guess('203.0.113.66', ADA, GUESSES.limit + 1);
    expect((await from('198.51.100.7').signIn(ADA, PASSWORD)).status).toBe(200);
  });

  it('is counted before the password is compared, so that many at once are no way round', async () => {
    const flood = Array.from({ length: GUESSES.limit * 3 }, (_each, index) =>
      from('203.0.113.77').signIn(ADA, `g${index}`),
    );
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(GUESSES.limit);
    expect(statuses.filter((status) => status === 429)).toHaveLength(GUESSES.limit * 2);
  });

  it('never holds up the browser in which she has signed in before', async () => {
    const hers = from('198.51.100.8');
    await hers.signIn(ADA, PASSWORD);
    await hers.delete('/v1/session');
    await guess('198.51.100.8', ADA, GUESSES.limit);
    expect((await from('198.51.100.8').signIn(ADA, PASSWORD)).status).toBe(429);
    expect((await hers.signIn(ADA, PASSWORD)).status).toBe(200);
  });

  it('cannot make a browser known by inventing its cookie', async () => {
    await guess('203.0.113.88', ADA, GUESSES.limit);
    const forger = from('203.0.113.88');
    forger.cookies.set('latchkey_browser', 'a'.repeat(43));
    expect((await forger.signIn(ADA, PASSWORD)).status).toBe(429);
  });

  it('collects no known browsers through an account of the same address in another tenant', async () => {
    const [email, other] = ['vera@clinic.example', await createTenant(app)];
    await joined(app, tenant.admin, { email, role: 'admin' });
    await joined(app, other.admin, { email, role: 'admin' });
    const browsers = Array.from({ length: GUESSES.limit + 1 }, () => from('203.0.113.111'));
    for (const browser of browsers)
      expect((await browser.signIn(email, PASSWORD, { tenantId: other.id })).status).toBe(200);
    const statuses = [];
    for (const browser of browsers) statuses.push((await browser.signIn(email, 'wrong guess of hers')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('is counted also when the guess is the password of an own account of the address', async () => {
    const [email, other] = ['wilma@clinic.example', await createTenant(app)];
    const hers = await joined(app, tenant.admin, { email, role: 'admin' });
    const changed = await hers.post('/v1/session/password', { current: PASSWORD, next: 'seven green boats at noon' });
    expect(changed.status).toBe(200);
    await joined(app, other.admin, { email, role: 'admin' });
    const statuses = [];
    for (let round = 0; round <= GUESSES.limit; round += 1)
      statuses.push((await from('203.0.113.122').signIn(email, PASSWORD)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await hers.get('/v1/session')).status).toBe(200);
  });

  it('stands in the audit of the tenant, with the address and without the password', async () => {
    await guess('203.0.113.99');
    await app.nest.get(AuditService).flush();
    const { items } = (await tenant.admin.get('/v1/audit-events')).body;
    const refused = items.find(({ by }: { by: { address: string } }) => by.address === '203.0.113.99');
    expect(refused).toMatchObject({ action: 'user.sign-in-refused', subject: { kind: 'user', name: ADA } });
    expect(JSON.stringify(items)).not.toContain('wrong 0 guess');
  });
});

describe('The limits of guesses', () => {
  const clock = new SettableClock();
  const attempt = { emailFolded: ADA, knownBrowser: undefined };

  it('hold up a botnet for one address, but not for another, and not a known browser', () => {
    const limits = new SignInLimits(clock);
    for (let bot = 0; bot < GUESSES_OF_ALL.limit; bot += 1) limits.begin({ ...attempt, address: `192.0.2.${bot}` });
    const elsewhere = { ...attempt, address: '198.51.100.1' };
    expect(() => limits.begin(elsewhere)).toThrow(expect.objectContaining({ code: 'too-many-sign-ins' }));
    expect(() => limits.begin({ ...elsewhere, emailFolded: NOBODY })).not.toThrow();
    expect(() => limits.begin({ ...elsewhere, knownBrowser: 'hers' })).not.toThrow();
    clock.advance(GUESSES_OF_ALL.windowMs);
    expect(() => limits.begin(elsewhere)).not.toThrow();
  });

  it('hold up one network that tries many addresses', () => {
    const limits = new SignInLimits(clock);
    const spray = (index: number) => ({
      emailFolded: `a${index}@b.example`,
      address: '192.0.2.1',
      knownBrowser: undefined,
    });
    for (let index = 0; index < GUESSES_OF_NETWORK.limit; index += 1) limits.begin(spray(index));
    expect(() => limits.begin(spray(1_000))).toThrow(expect.objectContaining({ code: 'too-many-sign-ins' }));
  });

  it('are not forgotten because many others come to the right password', () => {
    const limits = new SignInLimits(clock);
    const own = { ...attempt, address: '192.0.2.1' };
    for (let round = 0; round < GUESSES.limit; round += 1) limits.begin(own);
    for (let index = 0; index <= 20_000; index += 1) {
      const other = { emailFolded: `a${index}@b.example`, address: '198.51.100.1', knownBrowser: undefined };
      limits.begin(other);
      limits.forgive(other);
    }
    expect(() => limits.begin(own)).toThrow(expect.objectContaining({ code: 'too-many-sign-ins' }));
  });

  it('count no attempt that came to the right password', () => {
    const limits = new SignInLimits(clock);
    const own = { ...attempt, address: '192.0.2.1' };
    for (let round = 0; round < GUESSES.limit * 3; round += 1) {
      limits.begin(own);
      limits.forgive(own);
    }
    expect(() => limits.begin(own)).not.toThrow();
  });
});
