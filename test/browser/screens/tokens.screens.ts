import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { sandboxAccounts } from '../../../sandbox/vendors.js';
import { createApp } from '../../support/api-client.js';
import { launchBrowser } from '../support/browser.js';
import { ConfigurationScreen } from '../support/configuration-screen.js';
import { House } from '../support/house.js';
import { clinicProcess, publish } from '../support/processes.js';
import { takeScreens } from '../support/screens.js';
import { connectDropbox, connectRedox, multiplyToken } from '../support/tokens.js';
import { Visitor } from '../support/visitor.js';

const { dropbox } = sandboxAccounts;
const LONG = 'Quarterly reconciliation of outstanding patient invoices across every clinic of the northern region';

describe('Access tokens', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('on the way to the first one', async () => {
    const visitor = await Visitor.arrive(browser, house);
    const tenant = await house.createTenant('Empty Clinic');
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    const screen = new ConfigurationScreen(visitor);
    const { page } = visitor;
    await visitor.open('/manage/tokens');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await takeScreens(visitor, 'tokens-empty');
    await visitor.open('/manage/tokens/new');
    await page.getByRole('searchbox').waitFor();
    await takeScreens(visitor, 'gallery');
    await page.getByRole('searchbox').fill('nothing like this');
    await takeScreens(visitor, 'gallery-none');
    await page.getByRole('searchbox').fill('NetSuite');
    await page
      .getByRole('button', { name: /NetSuite/ })
      .first()
      .click();
    await takeScreens(visitor, 'gallery-method');
    await screen.add('/manage/tokens', 'Dropbox');
    await takeScreens(visitor, 'connect-new-long');
    await screen.button('Get OAuth 2.0 Access Token').click();
    await takeScreens(visitor, 'connect-missing-long');
    await screen.fill({ 'Token Name': LONG, 'App Key': dropbox.app.id, 'App Secret': 'wrong' });
    const popup = await screen.openConsent();
    await takeScreens(visitor, 'connect-waiting-long');
    await popup.screenshot({ path: 'screenshots/consent-sandbox.light.png' });
    await popup.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('Not connected').waitFor();
    await takeScreens(visitor, 'connect-refused-long');
    await popup.screenshot({ path: 'screenshots/consent-refused.light.png' });
    await popup.close();
    await screen.fill({ 'App Secret': dropbox.app.secret });
    await screen.consent();
    await takeScreens(visitor, 'connect-issued-long');
  });

  it('of a company at work', async () => {
    const visitor = await Visitor.arrive(browser, house);
    const tenant = await house.createTenant('Demo Clinic');
    const { admin } = tenant;
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    const { page } = visitor;
    const redox = await connectRedox(admin, { name: 'Clinic Redox', description: 'Patients and their visits.' });
    await visitor.open('/manage/tokens');
    await page.getByText('Clinic Redox').waitFor();
    await takeScreens(visitor, 'tokens-one');
    const appId = await createApp(tenant, 'Clinic Close');
    await connectRedox(admin, { name: 'Clinic Redox', appId });
    const files = await connectDropbox(house, admin, { name: 'Clinic Files', appId });
    await connectRedox(admin, { name: LONG, description: `${LONG}. ${LONG}. ${LONG}.` });
    await publish(admin, appId, {
      name: 'Close a case',
      definition: clinicProcess({ redox: 'Clinic Redox', dropbox: 'Clinic Files' }),
    });
    const troubled = await connectDropbox(house, admin, { name: 'Branch Files' });
    await house.vendors.revoke('dropbox', { all: true });
    await admin.post(`/v1/access-tokens/${troubled.id}/renewal`, {});
    for (const [name, path] of [
      ['tokens-few', '/manage/tokens'],
      ['tokens-of-app', `/apps/${appId}/tokens`],
      ['token', `/manage/tokens/${redox.id}`],
      ['token-of-app', `/apps/${appId}/tokens/${files.id}`],
      ['token-needs-person', `/manage/tokens/${troubled.id}`],
    ] as const) {
      await visitor.open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await takeScreens(visitor, name);
    }
    for (const tab of ['Where used', 'Renewals', 'Permissions']) {
      await visitor.open(`/apps/${appId}/tokens/${files.id}`);
      await page.getByRole('link', { name: tab }).click();
      await takeScreens(visitor, `token-${tab.toLowerCase().replace(' ', '-')}`);
    }
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').waitFor();
    await takeScreens(visitor, 'token-remove');
    await visitor.open(`/apps/${appId}/tokens/${files.id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('heading', { name: 'Live and draft' }).waitFor();
    await takeScreens(visitor, 'connect-edit-long');
    await multiplyToken(house, redox.id, 10_000);
    await visitor.open('/manage/tokens');
    await page.getByText('10,003').first().waitFor();
    await takeScreens(visitor, 'tokens-many');
  });
});
