import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createCaller, type TestTenant } from '../support/api-client.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { launchBrowser } from './support/browser.js';
import { House } from './support/house.js';
import { Visitor } from './support/visitor.js';

describe('Own connectors in the Manage Center', () => {
  let vendor: VendorServer;
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    vendor = await startVendorServer();
    vendor.reply((response, request) => {
      const isToken = request.path.includes('/token');
      json(isToken ? { access_token: 'issued-by-crm', expires_in: 3600 } : { name: 'Ada' })(response, request);
    });
    const environment = { LATCHKEY_SANDBOX_HOSTS: `*.crm.example=${vendor.address}` };
    [house, browser] = await Promise.all([House.open(environment), launchBrowser()]);
    tenant = await house.createTenant();
    visitor = await Visitor.arrive(browser, house);
    page = visitor.page;
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
  });
  afterAll(() => Promise.all([browser?.close(), house?.close(), vendor?.close()]));

  const editor = () => page.getByRole('textbox', { name: 'Description' });
  const edit = async (from: string, to: string) => {
    const text = await editor().inputValue();
    expect(text).toContain(from);
    await editor().fill(text.replace(from, to));
  };

  it('are described by keyboard alone, beginning with an example that is taken as it stands', async () => {
    await visitor.open('/manage/tokens');
    await page.getByRole('link', { name: 'Own connectors' }).click();
    await page.getByText('No own connectors yet').waitFor();
    expect(await visitor.findings()).toEqual([]);
    await visitor.tabTo('Describe a connector');
    await page.keyboard.press('Enter');
    await editor().waitFor();
    expect(await visitor.findings()).toEqual([]);
    await visitor.press('Add connector');
    await page.getByRole('heading', { level: 1, name: 'CRM of the company' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    expect((await tenant.admin.get('/v1/own-connectors/own-crm')).status).toBe(200);
  });

  it('say what is wrong at its place: what cannot be read, and what the server refuses', async () => {
    await edit('"title": "CRM', '"title": CRM"');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText('neither JSON nor YAML').waitFor();
    await edit('"title": CRM"', '"title": "CRM');
    await edit('https://login.crm.example/token', 'https://evil.example/token');
    await edit('"secret": "clientSecret"', '"secret": "region"');
    await page.getByRole('button', { name: 'Save' }).click();
    const problems = page.getByRole('alert').getByRole('listitem');
    await problems.filter({ hasText: 'methods.0.scheme.tokenUrl' }).waitFor();
    await problems.filter({ hasText: 'must be the name of a secret field' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await problems
      .filter({ hasText: 'tokenUrl' })
      .getByRole('button', { name: /^Line \d+$/ })
      .click();
    await visitor.focusOn(editor());
    const chosen = await page.evaluate(
      '((area) => area.value.slice(area.selectionStart, area.selectionEnd))(document.activeElement)',
    );
    expect(chosen).toBe('"https://evil.example/token"');
    expect((await tenant.admin.get('/v1/own-connectors/own-crm')).body.revision).toBe(1);
  });

  it('ask before what was typed is lost, and keep it when somebody stays', async () => {
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
    await visitor.dialogClosed();
    expect(await editor().inputValue()).toContain('evil.example');
    await edit('https://evil.example/token', 'https://login.crm.example/token');
    await edit('"secret": "region"', '"secret": "clientSecret"');
    await edit('CRM of the company', 'Customers');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await page.getByRole('link', { name: 'Own connectors' }).first().click();
    await page.getByRole('row', { name: /Customers.*own-crm.*login\.crm\.example.*OAuth 2\.0/ }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await page.getByRole('link', { name: 'Customers' }).click();
  });

  it('lead to the form of a first access token', async () => {
    await page.getByRole('link', { name: 'Connect', exact: true }).click();
    await page.getByRole('button', { name: /OAuth 2\.0/ }).click();
    await page.waitForURL(/\/connect\//);
    await page.getByLabel('Region').fill('eu-1');
    await page.getByLabel('Client ID').fill('client');
    await page.getByRole('textbox', { name: 'Client Secret' }).fill('hush-hush-hush');
    await page.getByLabel('Token Name', { exact: true }).fill('Customers');
    await page.getByRole('button', { name: 'Get OAuth 2.0 Access Token' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await page.waitForURL(/\/manage\/tokens\/.+/);
  });

  it('are removed only after it was said which access tokens stand on them', async () => {
    await visitor.open('/manage/own-connectors/own-crm');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    const question = page.getByRole('dialog', { name: 'Remove "Customers"?' });
    await question.getByText('1 access token was made with it.').waitFor();
    await question.getByRole('link', { name: 'Customers' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    expect(await question.getByRole('button', { name: 'Remove' }).isDisabled()).toBe(true);
    await question.getByLabel('Remove it all the same').check();
    await question.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No own connectors yet').waitFor();
    expect((await tenant.admin.get('/v1/own-connectors')).body.items).toEqual([]);
    const { items } = (await tenant.admin.get('/v1/access-tokens?search=Customers')).body;
    expect(items).toMatchObject([{ state: { name: 'connected' } }]);
  });

  it('are for admins: a designer is offered no button', async () => {
    const { admin } = tenant;
    const definition = JSON.parse(JSON.stringify(OTHER));
    expect((await admin.post('/v1/own-connectors', { definition })).status).toBe(201);
    await createCaller(admin, { rights: ['run'] });
    const designer = await Visitor.arrive(browser, house);
    await designer.join(await house.invite(tenant, { role: 'designer' }));
    await designer.open('/manage/own-connectors/own-other');
    await designer.page.getByRole('textbox', { name: 'Description' }).waitFor();
    expect(await designer.page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(await designer.page.getByRole('button', { name: 'More actions' }).count()).toBe(0);
    await designer.leave();
  });

  it('stayed within the content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });
});

const OTHER = {
  key: 'own-other',
  title: 'Other',
  docs: 'https://docs.crm.example/',
  hosts: ['api.crm.example'],
  methods: [
    {
      key: 'key',
      title: 'API key',
      fields: { apiKey: { kind: 'secret', label: 'API key', where: 'Settings' } },
      setup: ['Copy the key.'],
      baseUrl: 'https://api.crm.example',
      scheme: { kind: 'static-secret', parts: [{ in: 'bearer', secret: 'apiKey' }] },
      probe: { method: 'GET', url: 'https://api.crm.example/me' },
    },
  ],
};
