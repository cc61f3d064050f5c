import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { sandboxAccounts } from '../../sandbox/vendors.js';
import { createApp, type Json, type TestTenant } from '../support/api-client.js';
import { launchBrowser } from './support/browser.js';
import { ConfigurationScreen } from './support/configuration-screen.js';
import { House } from './support/house.js';
import { clinicProcess, publish, runUntil } from './support/processes.js';
import { connectDropbox, connectRedox, multiplyToken } from './support/tokens.js';
import { Visitor } from './support/visitor.js';

describe('A live access token', () => {
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let visitor: Visitor;
  let page: Page;
  let screen: ConfigurationScreen;
  let appId: string;
  let processId: string;
  let token: Json;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    tenant = await house.createTenant();
    const { admin } = tenant;
    appId = await createApp(tenant, 'Clinic Close');
    await connectRedox(admin, { name: 'Clinic Redox' });
    token = await connectDropbox(house, admin, { name: 'Clinic Files', appId });
    const definition = clinicProcess({ redox: 'Clinic Redox', dropbox: 'Clinic Files' });
    processId = await publish(admin, appId, { name: 'Close a case', definition });
    visitor = await Visitor.arrive(browser, house);
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    page = visitor.page;
    screen = new ConfigurationScreen(visitor);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('is edited beside itself: live and draft, what the change touches, and the generation after Done', async () => {
    await visitor.open(`/apps/${appId}/tokens/${token.id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('heading', { name: 'Live and draft' }).waitFor();
    await page.getByText('1 place in 1 app go on with the new values at once').waitFor();
    expect(await visitor.findings()).toEqual([]);
    const { id, secret } = sandboxAccounts.dropbox.secondApp;
    await screen.fill({ 'App Key': id, 'App Secret': secret });
    await screen.consent();
    expect((await tenant.admin.get(`/v1/access-tokens/${token.id}`)).body.generation).toBe(1);
    await screen.done('Clinic Files');
    await page.getByText('Clinic Files is live, generation 2.').waitFor();
    const runId = await runUntil(tenant.admin, { appId, processId }, 'completed', 'faulted');
    await visitor.open(`/apps/${appId}/runs/${runId}`);
    await page.getByText('generation 2').waitFor();
  });

  it('is renewed now, and tested, with the account that answers', async () => {
    await visitor.open(`/apps/${appId}/tokens/${token.id}`);
    await page.getByRole('button', { name: 'Test Connection' }).click();
    await page.getByText('ada@clinic.example answered.').waitFor();
    await page.getByRole('button', { name: 'Renew now' }).click();
    await page.getByText('Renewed: generation 3 is live.').waitFor();
  });

  it('changes before your eyes when somebody else renews it', async () => {
    await visitor.open(`/apps/${appId}/tokens/${token.id}`);
    await page.getByRole('heading', { level: 1, name: 'Clinic Files' }).waitFor();
    const { body } = await tenant.admin.post(`/v1/access-tokens/${token.id}/renewal`, {});
    await page.getByText(String(body.generation), { exact: true }).waitFor();
  });

  it('is described anew without a new token, and of two who do so the second is told', async () => {
    const second = await visitor.context.newPage();
    for (const tab of [page, second]) {
      await tab.goto(`${house.url}/apps/${appId}/tokens/${token.id}`);
      await tab.getByRole('button', { name: 'Edit' }).click();
      await tab.getByText('The live one goes on').waitFor();
      await tab.getByLabel('Description').fill('Letters of the clinic');
    }
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByText(/^Clinic Files is live, generation \d+\.$/).waitFor();
    await second.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByText('Letters of the clinic').waitFor();
    await second.getByText('was changed by somebody else').waitFor();
    await second.close();
  });

  it.each([
    ['Overview', ''],
    ['Where used', '/uses'],
    ['Renewals', '/renewals'],
    ['Permissions', '/permissions'],
  ])('shows %s at an address of its own, accessible to all', async (tab, path) => {
    await visitor.open(`/apps/${appId}/tokens/${token.id}/permissions`);
    await page.getByText('Who may design with it').waitFor();
    await page.getByRole('link', { name: tab, exact: true }).click();
    await page.waitForURL(({ pathname }) => pathname === `/apps/${appId}/tokens/${token.id}${path}`);
    await visitor.settle();
    expect(await visitor.findings()).toEqual([]);
  });

  it('is not removed while it is used, before every use was read and accepted', async () => {
    await visitor.open(`/apps/${appId}/tokens/${token.id}`);
    await page.getByRole('button', { name: 'Remove' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Clinic Files?' });
    await dialog.getByText('It is used in 1 place').waitFor();
    const remove = dialog.getByRole('button', { name: 'Remove' });
    expect(await remove.isDisabled()).toBe(true);
    expect(await visitor.findings()).toEqual([]);
    await dialog.getByLabel('I know that these uses stop working').check();
    await remove.click();
    await visitor.dialogClosed();
    await page.getByText('Clinic Files was removed.').waitFor();
    expect((await tenant.admin.get(`/v1/access-tokens/${token.id}`)).status).toBe(404);
    const runId = await runUntil(tenant.admin, { appId, processId }, 'parked');
    await visitor.open(`/apps/${appId}/runs/${runId}`);
    await page.getByRole('link', { name: 'Add the access token' }).click();
    await page.getByRole('heading', { level: 1, name: 'Add access token' }).waitFor();
    await page.waitForURL(({ searchParams }) => searchParams.get('name') === 'Clinic Files');
  });

  it('is found among ten thousand by typing its name', async () => {
    const { body } = await tenant.admin.get('/v1/access-tokens?search=Clinic%20Redox');
    await multiplyToken(house, body.items[0].id, 10_000);
    await visitor.open('/manage/tokens');
    await page.getByText(/of 10,001$/).waitFor();
    await page.getByRole('searchbox', { name: 'Search access tokens' }).fill('Copy 9876');
    await page.getByText('1 access token', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Copy 9876' }).waitFor();
  });

  it('stayed within the content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });
});
