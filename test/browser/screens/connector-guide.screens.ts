import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { takeScreens } from '../support/screens.js';
import { Visitor } from '../support/visitor.js';

describe('Guides to connectors', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('with actions, with several methods, and with little that is known', async () => {
    const visitor = await Visitor.arrive(browser, house);
    const { page } = visitor;
    await visitor.join(await house.invite(await house.createTenant('Demo Clinic'), { role: 'admin' }));
    for (const connector of ['dropbox', 'netsuite', 'slack']) {
      await visitor.open(`/connectors/${connector}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await takeScreens(visitor, `guide-${connector}-long`);
    }
    await visitor.open('/connectors/dropbox');
    await page.getByText('dropbox.uploadFile', { exact: true }).click();
    await page.getByText('Input as JSON Schema').locator('visible=true').click();
    await takeScreens(visitor, 'guide-action-long');
  });
});
