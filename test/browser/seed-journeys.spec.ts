import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { sandboxAccounts } from '../../sandbox/vendors.js';
import { createApp, type Json, type TestTenant } from '../support/api-client.js';
import { launchBrowser } from './support/browser.js';
import { ConfigurationScreen, type Place } from './support/configuration-screen.js';
import { House } from './support/house.js';
import { Visitor } from './support/visitor.js';

const { dropbox, netsuite, redox, salesforce } = sandboxAccounts;

describe('The documents of the original, button by button', () => {
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let screen: ConfigurationScreen;
  let appId: string;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    tenant = await house.createTenant();
    appId = await createApp(tenant, 'Clinic Close');
    const visitor = await Visitor.arrive(browser, house);
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    screen = new ConfigurationScreen(visitor);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  describe.each(['global', 'app'])('as a token of scope %s', (scope) => {
    let place: Place;
    beforeAll(() => {
      place = scope === 'global' ? '/manage/tokens' : `/apps/${appId}/tokens`;
    });
    const made = async (name: string): Promise<Json> => {
      const { body } = await tenant.admin.get(`/v1/access-tokens?search=${encodeURIComponent(name)}`);
      return body.items.find((token: Json) => token.scope === (scope === 'global' ? 'global' : appId));
    };

    it('connects Redox: API key and secret, token, renewal every hour, Done', async () => {
      await screen.add(place, 'Redox', 'API Key and Secret (legacy)');
      await screen.fill({ 'Token Name': 'Clinic Redox', 'API Key': redox.legacyKey.apiKey });
      await screen.choose('Environment', 'Development');
      await screen.fill({ Secret: redox.legacyKey.secret });
      await screen.button('Get OAuth 2.0 Access Token').click();
      await screen.page.getByText('Filled in').waitFor();
      await screen.holds('Renewal Rate', 'every-hour');
      await screen.done('Clinic Redox');
      expect(await made('Clinic Redox')).toMatchObject({
        state: { name: 'connected' },
        renewalRate: 'every-hour',
        generation: 1,
      });
    });

    it('connects Dropbox: the redirect URI stands there before anything is saved, then consent, Done', async () => {
      await screen.add(place, 'Dropbox');
      await screen.page.getByText(house.redirectUri).waitFor();
      await screen.page.getByRole('button', { name: 'Copy Redirect URI' }).waitFor();
      await screen.fill({ 'Token Name': 'Clinic Files', 'App Key': dropbox.app.id, 'App Secret': dropbox.app.secret });
      await screen.consent();
      await screen.button('Test Connection').click();
      await screen.page.getByText('ada@clinic.example answered').waitFor();
      await screen.done('Clinic Files');
      expect(await made('Clinic Files')).toMatchObject({
        state: { name: 'connected' },
        account: 'ada@clinic.example',
      });
    });

    it('connects Salesforce: key and secret, callback URL, consent in the window that closes itself, Done', async () => {
      const { id, secret } = salesforce.externalClientApp;
      await screen.add(place, 'Salesforce', 'OAuth 2.0');
      await screen.page.getByRole('button', { name: 'Copy Callback URL' }).waitFor();
      await screen.choose('Environment', 'Production');
      await screen.fill({ 'Token Name': 'Clinic Care', 'Consumer Key': id, 'Consumer Secret': secret });
      await screen.consent();
      await screen.done('Clinic Care');
      expect(await made('Clinic Care')).toMatchObject({ state: { name: 'connected' }, generation: 1 });
    });

    it('connects NetSuite: five values of the account, Test Connection, Done', async () => {
      const { integration, token } = netsuite.production;
      await screen.add(place, 'NetSuite', 'Token Based Authentication');
      await screen.choose('Environment', 'Production');
      await screen.fill({
        'Token Name': 'Clinic Books',
        'Consumer Key': integration.consumerKey,
        'Consumer Secret': integration.consumerSecret,
        'Token ID': token.tokenId,
        'Token Secret': token.tokenSecret,
        'Account ID': integration.account,
      });
      expect(await screen.button('Get OAuth 2.0 Access Token').count()).toBe(0);
      await screen.button('Test Connection').click();
      await screen.page.getByText(/answered/).waitFor();
      await screen.done('Clinic Books');
      expect(await made('Clinic Books')).toMatchObject({ state: { name: 'connected' }, provedAt: expect.any(String) });
    });
  });

  it('says in both places that a token of an app hides the global one', async () => {
    await screen.visitor.open(`/apps/${appId}/tokens`);
    await screen.page.getByRole('link', { name: 'Clinic Redox' }).click();
    await screen.page.getByText('A global token has the same name. This app uses its own.').waitFor();
    await screen.page.getByRole('link', { name: 'Show the global token' }).click();
    await screen.page.getByText('These apps have a token of the same name and use their own.').waitFor();
  });

  it('never shows a secret again, and stays within its content policy', async () => {
    const secrets = [redox.legacyKey.secret, dropbox.app.secret, netsuite.production.token.tokenSecret];
    const heard = await screen.visitor.heard();
    expect(heard).toContain('Clinic Redox');
    expect(secrets.filter((secret) => heard.includes(secret))).toEqual([]);
    expect(screen.visitor.troubles).toEqual([]);
  });
});
