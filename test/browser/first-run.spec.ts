import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { PASSWORD } from '../support/browser-client.js';
import { launchBrowser } from './support/browser.js';
import { ConfigurationScreen } from './support/configuration-screen.js';
import { House } from './support/house.js';
import { Visitor } from './support/visitor.js';

const TWO_MINUTES = 120_000;

describe('An empty installation', () => {
  let house: House;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let began: number;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    visitor = await Visitor.arrive(browser, house);
    page = visitor.page;
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('lets the first admin in by the link that the server printed', async () => {
    const link = await house.firstLink();
    began = Date.now();
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'Welcome to Latchkey' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await page.getByLabel('Company').fill('Demo Clinic');
    await page.getByLabel('Your name').fill('Ada Lovelace');
    await page.getByLabel('Your e-mail address').fill('ada@clinic.example');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create and sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Access tokens' }).waitFor();
  });

  it('leads to a first connected token in under two minutes, with the sandbox and without an account', async () => {
    await page.getByText('Tour, 1 of 3').waitFor();
    await page.getByRole('heading', { name: 'No access tokens yet' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await page.getByRole('link', { name: 'Add token' }).first().click();
    const screen = new ConfigurationScreen(visitor);
    await page.getByRole('searchbox', { name: 'Search connectors' }).fill('Dropbox');
    await page
      .getByRole('button', { name: /Dropbox/ })
      .first()
      .click();
    await screen.fill({ 'Token Name': 'Clinic Files' });
    await page.getByRole('button', { name: 'Fill in the sandbox values' }).click();
    await screen.consent();
    await screen.done('Clinic Files');
    await page.getByText('Connected').first().waitFor();
    expect(Date.now() - began).toBeLessThan(TWO_MINUTES);
  });

  it('shows its three places in a tour that ends for good when told, and comes back when asked', async () => {
    await visitor.open('/manage/tokens');
    await page.getByRole('link', { name: 'Next: Apps' }).click();
    await page.getByText('Tour, 2 of 3').waitFor();
    await page.getByRole('link', { name: 'Next: Health' }).click();
    await page.getByText('Tour, 3 of 3').waitFor();
    expect(await visitor.findings()).toEqual([]);
    await page.getByRole('button', { name: 'End the tour' }).click();
    await visitor.open('/apps');
    await page.getByRole('heading', { level: 1, name: 'Apps' }).waitFor();
    expect(await page.getByRole('complementary', { name: 'Tour' }).count()).toBe(0);
    await page.getByRole('button', { name: /Ada Lovelace/ }).click();
    await page.getByRole('menuitem', { name: 'Show the tour' }).click();
    await page.getByText('Tour, 1 of 3').waitFor();
  });

  it('says at the sign-in that address or password are wrong, and comes back to the page that was wanted', async () => {
    const stranger = await Visitor.arrive(browser, house);
    await stranger.open('/manage/health');
    await stranger.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await stranger.findings()).toEqual([]);
    await stranger.page.getByLabel('E-mail address').fill('ada@clinic.example');
    await stranger.page.getByLabel('Password', { exact: true }).fill('something else entirely');
    await stranger.page.getByRole('button', { name: 'Sign in' }).click();
    await stranger.page.getByRole('alert').waitFor();
    await stranger.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await stranger.page.getByRole('button', { name: 'Sign in' }).click();
    await stranger.page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
    expect(stranger.troubles).toEqual([]);
    await stranger.leave();
  });

  it.each([
    ['the list of tokens', '/manage/tokens'],
    ['health', '/manage/health'],
    ['users', '/manage/users'],
    ['a place that does not exist', '/manage/nowhere'],
  ])('is accessible at %s', async (_what, path) => {
    await visitor.open(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await visitor.settle();
    expect(await visitor.findings()).toEqual([]);
  });

  it('stayed within its own content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });
});
