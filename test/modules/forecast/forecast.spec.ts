import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RenewalTimer } from '../../../src/modules/renewal/renewal-timer.js';
import { type ApiClient, createApp, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectDropbox, connectRedox } from '../../support/story/connected-tokens.js';
import type { DraftStart } from '../../support/story/drafts.js';
import { ANY } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { MORTAL_FILES } from '../../support/story/mortal-files.js';
import { alterRow } from '../../support/story/rows.js';

const DAY = 86_400_000;

describe.each(engines)('The forecast on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let admin: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase, {}, MORTAL_FILES);
  });
  beforeEach(async () => {
    tenant = await latchkey.createTenant();
    admin = tenant.admin;
  });
  afterAll(() => latchkey.close());

  const connect = (connector: string, start: DraftStart = {}) =>
    connectDropbox(latchkey, admin, { connector, name: connector.replace('-', ' '), ...start });
  const get = async ({ id }: Json) => (await admin.get(`/v1/access-tokens/${id}`)).body;
  const change = (token: Json, wanted: Json) => admin.patch(`/v1/access-tokens/${token.id}`, wanted, ANY);
  const forecast = async (query = '', caller = admin) => (await caller.get(`/v1/forecast${query}`)).body;
  const names = ({ items }: Json) => items.map(({ token }: Json) => token.name);
  const daysAhead = (at: string) => Math.round((Date.parse(at) - latchkey.clock.now().getTime()) / DAY);

  it('lists what lies ahead, the earliest first, page by page', async () => {
    await connectRedox(admin, { name: 'Nothing' });
    await connect('monthly-files');
    await connect('weekly-files');
    const typed = await connectRedox(admin, { name: 'Typed' });
    await change(typed, { credentialExpiresAt: new Date(latchkey.clock.now().getTime() + 20 * DAY).toISOString() });
    const page = await forecast();
    expect(names(page)).toEqual(['weekly files', 'Typed', 'monthly files']);
    expect(page.items.map(({ kind, at }: Json) => [kind, daysAhead(at)])).toEqual([
      ['consent-ends', 7],
      ['credential-expires', 20],
      ['consent-ends', 30],
    ]);
    expect(page.items[0]).toMatchObject({ connector: 'weekly-files', isCertain: true, remedy: 'reconnect' });
    const first = await forecast('?limit=2');
    expect(names(first)).toEqual(['weekly files', 'Typed']);
    expect(names(await forecast(`?limit=2&cursor=${first.nextCursor}`))).toEqual(['monthly files']);
    const before = encodeURIComponent(new Date(latchkey.clock.now().getTime() + 21 * DAY).toISOString());
    expect(names(await forecast(`?before=${before}`))).toEqual(['weekly files', 'Typed']);
    expect((await admin.get('/v1/forecast?before=soon')).status).toBe(400);
    expect((await admin.get('/v1/forecast?cursor=x')).status).toBe(400);
  });

  it('lists each of many with the same date once', async () => {
    for (let index = 0; index < 5; index += 1) {
      await change(await connectRedox(admin, { name: `Token ${index}` }), { credentialExpiresAt: '2040-01-01' });
    }
    const found: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 3; pages += 1) {
      const page = await forecast(`?limit=2${cursor}`);
      found.push(...names(page));
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(found).toEqual([0, 1, 2, 3, 4].map((index) => `Token ${index}`));
  });

  it('begins with what needs a person now, and leaves out what is switched off', async () => {
    const [dead, off] = [
      await connect('weekly-files', { name: 'Dead' }),
      await connect('weekly-files', { name: 'Off' }),
    ];
    await latchkey.vendors.revoke('dropbox', { all: true });
    expect((await admin.post(`/v1/access-tokens/${dead.id}/renewal`, {})).status).not.toBe(200);
    await admin.post(`/v1/access-tokens/${off.id}/disable`, {}, ANY);
    const { items } = await forecast();
    expect(items).toMatchObject([{ kind: 'needs-person', token: { name: 'Dead' }, remedy: 'reconnect' }]);
    expect(items).toHaveLength(1);
    expect(await get(dead)).toMatchObject({ needsPersonAt: items[0].at, forecast: [{ kind: 'needs-person' }] });
  });

  it('shows each caller what that caller sees', async () => {
    const [mine, other] = [await createApp(tenant, 'Mine'), await createApp(tenant, 'Other')];
    await connect('weekly-files', { name: 'Global' });
    await connect('weekly-files', { name: 'In mine', appId: mine });
    await connect('weekly-files', { name: 'In other', appId: other });
    const designer = await createCaller(admin, { rights: ['manage-app'], appId: mine });
    expect(names(await forecast('', designer))).toEqual(['Global', 'In mine']);
    expect(names(await forecast('', await createCaller(admin, { rights: ['run'] })))).toEqual([]);
    expect(names(await forecast('', (await latchkey.createTenant()).admin))).toEqual([]);
  });

  it('counts from the consent, through renewals, until somebody consents again', async () => {
    const token = await connect('weekly-files');
    const { consentedAt, forecast: entries } = await get(token);
    expect(Date.parse(entries[0].at) - Date.parse(consentedAt)).toBe(7 * DAY);
    await latchkey.passTime(86_400);
    await admin.post(`/v1/access-tokens/${token.id}/renewal`, {});
    expect((await get(token)).forecast).toEqual(entries);
    expect((await get(token)).needsPersonAt).toBe(entries[0].at);
  });

  it('tells that access ends where no refresh token came', async () => {
    const token = await connect('online-files');
    const { forecast: entries, expiresAt } = await get(token);
    expect(entries).toMatchObject([{ kind: 'access-ends', at: expiresAt, isCertain: true, remedy: 'reconnect' }]);
  });

  it('offers to keep alive what dies of idleness, and then the clock renews it at any rate', async () => {
    const token = await connect('idle-files');
    expect((await get(token)).forecast).toMatchObject([
      { kind: 'dies-of-idleness', isCertain: false, isPreventable: true },
    ]);
    expect((await get(token)).nextRenewalAt).toBeUndefined();
    const kept = (await change(token, { keepAlive: true })).body;
    expect(kept).toMatchObject({ keepAlive: true, forecast: [], renewalRate: 'disabled' });
    expect([16, 17, 18, 19, 20]).toContain(daysAhead(kept.nextRenewalAt));
    await alterRow(latchkey.app, token.id, { nextRenewalAt: new Date(0) });
    await latchkey.app.nest.get(RenewalTimer).lookForDue();
    const renewed = await eventually(async () => {
      const now = await get(token);
      return now.generation === 3 ? now : undefined;
    });
    expect([16, 17, 18, 19, 20]).toContain(daysAhead(renewed.nextRenewalAt));
    const left = (await change(token, { keepAlive: false })).body;
    expect(left).toMatchObject({ forecast: [{ kind: 'dies-of-idleness' }] });
    expect(left.nextRenewalAt).toBeUndefined();
  });

  it.each([
    ['a date that is none', { credentialExpiresAt: 'soon' }],
    ['days that are none', { remindDays: -1 }],
    ['half a day', { remindDays: 1.5 }],
    ['more than a year', { remindDays: 366 }],
    ['a switch that is none', { keepAlive: 'yes' }],
    ['a contact that is none', { reminderContact: 7 }],
    ['no contact at all', { reminderContact: null }],
  ])('is not set by %s', async (_what, wanted) => {
    const token = await connectRedox(admin, { name: 'Redox' });
    expect((await change(token, wanted)).status).toBe(400);
  });

  it('forgets a typed-in date that is taken back', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    expect((await change(token, { credentialExpiresAt: '2040-01-01', remindDays: 3 })).body).toMatchObject({
      credentialExpiresAt: '2040-01-01T00:00:00.000Z',
      needsPersonAt: '2040-01-01T00:00:00.000Z',
      remindDays: 3,
    });
    const { body } = await change(token, { credentialExpiresAt: null });
    expect(body).toMatchObject({ forecast: [], remindDays: 3 });
    expect([body.credentialExpiresAt, body.needsPersonAt]).toEqual([undefined, undefined]);
  });
});
