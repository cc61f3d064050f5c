import { randomBytes, scryptSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserEntity } from '../../../src/modules/callers/users/user.entity.js';
import { Database } from '../../../src/modules/database/database.js';
import { createTenant, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { BrowserClient, joined, PASSWORD } from '../../support/browser-client.js';
import { engines, type TestDatabase } from '../../support/databases.js';

const RESET = 'seven green boats at noon';
const THIEF = 'nine yellow carts by night';

/** Eight times as slow to compare as a hash of today, so that a reset comes in between however the machine deals out time. */
function outdatedHash(password: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(password, salt, 32, { N: 2 ** 16, r: 8, p: 12, maxmem: 2 ** 28 });
  const [saltText, hashText] = [salt, hash].map((bytes) => bytes.toString('base64').replace(/=+$/, ''));
  return `$scrypt$ln=16,r=8,p=12$${saltText}$${hashText}`;
}

/** Whatever is sent while an outdated hash is compared, and hashes once itself, is there before. */
describe.each(engines)('A new password, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  const join = (email: string) => joined(app, tenant.admin, { email, role: 'designer' });
  const opens = async (email: string, password: string) =>
    (await new BrowserClient(app.url).signIn(email, password)).status === 200;
  const outdate = (userId: string) =>
    app.nest
      .get(Database)
      .write((manager) => manager.update(UserEntity, { id: userId }, { passwordHash: outdatedHash(PASSWORD) }));
  const resetLink = async (userId: string) =>
    (await tenant.admin.post(`/v1/users/${userId}/reset-link`, {})).body.url as string;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    tenant = await createTenant(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('by a reset is not overwritten by a thief who has a session and the old password', async () => {
    const email = 'ada@clinic.example';
    const thief = await join(email);
    await outdate(thief.userId);
    const link = await resetLink(thief.userId);
    const [stolen, reset] = await Promise.all([
      thief.post('/v1/session/password', { current: PASSWORD, next: THIEF }),
      new BrowserClient(app.url).redeem(link, { password: RESET }),
    ]);
    expect(reset.status).toBe(200);
    expect(stolen).toMatchObject({ status: 403, body: { code: 'wrong-password' } });
    expect((await thief.get('/v1/session')).status).toBe(401);
    expect([await opens(email, THIEF), await opens(email, RESET)]).toEqual([false, true]);
  });

  it('is not taken from a session that was ended while it was hashed', async () => {
    const email = 'grace@clinic.example';
    const thief = await join(email);
    await outdate(thief.userId);
    const change = thief.post('/v1/session/password', { current: PASSWORD, next: THIEF });
    // By then the change was let in, and is compared.
    await opens('nobody@clinic.example', THIEF);
    expect((await tenant.admin.delete(`/v1/users/${thief.userId}/sessions`)).status).toBe(204);
    expect(await change).toMatchObject({ status: 401, body: { reason: 'session-ended' } });
    expect([await opens(email, THIEF), await opens(email, PASSWORD)]).toEqual([false, true]);
  });

  it('by a reset is not overwritten by a sign-in that stores the old one with the parameters of today', async () => {
    const email = 'joan@clinic.example';
    const { userId } = await join(email);
    const link = await resetLink(userId);
    await outdate(userId);
    const [old, reset] = await Promise.all([
      new BrowserClient(app.url).signIn(email, PASSWORD),
      new BrowserClient(app.url).redeem(link, { password: RESET }),
    ]);
    expect([old.status, reset.status]).toEqual([401, 200]);
    expect([await opens(email, PASSWORD), await opens(email, RESET)]).toEqual([false, true]);
  });

  it('is none for two who sign in with an outdated hash at the same moment', async () => {
    const email = 'mary@clinic.example';
    const { userId } = await join(email);
    await outdate(userId);
    expect(await Promise.all([opens(email, PASSWORD), opens(email, PASSWORD)])).toEqual([true, true]);
    const stored = await app.nest.get(Database).reader.findOneByOrFail(UserEntity, { id: userId });
    expect(stored.passwordHash).toMatch(/^\$scrypt\$ln=15,/);
  });
});
