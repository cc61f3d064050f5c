import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ownCrm } from '../../support/own-crm.js';
import { launchBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { takeScreens } from '../support/screens.js';
import { Visitor } from '../support/visitor.js';

const LONG = 'Quarterly reconciliation of outstanding patient invoices across every clinic of the northern region';

describe('Own connectors', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('of a company that describes its systems', async () => {
    const tenant = await house.createTenant('Demo Clinic');
    const visitor = await Visitor.arrive(browser, house);
    const { page } = visitor;
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    await visitor.open('/manage/own-connectors');
    await page.getByText('No own connectors yet').waitFor();
    await takeScreens(visitor, 'own-connectors-empty');
    await page.getByRole('link', { name: 'Describe a connector' }).click();
    const editor = page.getByRole('textbox', { name: 'Description' });
    await editor.waitFor();
    await takeScreens(visitor, 'own-connector-new');
    const example = await editor.inputValue();
    await editor.fill(example.replace('"https://login.crm', '"https://evil').replace('"clientSecret",', '"region",'));
    await page.getByRole('button', { name: 'Add connector' }).click();
    await page.getByRole('alert').waitFor();
    await takeScreens(visitor, 'own-connector-refused-long');
    await editor.fill(example);
    await page.getByRole('button', { name: 'Add connector' }).click();
    await page.getByRole('heading', { level: 1, name: 'CRM of the company' }).waitFor();
    await takeScreens(visitor, 'own-connector-long');
    const hosts = ['erp.northern-region.example', 'login.northern-region.example'];
    await tenant.admin.post('/v1/own-connectors', {
      definition: ownCrm({ key: 'own-long', title: LONG.slice(0, 100), hosts: [...hosts, 'login.crm.example'] }),
    });
    await visitor.open('/manage/own-connectors');
    await page.getByRole('row').nth(2).waitFor();
    await takeScreens(visitor, 'own-connectors');
    await visitor.open('/manage/own-connectors/own-crm');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('dialog').waitFor();
    await takeScreens(visitor, 'own-connector-remove');
    await visitor.open('/nowhere');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await takeScreens(visitor, 'nowhere');
  });
});
