import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createApp, type TestTenant } from '../support/api-client.js';
import { expectStatus } from '../support/story/drafts.js';
import { ANY } from '../support/story/journey.js';
import { launchBrowser } from './support/browser.js';
import { House } from './support/house.js';
import { clinicProcess, publish } from './support/processes.js';
import { connectDropbox, connectRedox } from './support/tokens.js';
import { Visitor } from './support/visitor.js';

describe('The list of global access tokens', () => {
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    tenant = await house.createTenant();
    const { admin } = tenant;
    await connectRedox(admin, { name: 'Clinic Redox' });
    await connectRedox(admin, { name: 'Branch Redox', description: 'Patients of the coast' });
    const files = await connectDropbox(house, admin, { name: 'Clinic Files' });
    expectStatus(await admin.post(`/v1/access-tokens/${files.id}/disable`, {}, ANY), 200);
    const definition = clinicProcess({ redox: 'Clinic Redox', dropbox: 'Clinic Files' });
    await publish(admin, await createApp(tenant, 'Clinic Close'), { name: 'Close a case', definition });
    visitor = await Visitor.arrive(browser, house);
    page = visitor.page;
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  const row = (name: string | RegExp) => page.getByRole('row', { name });
  const gone = (name: string) => row(name).waitFor({ state: 'detached' });

  it('tells of each its connector, environment, state, renewal rate, end, last use and uses', async () => {
    await page.setViewportSize({ width: 1_600, height: 900 });
    await visitor.open('/manage/tokens');
    for (const column of ['Name', 'Connector', 'Environment', 'State', 'Renewal Rate', 'Last used', 'Used by']) {
      await page.getByRole('columnheader', { name: column }).waitFor();
    }
    await page.getByRole('columnheader', { name: 'Expires / needs you by' }).waitFor();
    await row(/Clinic Redox.*Redox.*Development.*Connected.*Every hour.*in .*Never.*1 place/).waitFor();
    await row(/Clinic Files.*Dropbox.*Disabled.*1 place/).waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('finds by connector, environment, state and words, at an address that can be kept', async () => {
    await page.getByLabel('Connector').selectOption({ label: 'Redox (2)' });
    await gone('Clinic Files');
    await page.getByLabel('Environment').selectOption({ label: 'Development (2)' });
    await page.getByRole('searchbox').fill('coast');
    await gone('Clinic Redox');
    await page.waitForURL(({ search }) => ['coast', 'redox', 'development'].every((word) => search.includes(word)));
    await page.reload();
    await row('Branch Redox').waitFor();
    expect(await row(/Redox/).count()).toBe(1);
    await page.getByLabel('State').selectOption({ label: 'Disabled (1)' });
    await page.getByRole('heading', { name: 'No access token fits these filters' }).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await row('Clinic Files').waitFor();
  });

  it('is sorted by a column, one way and the other', async () => {
    await visitor.open('/manage/tokens');
    const sortByName = page.getByRole('columnheader', { name: 'Name' }).getByRole('button');
    await sortByName.click();
    await page.locator('tbody tr').first().getByText('Clinic Redox').waitFor();
    await sortByName.click();
    await page.locator('tbody tr').first().getByText('Branch Redox').waitFor();
  });

  it('renews several at once, and tells by name what did not work', async () => {
    await house.vendors.revoke('dropbox', { all: true });
    await visitor.open('/manage/tokens');
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    const selected = page.getByRole('toolbar', { name: '3 selected' });
    expect(await visitor.findings()).toEqual([]);
    await selected.getByRole('button', { name: 'Renew now' }).click();
    await page.getByText('2 access tokens renewed.').waitFor();
    await page.getByRole('alert').getByText('Clinic Files: ').waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('removes several at once, and those in use only when their end was accepted', async () => {
    await visitor.open('/manage/tokens');
    await page.getByRole('checkbox', { name: 'Select Clinic Redox' }).check();
    await page.getByRole('checkbox', { name: 'Select Branch Redox' }).check();
    await page.getByRole('toolbar', { name: '2 selected' }).getByRole('button', { name: 'Remove' }).click();
    const first = page.getByRole('dialog', { name: 'Remove 2 access tokens?' });
    await first.getByRole('button', { name: 'Remove' }).click();
    const second = page.getByRole('dialog', { name: 'Remove 1 token that is in use?' });
    const force = second.getByRole('button', { name: 'Remove in spite of uses' });
    await force.and(page.locator(':disabled')).waitFor();
    await second.getByLabel('I know that processes name them').check();
    await force.click();
    await page.getByText('2 access tokens removed.').waitFor();
    await gone('Clinic Redox');
    await gone('Branch Redox');
    const { body } = await tenant.admin.get('/v1/access-tokens');
    expect(body.items).toMatchObject([{ name: 'Clinic Files' }]);
  });

  it('stayed within the content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });
});
