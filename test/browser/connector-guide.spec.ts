import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './support/browser.js';
import { ConfigurationScreen } from './support/configuration-screen.js';
import { House } from './support/house.js';
import { Visitor } from './support/visitor.js';

describe('The guide to a connector', () => {
  let house: House;
  let browser: Browser;
  let visitor: Visitor;
  let screen: ConfigurationScreen;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    visitor = await Visitor.arrive(browser, house);
    await visitor.join(await house.invite(await house.createTenant(), { role: 'admin' }));
    screen = new ConfigurationScreen(visitor);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  const openGuide = async (): Promise<Page> => {
    const link = screen.page.getByRole('link', { name: 'Guide to this connector' });
    const [guide] = await Promise.all([visitor.context.waitForEvent('page'), link.click()]);
    await guide.getByRole('heading', { level: 1, name: 'Dropbox' }).waitFor();
    return guide;
  };

  it('opens from the form in a tab of its own, and the form stays as it is', async () => {
    await screen.add('/manage/tokens', 'Dropbox');
    await screen.fill({ 'App Key': 'half typ' });
    const guide = await openGuide();
    expect(new URL(guide.url()).pathname).toBe('/connectors/dropbox');
    await guide.close();
    await screen.holds('App Key', 'half typ');
  });

  it('shows what its page of the documentation shows: steps, fields, tokens, quirks, actions, and how all is known', async () => {
    const { page } = visitor;
    await visitor.open('/connectors/dropbox');
    await page.getByText('In the Dropbox App Console, select Create app.').waitFor();
    await page.getByRole('row', { name: 'App Secret appSecret secret Settings tab of the app' }).waitFor();
    await page.getByText('An issued token works for 4 hours.').waitFor();
    await page.getByRole('heading', { name: 'Good to know' }).waitFor();
    await page.getByText('dropbox.uploadFile', { exact: true }).click();
    await page.getByRole('row', { name: 'content file Content. A text, or the file value of a download.' }).waitFor();
    const upload = page.getByRole('group').filter({ hasText: 'dropbox.uploadFile' }).first();
    await upload.getByText('Input as JSON Schema').click();
    await upload
      .getByRole('region', { name: 'Input dropbox.uploadFile as JSON Schema' })
      .getByText('"properties"')
      .waitFor();
    await page.getByRole('heading', { name: 'How these facts are known' }).waitFor();
    await page.getByText('how long tokens work').waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('leads to its sources in tabs that learn nothing of this one', async () => {
    const sources = visitor.page.getByRole('list', { name: 'Sources' }).getByRole('link');
    await sources.first().waitFor();
    for (const source of await sources.all()) {
      expect(await source.getAttribute('href')).toMatch(/^https:\/\//);
      expect(await source.getAttribute('target')).toBe('_blank');
      expect(await source.getAttribute('rel')).toContain('noopener');
    }
  });

  it('says of facts that nobody compared with the vendor where they come from', async () => {
    await visitor.open('/connectors/slack');
    await visitor.page.getByText('Community facts').waitFor();
    await visitor.page.getByText('nobody compared them with the vendor').waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('stayed within the content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });

  it('says that there is none of a connector that nobody knows', async () => {
    await visitor.open('/connectors/nobody-knows-it');
    await visitor.page.getByText('There is no such page').waitFor();
    expect(await visitor.findings()).toEqual([]);
  });
});
