import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createApp } from '../../support/api-client.js';
import { launchBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { takeScreens } from '../support/screens.js';
import { connectDropbox, connectRedox } from '../support/tokens.js';
import { Visitor } from '../support/visitor.js';

describe('Processes', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('as a designer writes them', async () => {
    const tenant = await house.createTenant('Demo Clinic');
    const appId = await createApp(tenant, 'Clinic Close');
    const visitor = await Visitor.arrive(browser, house);
    const { page } = visitor;
    await visitor.join(await house.invite(tenant, { role: 'designer', appIds: [appId] }));
    await visitor.open(`/apps/${appId}/processes`);
    await page.getByText('No processes yet').waitFor();
    await takeScreens(visitor, 'processes-empty');
    await page.getByRole('link', { name: 'New process' }).click();
    const editor = page.getByRole('textbox', { name: 'Definition' });
    await editor.waitFor();
    await takeScreens(visitor, 'process-new-long');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('status').filter({ hasText: 'would stop a run' }).waitFor();
    await takeScreens(visitor, 'process-warned-long');
    const example = await editor.inputValue();
    await editor.fill(
      example.replace('output:', 'outptu:').replace('mode: overwrite', 'mode: overwrite\n      tehn: exit'),
    );
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('alert').waitFor();
    await takeScreens(visitor, 'process-refused-long');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Unfinished');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Unfinished' }).waitFor();
    await page.getByRole('alert').filter({ hasText: 'line' }).waitFor();
    await takeScreens(visitor, 'process-draft-refused');
    await connectRedox(tenant.admin, { name: 'Redox Clinic' });
    await connectDropbox(house, tenant.admin, { name: 'Dropbox Files' });
    await page.getByRole('link', { name: 'New version' }).click();
    await editor.fill(example);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('Nothing is wrong with it.').waitFor();
    await takeScreens(visitor, 'process-sound-long');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Version 1 is published; new runs').waitFor();
    await takeScreens(visitor, 'process');
    await visitor.open(`/apps/${appId}/processes`);
    await page.getByRole('link', { name: 'Unfinished' }).waitFor();
    await takeScreens(visitor, 'processes');
  });
});
