import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Figures } from '../../../src/modules/figures/figures.js';
import { FirstStart } from '../../../src/modules/users/links/first-start.js';
import { createApp } from '../../support/api-client.js';
import { launchBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { takeScreens } from '../support/screens.js';
import { connectRedox } from '../support/tokens.js';
import { Visitor } from '../support/visitor.js';

const LONG = 'Quarterly reconciliation of outstanding patient invoices across every clinic of the northern region';
const DAY = 86_400_000;

describe('The Manage Center', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('before the sign-in', async () => {
    const link = (await house.app.nest.get(FirstStart).link())?.url.reveal('a person opens it') ?? '';
    const visitor = await Visitor.arrive(browser, house);
    const { page } = visitor;
    await page.goto(link);
    await page.getByLabel('Company').waitFor();
    await takeScreens(visitor, 'welcome-first');
    await page.goto(`${house.url}/welcome#used`);
    await page.getByRole('alert').waitFor();
    await takeScreens(visitor, 'welcome-dead-link');
    await visitor.open('/sign-in');
    await page.getByLabel('E-mail address').fill('ada@clinic.example');
    await page.getByLabel('Password', { exact: true }).fill('not the right one');
    await takeScreens(visitor, 'sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await takeScreens(visitor, 'sign-in-refused');
    const tenant = await house.createTenant('Northern Clinic');
    await page.goto(await house.invite(tenant, { role: 'designer' }));
    await page.getByLabel('Your name').waitFor();
    await takeScreens(visitor, 'welcome-invitation');
  });

  it('with its people and its health', async () => {
    const tenant = await house.createTenant('Demo Clinic');
    const { admin } = tenant;
    // Before the sign-in: a session ends while a day goes by.
    await happen(house, tenant.id);
    const visitor = await Visitor.arrive(browser, house);
    const { page } = visitor;
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    const appIds = [await createApp(tenant, 'Clinic Close'), await createApp(tenant, LONG)];
    for (const [name, more] of [
      ['Dora Designer', { role: 'designer', appIds }],
      ['Maximiliane Featherstonehaugh-Cholmondeley of the Northern Region', { role: 'designer', appIds: [appIds[1]] }],
      ['Bob', { role: 'admin' }],
    ] as const) {
      const email = `${name.slice(0, 24).replace(/\W+/g, '.').toLowerCase()}@quite-a-long-name-of-a-clinic.example`;
      await admin.post('/v1/users', { email, name, ...more });
    }
    await visitor.open('/manage/users');
    await page.getByText('Dora Designer').waitFor();
    await takeScreens(visitor, 'users');
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('dialog').waitFor();
    await takeScreens(visitor, 'users-invite');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Actions for Dora' }).click();
    await page.getByRole('menuitem', { name: 'New invitation link' }).click();
    await page.getByRole('dialog').locator('code').waitFor();
    await takeScreens(visitor, 'users-link');
    await visitor.open('/account');
    await page.getByText('This browser').waitFor();
    await takeScreens(visitor, 'account');
    await visitor.open('/manage/health');
    await page.getByRole('heading', { name: 'All is well' }).waitFor();
    await takeScreens(visitor, 'health-well');
    for (const [index, name] of ['Clinic Redox', LONG].entries()) {
      const { id } = await connectRedox(admin, { name });
      const end = new Date(house.clock.now().getTime() + (index * 9 + 2) * DAY).toISOString();
      await admin.patch(`/v1/access-tokens/${id}`, { credentialExpiresAt: end }, { 'if-match': '*' });
    }
    await visitor.open('/manage/health');
    await page.getByRole('heading', { name: 'Needs a person' }).waitFor();
    await page.getByRole('heading', { name: 'Failed renewals by cause' }).waitFor();
    await takeScreens(visitor, 'health-long');
  });
});

/** A day as it may be: busy from nine to five, and one bad hour. */
async function happen(house: House, tenantId: string): Promise<void> {
  const figures = house.app.nest.get(Figures);
  const many = (times: number, ...what: Parameters<Figures['count']>) => {
    for (let count = 0; count < times; count += 1) figures.count(...what);
  };
  for (let hour = 0; hour < 23; hour += 1) {
    const isBusy = hour > 7 && hour < 17;
    many(isBusy ? 400 + hour * 37 : 40 + hour * 3, tenantId, 'resolutions', 'resolved');
    many(isBusy ? 14 : 6, tenantId, 'renewals', 'renewed');
    if (hour === 12) {
      many(120, tenantId, 'resolutions', 'refused');
      many(9, tenantId, 'renewals', 'failed');
      many(6, tenantId, 'failures', 'vendor-unavailable');
      many(3, tenantId, 'failures', 'grant-refused');
    }
    await figures.flush();
    house.clock.advance(3_600_000);
  }
}
