import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './support/browser.js';
import { House } from './support/house.js';
import { Visitor } from './support/visitor.js';

describe('The page that ends a consent', () => {
  let house: House;
  let browser: Browser;
  let visitor: Visitor;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    visitor = await Visitor.arrive(browser, house);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('says in plain words that a link is spent, readable in light and dark', async () => {
    await visitor.open('/oauth/start/a-ticket-that-nobody-made');
    await visitor.page.getByRole('heading', { level: 1, name: 'Not connected', exact: true }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    expect(visitor.troubles).toEqual([]);
  });
});
