import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { FirstStart } from '../../../src/modules/users/links/first-start.js';
import { OneTimeLinkEntity } from '../../../src/modules/users/links/one-time-link.entity.js';
import { LINK_LIFE } from '../../../src/modules/users/links/one-time-links.js';
import { type Answer, createTenant, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { BrowserClient, joined, PASSWORD, secretOf } from '../../support/browser-client.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { SettableClock } from '../../support/settable-clock.js';

describe.each(engines)('A one-time link, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  const clock = new SettableClock();
  let people = 0;
  const someone = () => `person${++people}@clinic.example`;
  const browser = () => new BrowserClient(app.url);
  const invite = async (more: Record<string, unknown> = {}) => {
    const invitation = { email: someone(), name: 'Grace Hopper', role: 'designer', ...more };
    const { status, body } = await tenant.admin.post('/v1/users', invitation);
    expect(status).toBe(201);
    return body;
  };
  const look = (link: string): Promise<Answer> => browser().post('/v1/one-time-links/look', { secret: secretOf(link) });
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database, clock });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  describe('of an empty installation', () => {
    const form = { name: 'Ada Lovelace', email: 'ada@clinic.example', tenantName: 'Clinic', password: PASSWORD };

    it('is made anew with each start, and only the newest opens', async () => {
      const [older, newest] = [await app.nest.get(FirstStart).link(), await app.nest.get(FirstStart).link()];
      const links = [older, newest].map((link) => link?.url.reveal('a test opens it') ?? 'none');
      expect(links[1]).toMatch(/^http:\/\/localhost:3000\/welcome#[\w-]{43}$/);
      expect(await look(links[0] ?? '')).toMatchObject({ status: 404, body: { code: 'link-unknown' } });
      expect(await look(links[1] ?? '')).toMatchObject({ status: 200, body: { purpose: 'first-admin' } });
    });

    it('says what it still needs, and is not used up by that', async () => {
      const link = (await app.nest.get(FirstStart).link())?.url.reveal('a test opens it') ?? '';
      const { email: _email, tenantName: _tenantName, ...little } = form;
      const refused = await browser().redeem(link, little);
      expect(refused).toMatchObject({
        status: 400,
        body: { code: 'members-missing', members: ['email', 'tenantName'] },
      });
      expect(await browser().redeem(link, { ...form, password: 'short' })).toMatchObject({
        status: 400,
        body: { code: 'weak-password' },
      });
      expect((await look(link)).status).toBe(200);
    });

    it('makes one tenant and one admin, however many open it at the same moment', async () => {
      const link = (await app.nest.get(FirstStart).link())?.url.reveal('a test opens it') ?? '';
      const race = ['First', 'Second', 'Third'].map((tenantName) => browser().redeem(link, { ...form, tenantName }));
      const answers = await Promise.all(race);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
      const winner = answers.find(({ status }) => status === 200);
      expect(winner?.body).toMatchObject({
        user: { role: 'admin' },
        rights: expect.arrayContaining(['manage-tenant']),
      });
      const admin = browser();
      await admin.signIn(form.email, PASSWORD);
      expect((await admin.get('/v1/users')).body.items).toHaveLength(1);
      expect((await admin.get('/v1/audit-events')).body.items.map((event: { action: string }) => event.action)).toEqual(
        expect.arrayContaining(['tenant.created', 'user.signed-in']),
      );
    });

    it('is made no more when there is a tenant', async () => {
      expect(await app.nest.get(FirstStart).link()).toBeUndefined();
      tenant = await createTenant(app);
    });
  });

  it('of an invitation says whom it is for, and lets that person in once', async () => {
    const { id, email, link, state } = await invite();
    expect(state).toBe('invited');
    expect((await look(link.url)).body).toMatchObject({ purpose: 'invitation', email, tenantName: tenant.name });
    const grace = browser();
    const answer = await grace.redeem(link.url, { password: PASSWORD, name: 'Rear Admiral Hopper' });
    expect(answer).toMatchObject({ status: 200, body: { user: { userId: id, name: 'Rear Admiral Hopper' } } });
    expect((await grace.get('/v1/session')).status).toBe(200);
    expect(await browser().redeem(link.url, { password: PASSWORD })).toMatchObject({
      status: 410,
      body: { code: 'link-used' },
    });
    expect((await tenant.admin.get(`/v1/users/${id}`)).body.state).toBe('active');
  });

  it('opens nothing when it has expired', async () => {
    const { link, email } = await invite();
    clock.advance(LINK_LIFE.invitation);
    for (const answer of [await look(link.url), await browser().redeem(link.url, { password: PASSWORD })]) {
      expect(answer).toMatchObject({ status: 410, body: { code: 'link-expired' } });
    }
    expect((await browser().signIn(email, PASSWORD)).status).toBe(401);
  });

  it('stops counting when a newer one is made, the account is disabled or gone', async () => {
    const [again, disabled, gone] = [await invite(), await invite(), await invite()];
    const newer = await tenant.admin.post(`/v1/users/${again.id}/reset-link`, {});
    expect((await look(again.link.url)).status).toBe(404);
    expect((await look(newer.body.url)).body.purpose).toBe('invitation');
    const ANY = { 'if-match': '*' };
    expect((await tenant.admin.patch(`/v1/users/${disabled.id}`, { isDisabled: true }, ANY)).status).toBe(200);
    expect((await tenant.admin.delete(`/v1/users/${gone.id}`, ANY)).status).toBe(204);
    for (const { link } of [disabled, gone]) {
      expect((await browser().redeem(link.url, { password: PASSWORD })).status).toBe(404);
    }
  });

  it('for a new password ends all sessions and the old password', async () => {
    const email = someone();
    const before = await joined(app, tenant.admin, { email, role: 'designer' });
    const { body } = await tenant.admin.post(`/v1/users/${before.userId}/reset-link`, {});
    expect((await look(body.url)).body).toMatchObject({ purpose: 'reset', email });
    expect((await before.get('/v1/session')).status).toBe(200);
    const after = browser();
    expect((await after.redeem(body.url, { password: 'seven green boats at noon' })).status).toBe(200);
    expect((await before.get('/v1/session')).status).toBe(401);
    expect((await browser().signIn(email, PASSWORD)).status).toBe(401);
    const { items } = (await tenant.admin.get(`/v1/audit-events?subject=${before.userId}`)).body;
    expect(items.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['user.invited', 'user.joined', 'user.link-made', 'user.password-reset']),
    );
  });

  it('stops counting when the password is changed, or the role', async () => {
    const [changed, invited] = [
      await joined(app, tenant.admin, { email: someone(), role: 'designer' }),
      await invite(),
    ];
    const { url } = (await tenant.admin.post(`/v1/users/${changed.userId}/reset-link`, {})).body;
    const next = 'seven green boats at noon';
    const wrong = await changed.post('/v1/session/password', { current: 'not the password', next });
    expect([wrong.status, (await look(url)).status]).toEqual([403, 200]);
    expect((await changed.post('/v1/session/password', { current: PASSWORD, next })).status).toBe(200);
    expect(await browser().redeem(url, { password: PASSWORD })).toMatchObject({ status: 404 });
    const change = (wish: object) => tenant.admin.patch(`/v1/users/${invited.id}`, wish, { 'if-match': '*' });
    expect((await change({ name: 'Grace', role: 'designer' })).status).toBe(200);
    expect((await look(invited.link.url)).status).toBe(200);
    expect((await change({ role: 'admin' })).status).toBe(200);
    expect(await browser().redeem(invited.link.url, { password: PASSWORD })).toMatchObject({ status: 404 });
  });

  it('is stored as a digest', async () => {
    const { link } = await invite();
    const rows = await app.nest.get(Database).reader.find(OneTimeLinkEntity);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(secretOf(link.url));
  });
});
