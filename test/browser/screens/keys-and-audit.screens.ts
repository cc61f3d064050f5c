import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createApp, createCaller } from '../../support/api-client.js';
import { launchBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { takeScreens } from '../support/screens.js';
import { connectRedox } from '../support/tokens.js';
import { Visitor } from '../support/visitor.js';

const LONG = 'Quarterly reconciliation of outstanding patient invoices across every clinic of the northern region';

describe('API keys and the audit', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('of a company at work', async () => {
    const tenant = await house.createTenant('Demo Clinic');
    const { admin } = tenant;
    const visitor = await Visitor.arrive(browser, house);
    const { page } = visitor;
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    const appId = await createApp(tenant, LONG);
    await visitor.open(`/apps/${appId}/keys`);
    await page.getByRole('heading', { name: 'No keys yet' }).waitFor();
    await takeScreens(visitor, 'app-keys-empty');
    await createCaller(admin, { rights: ['run'], appId });
    await createCaller(admin, { rights: ['manage-app', 'run'] });
    for (const name of ['Clinic Redox', LONG]) await connectRedox(admin, { name });
    await visitor.open('/manage/keys');
    await page.getByRole('row').nth(2).waitFor();
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByRole('dialog').waitFor();
    await takeScreens(visitor, 'keys-create');
    await page.getByLabel('Name').fill(LONG);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'I have stored it' }).waitFor();
    await takeScreens(visitor, 'keys-made');
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await visitor.dialogClosed();
    await takeScreens(visitor, 'keys');
    await visitor.open(`/apps/${appId}/keys`);
    await page.getByRole('row').nth(1).waitFor();
    await takeScreens(visitor, 'app-keys');
    await visitor.open('/manage/webhooks');
    await page.getByText('No webhooks yet').waitFor();
    await takeScreens(visitor, 'webhooks-empty');
    await page.getByRole('button', { name: 'Add webhook' }).click();
    await page
      .getByLabel('Address')
      .fill('https://hooks.example/northern-region/quarterly-reconciliation/of-outstanding');
    await takeScreens(visitor, 'webhooks-add');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await visitor.dialogClosed();
    await page.getByRole('row').nth(1).waitFor();
    await takeScreens(visitor, 'webhooks');
    await page.getByRole('link', { name: /hooks.example/ }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('row').nth(1).waitFor();
    await takeScreens(visitor, 'webhook');
    await visitor.open('/manage/audit');
    await page.getByRole('row').nth(2).waitFor();
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText('The chain holds').waitFor();
    await takeScreens(visitor, 'audit');
  });
});
