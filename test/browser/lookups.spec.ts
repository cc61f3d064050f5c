import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createCaller, type TestTenant } from '../support/api-client.js';
import { alterRow } from '../support/story/rows.js';
import { launchBrowser } from './support/browser.js';
import { House } from './support/house.js';
import { connectDropbox } from './support/tokens.js';
import { Visitor } from './support/visitor.js';

describe('Lookups in the App Builder', () => {
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let visitor: Visitor;
  let page: Page;
  let appId: string;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    tenant = await house.createTenant();
    const { body } = await tenant.admin.post('/v1/apps', { name: 'Intake', kind: 'form-based' });
    appId = body.id;
    await connectDropbox(house, tenant.admin, { name: 'Clinic Files' });
    visitor = await Visitor.arrive(browser, house);
    page = visitor.page;
    await visitor.join(await house.invite(tenant, { role: 'designer', appIds: [appId] }));
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('begin with an empty tab of a form-based app, from where the keyboard leads to the form', async () => {
    await visitor.open(`/apps/${appId}`);
    await page.getByRole('navigation', { name: 'Parts of the app' }).getByRole('link', { name: 'Lookups' }).click();
    await page.getByRole('heading', { name: 'No lookups yet' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await visitor.tabTo('Create lookup');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Create lookup' }).waitFor();
  });

  it('are made of a token, an action that reads, what is fixed, and what the form gives', async () => {
    await visitor.tabTo('Name');
    await page.keyboard.type('Folders');
    await visitor.tabTo('Access token');
    await page.keyboard.type('Clinic Files');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Action' }).or(page.getByLabel('Action')).first().click();
    await page.getByRole('option', { name: 'List folder' }).waitFor();
    expect(await page.getByRole('option', { name: 'Delete' }).count()).toBe(0);
    await page.getByRole('option', { name: 'List folder' }).click();
    await visitor.press('Add a value');
    await page.getByLabel('Its name').fill('folder');
    await page.getByLabel('Goes to').selectOption({ label: 'Folder path' });
    await page.getByLabel('Stored value at').fill('path_display');
    await page.getByLabel('Shown text at').fill('name');
    expect(await visitor.findings()).toEqual([]);
    await visitor.press('Create lookup');
    await page.getByRole('heading', { level: 1, name: 'Folders' }).waitFor();
    const { body } = await tenant.admin.get(`/v1/apps/${appId}/lookups/Folders`);
    expect(body).toMatchObject({ action: 'dropbox.listFolder', token: 'Clinic Files', warnings: [] });
    expect(body.parameters).toMatchObject([{ name: 'folder', type: 'text', required: true, input: 'path' }]);
  });

  it('are tried on the spot, as a form would ask', async () => {
    await tenant.admin.patch(`/v1/apps/${appId}`, { declaredTokens: ['Clinic Files'] }, { 'if-match': '*' });
    const runner = await createCaller(tenant.admin, { rights: ['run'], appId });
    const upload = { token: 'Clinic Files', with: { path: '/intake/form.txt', content: 'x' } };
    expect((await runner.post(`/v1/apps/${appId}/actions/dropbox.uploadFile`, upload)).status).toBe(200);
    await page.getByRole('region', { name: 'Try it' }).getByLabel('folder').fill('/intake');
    await visitor.press('Ask');
    await page.getByRole('cell', { name: '/intake/form.txt' }).waitFor();
    await page.getByText('Served by "Clinic Files", generation 1.').waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('say what is wrong with a declaration, and are changed by the next that is right', async () => {
    await page.getByLabel('Its name').fill('the folder');
    await page.getByRole('button', { name: 'Save lookup' }).click();
    await page.getByRole('alert', { name: 'That did not work' }).waitFor();
    await page.getByLabel('Its name').fill('place');
    await page.getByRole('button', { name: 'Save lookup' }).click();
    await page.getByRole('region', { name: 'Try it' }).getByLabel('place').waitFor();
    const { body } = await tenant.admin.get(`/v1/apps/${appId}/lookups/Folders`);
    expect(body.parameters).toMatchObject([{ name: 'place' }]);
  });

  it('warn of a token that is in doubt, and still show what a form gets', async () => {
    const { body } = await tenant.admin.get('/v1/access-tokens?search=Clinic');
    await alterRow(house.app, body.items[0].id, { state: 'in-doubt' });
    await visitor.open(`/apps/${appId}/lookups/Folders`);
    const known = page.getByRole('region', { name: 'What to know' });
    await known.getByText('The access token is in doubt').waitFor();
    await known.getByText('Forms are served by what "Clinic Files" has until').waitFor();
    expect(await visitor.findings()).toEqual([]);
    await visitor.open(`/apps/${appId}/lookups`);
    await page.getByText('The access token is in doubt').waitFor();
    await alterRow(house.app, body.items[0].id, { state: 'connected' });
  });

  it('stand where their token says where it is used, and warn when it is missing', async () => {
    const { body } = await tenant.admin.get('/v1/access-tokens?search=Clinic');
    const [token] = body.items;
    const admin = await Visitor.arrive(browser, house);
    await admin.join(await house.invite(tenant, { role: 'admin' }));
    await admin.open(`/manage/tokens/${token.id}`);
    await admin.page.getByRole('link', { name: 'Where used' }).click();
    await admin.page.getByText('Lookup Folders').waitFor();
    expect(admin.troubles).toEqual([]);
    await admin.leave();
    await tenant.admin.delete(`/v1/access-tokens/${token.id}?force=true`, { 'if-match': '*' });
    await visitor.open(`/apps/${appId}/lookups`);
    await page.getByText('No such access token').waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('are deleted after a question', async () => {
    await page.getByRole('link', { name: 'Folders' }).click();
    await page.getByText('There is no access token "Clinic Files" yet').waitFor();
    await page.getByRole('button', { name: 'Delete lookup' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete lookup' }).click();
    await page.getByRole('heading', { name: 'No lookups yet' }).waitFor();
    expect((await tenant.admin.get(`/v1/apps/${appId}/lookups/Folders`)).status).toBe(404);
    expect(visitor.troubles).toEqual([]);
  });
});
