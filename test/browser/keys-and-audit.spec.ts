import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Database } from '../../src/modules/database/database.js';
import { ApiClient, createApp, type TestTenant } from '../support/api-client.js';
import { launchBrowser } from './support/browser.js';
import { House } from './support/house.js';
import { connectRedox } from './support/tokens.js';
import { Visitor } from './support/visitor.js';

describe('API keys and the audit', () => {
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let visitor: Visitor;
  let page: Page;
  let appId: string;
  let key = '';
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    tenant = await house.createTenant();
    appId = await createApp(tenant, 'Clinic Close');
    await connectRedox(tenant.admin, { name: 'Clinic Redox' });
    visitor = await Visitor.arrive(browser, house);
    page = visitor.page;
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  /** The key that is shown once, after which it is stored. */
  const store = async (name: string): Promise<string> => {
    const shown = page.getByRole('dialog', { name: `The key of ${name}` });
    const value = (await shown.locator('code').textContent()) ?? '';
    expect(await visitor.findings()).toEqual([]);
    await shown.getByRole('button', { name: 'I have stored it' }).click();
    await visitor.dialogClosed();
    return value;
  };

  it('makes a key for one app, by keyboard alone, shows it once, and the key opens that app and no other door', async () => {
    await visitor.open('/manage/keys');
    await visitor.press('Create key');
    const form = page.getByRole('dialog', { name: 'Create an API key' });
    await visitor.focusOn(form.getByLabel('Name'));
    await page.keyboard.press('Enter');
    await form.getByText('Say which program uses it.').waitFor();
    expect(await visitor.findings()).toEqual([]);
    await form.getByLabel('Name').fill('Claims engine');
    await form.getByLabel('Works in').selectOption('Clinic Close');
    await form.getByRole('checkbox', { name: 'Manage the tenant' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    key = await store('Claims engine');
    await page.getByRole('row', { name: /Claims engine.*Clinic Close.*Run.*Active.*in 3 months/ }).waitFor();
    const program = new ApiClient(house.url, key);
    expect((await program.get(`/v1/apps/${appId}`)).status).toBe(200);
    expect((await program.get('/v1/users')).status).toBe(403);
    expect(await page.content()).not.toContain(key);
  });

  it('revokes a key after a question, and its very next request is refused', async () => {
    await page.getByRole('button', { name: 'Revoke Claims engine' }).click();
    await page.getByRole('dialog').getByText('Its very next request is refused').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await visitor.dialogClosed();
    await page.getByRole('row', { name: /Claims engine.*Revoked/ }).waitFor();
    expect((await new ApiClient(house.url, key).get(`/v1/apps/${appId}`)).status).toBe(401);
    expect(await visitor.findings()).toEqual([]);
  });

  it('lets a designer make keys of his own app, with no more rights than his', async () => {
    const designer = await Visitor.arrive(browser, house);
    await designer.join(await house.invite(tenant, { role: 'designer', appIds: [appId] }));
    await designer.open(`/apps/${appId}/keys`);
    await designer.page.getByRole('row', { name: /Claims engine/ }).waitFor();
    await designer.page.getByRole('button', { name: 'Create key' }).click();
    const form = designer.page.getByRole('dialog');
    await form.getByRole('checkbox', { name: 'Manage apps' }).waitFor();
    expect(await form.getByRole('checkbox').count()).toBe(2);
    expect(await designer.findings()).toEqual([]);
    await form.getByLabel('Name').fill('Forms');
    await form.getByRole('button', { name: 'Create key' }).click();
    await designer.page.getByRole('button', { name: 'I have stored it' }).click();
    await designer.page.getByRole('row', { name: /Forms.*Run.*Active/ }).waitFor();
    expect(await designer.page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
    expect(designer.troubles).toEqual([]);
    await designer.leave();
  });

  it('tells who did what to which thing, the newest first, and all of one thing at an address that can be kept', async () => {
    await visitor.open('/manage/audit');
    await page.getByRole('row', { name: /Ada Lovelace.*API key revoked.*Claims engine/ }).waitFor();
    await page.getByRole('row', { name: /Access token added.*Clinic Redox/ }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await page.getByRole('link', { name: 'Show only events about Claims engine' }).first().click();
    await page.getByRole('link', { name: 'Show all events' }).waitFor();
    await page.getByRole('row', { name: /Access token added/ }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('row', { name: /API key created.*Claims engine.*May: run.*Ends: \d+ \w+ \d{4}/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(3);
  });

  it('checks the chain, and says so when somebody changed the database beside it', async () => {
    await visitor.open('/manage/audit');
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText('The chain holds').waitFor();
    expect(await visitor.findings()).toEqual([]);
    const meddling = `UPDATE audit_event SET action = 'key.created' WHERE action = 'key.revoked'`;
    await house.app.nest.get(Database).write((manager) => manager.query(meddling));
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText('The chain is broken').waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('stayed within the content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });
});
