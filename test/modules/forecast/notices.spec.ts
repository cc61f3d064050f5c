import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NoticeClock } from '../../../src/modules/forecast/notice-clock.js';
import type { ApiClient, Json } from '../../support/api-client.js';
import type { TestApp } from '../../support/app.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectDropbox, connectRedox } from '../../support/story/connected-tokens.js';
import { ANY } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { MORTAL_FILES } from '../../support/story/mortal-files.js';

const DAY = 86_400;

describe.each(engines)('Notices on %s', (engine, createDatabase) => {
  let latchkey: Latchkey;
  let admin: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase, {}, MORTAL_FILES);
  });
  beforeEach(async () => {
    ({ admin } = await latchkey.createTenant());
  });
  afterAll(() => latchkey.close());

  /** The first may be one of the clock's own that began before; the second sees all that is due now. */
  async function look(app: TestApp = latchkey.app): Promise<void> {
    for (let looks = 0; looks < 2; looks += 1) await app.nest.get(NoticeClock).look();
  }
  const path = ({ id }: Json) => `/v1/access-tokens/${id}`;
  const events = async (token: Json, type: string) => {
    const { items } = (await admin.get(`/v1/events?subjectId=${token.id}&type=${type}`)).body;
    return items.reverse();
  };
  const daysTold = async (token: Json, type: string) => (await events(token, type)).map(({ data }: Json) => data.days);
  /** Events are listed a moment after they are recorded. */
  async function expectTold(token: Json, type: string, days: readonly number[]): Promise<void> {
    await eventually(async () => (await daysTold(token, type)).length >= days.length);
    expect(await daysTold(token, type)).toEqual(days);
  }
  const expectForecasts = (token: Json, days: readonly number[]) => expectTold(token, 'access-token.forecast', days);
  const expectReminders = (token: Json, days: readonly number[]) =>
    expectTold(token, 'access-token.expiry-reminder', days);
  const openAlerts = async () => (await admin.get('/v1/alerts')).body.items;
  const inDays = (days: number) => new Date(latchkey.clock.now().getTime() + days * DAY * 1_000).toISOString();

  async function passDays(days: number): Promise<void> {
    await latchkey.passTime(days * DAY);
    await look();
  }

  it('tell 14, 7 and 1 days ahead that somebody will be needed, each once', async () => {
    const token = await connectDropbox(latchkey, admin, { connector: 'monthly-files', name: 'Files' });
    await passDays(15.9);
    await expectForecasts(token, []);
    await passDays(0.2);
    await expectForecasts(token, [14]);
    // A renewal and a change of the name compute anew what is to be told, and tell nothing again.
    await admin.post(`${path(token)}/renewal`, {});
    await admin.patch(path(token), { description: 'changed' }, ANY);
    for (let day = 0; day < 20; day += 1) await passDays(1);
    await expectForecasts(token, [14, 7, 1]);
    const [first] = await events(token, 'access-token.forecast');
    expect(first).toMatchObject({
      data: {
        subject: { kind: 'access-token', id: token.id, name: 'Files' },
        ...{ kind: 'consent-ends', isCertain: true, remedy: 'reconnect', at: expect.any(String) },
      },
    });
  });

  it('begin anew when somebody has consented again', async () => {
    const token = await connectDropbox(latchkey, admin, { connector: 'monthly-files', name: 'Files' });
    await passDays(24);
    await expectForecasts(token, [7]);
    await connectDropbox(latchkey, admin, { connector: 'monthly-files', name: 'Other' });
    const draft = (await admin.post('/v1/drafts', { tokenId: token.id })).body;
    const { consentUrl } = (await admin.post(`/v1/drafts/${draft.id}/issuance`, {})).body;
    await latchkey.browser().consent(consentUrl);
    expect((await admin.post(`/v1/drafts/${draft.id}/done`, {})).status).toBe(200);
    await passDays(17);
    await expectForecasts(token, [7, 14]);
  });

  it('remind every day of a typed-in date, and name whom it is for', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    const wanted = { credentialExpiresAt: inDays(4), remindDays: 2, reminderContact: 'clinic@example.com' };
    await admin.patch(path(token), wanted, ANY);
    await look();
    await expectReminders(token, []);
    for (let day = 0; day < 8; day += 1) await passDays(1);
    await expectReminders(token, [2, 1, 0]);
    await expectForecasts(token, []);
    const [first] = await events(token, 'access-token.expiry-reminder');
    expect(first.data).toMatchObject({
      contact: 'clinic@example.com',
      kind: 'credential-expires',
      remedy: 'configure',
    });
  });

  it('open an alert that a new date closes', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    await admin.patch(path(token), { credentialExpiresAt: inDays(3) }, ANY);
    await look();
    expect(await openAlerts()).toMatchObject([{ cause: 'credential', remedy: 'configure' }]);
    await admin.patch(path(token), { description: 'changed' }, ANY);
    expect(await openAlerts()).toHaveLength(1);
    await admin.patch(path(token), { credentialExpiresAt: inDays(300) }, ANY);
    expect(await openAlerts()).toEqual([]);
  });

  it('leave no alert of a token that is removed', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    await admin.patch(path(token), { credentialExpiresAt: inDays(3) }, ANY);
    await look();
    await admin.delete(path(token), ANY);
    expect(await openAlerts()).toEqual([]);
  });

  it('say nothing of what is switched off, and catch up when it is enabled', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    await admin.post(`${path(token)}/disable`, {}, ANY);
    await admin.patch(path(token), { credentialExpiresAt: inDays(10) }, ANY);
    await passDays(4.5);
    await expectReminders(token, []);
    await admin.post(`${path(token)}/enable`, {}, ANY);
    await look();
    await expectReminders(token, [6]);
  });

  it('are told once over a restart', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    await admin.patch(path(token), { credentialExpiresAt: inDays(10.5) }, ANY);
    await look();
    await latchkey.restart();
    await look();
    await expectReminders(token, [11]);
  });

  if (engine === 'PostgreSQL') {
    it('are told once by all replicas together', async () => {
      const replicas = [latchkey.app, await latchkey.another(), await latchkey.another()];
      const tokens: Json[] = [];
      for (let index = 0; index < 12; index += 1) tokens.push(await connectRedox(admin, { name: `Token ${index}` }));
      for (const token of tokens) await admin.patch(path(token), { credentialExpiresAt: inDays(10.5) }, ANY);
      await Promise.all(replicas.map((replica) => look(replica)));
      for (const token of tokens) await expectReminders(token, [11]);
      await Promise.all(replicas.slice(1).map((replica) => replica.close()));
    });
  }
});
