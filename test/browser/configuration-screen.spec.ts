import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { sandboxAccounts } from '../../sandbox/vendors.js';
import type { TestTenant } from '../support/api-client.js';
import { PASSWORD } from '../support/browser-client.js';
import { eventually } from '../support/eventually.js';
import { launchBrowser } from './support/browser.js';
import { ConfigurationScreen } from './support/configuration-screen.js';
import { House } from './support/house.js';
import { connectRedox } from './support/tokens.js';
import { Visitor } from './support/visitor.js';

const { dropbox, redox } = sandboxAccounts;
const FIFTEEN_MINUTES = 15 * 60_000;

describe('The configuration screen', () => {
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let visitor: Visitor;
  let screen: ConfigurationScreen;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    tenant = await house.createTenant();
    visitor = await Visitor.arrive(browser, house);
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    screen = new ConfigurationScreen(visitor);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  const says = (text: string) => screen.page.getByText(text).waitFor();
  const typed = async (values: Readonly<Record<string, string>> = {}) => {
    await screen.fill({ 'App Key': dropbox.app.id, 'App Secret': dropbox.app.secret, ...values });
  };

  describe('of Dropbox', () => {
    beforeEach(() => screen.add('/manage/tokens', 'Dropbox'));

    it('marks what is missing before it asks the vendor', async () => {
      await screen.button('Get OAuth 2.0 Access Token').click();
      await says('App Key is missing.');
      await says('App Secret is missing.');
      expect(await visitor.findings()).toEqual([]);
    });

    it('goes on when the consent is denied: says so, and what to do', async () => {
      await typed();
      const popup = await screen.openConsent();
      await popup.getByRole('button', { name: 'Deny' }).click();
      await says('Not connected');
      await says('Begin again, and select Allow at the vendor.');
      expect(await visitor.findings()).toEqual([]);
      await popup.close();
      await screen.consent();
    });

    it('goes on when the window is closed in the middle', async () => {
      await typed({ 'Token Name': 'Half way' });
      const popup = await screen.openConsent();
      await says('Waiting for the consent in the window of the vendor');
      expect(await visitor.findings()).toEqual([]);
      await popup.close();
      await says('The window was closed before the consent ended');
      await screen.holds('Token Name', 'Half way');
      const [again] = await Promise.all([visitor.context.waitForEvent('page'), screen.button('Begin again').click()]);
      await again.getByRole('button', { name: 'Allow' }).click();
      await says('Filled in');
    });

    it('says that key or secret are wrong, in the words of who must act', async () => {
      await typed({ 'App Secret': 'not-the-secret' });
      const popup = await screen.openConsent();
      await popup.getByRole('button', { name: 'Allow' }).click();
      await says('Not connected');
      await says('Compare key, secret and settings with the screens of the vendor');
      await popup.close();
      await screen.fill({ 'App Secret': dropbox.app.secret });
      await screen.consent();
    });

    it('says that the consent took too long, and that it may begin again', async () => {
      await screen.page.clock.install();
      await screen.page.reload();
      await typed();
      const popup = await screen.openConsent();
      await says('Waiting for the consent in the window of the vendor');
      await screen.page.clock.fastForward(FIFTEEN_MINUTES + 1_000);
      await says('The consent took too long');
      house.clock.advance(FIFTEEN_MINUTES + 60_000);
      await popup.getByRole('button', { name: 'Allow' }).click();
      await popup.getByRole('heading', { name: 'Not connected' }).waitFor();
      await popup.close();
    });

    it('goes on by a link when the browser blocks the window', async () => {
      const careful = await Visitor.arrive(browser, house);
      await careful.context.addInitScript('window.open = () => null');
      await careful.join(await house.invite(tenant, { role: 'admin' }));
      const blocked = new ConfigurationScreen(careful);
      await blocked.add('/manage/tokens', 'Dropbox');
      await blocked.fill({ 'App Key': dropbox.app.id, 'App Secret': dropbox.app.secret });
      await blocked.button('Get OAuth 2.0 Access Token').click();
      await blocked.page.getByText('The browser blocked the window').waitFor();
      expect(await careful.findings()).toEqual([]);
      const link = blocked.page.getByRole('link', { name: 'Open the page of the vendor' });
      const [tab] = await Promise.all([careful.context.waitForEvent('page'), link.click()]);
      await tab.getByRole('button', { name: 'Allow' }).click();
      await blocked.page.getByText('Filled in').waitFor();
      expect(careful.troubles).toEqual([]);
      await careful.leave();
    });

    it('loses nothing by a reload, and shows the secret only as set', async () => {
      await typed({ 'Token Name': 'Survivor', Description: 'Files of the clinic' });
      await screen.page.reload();
      await screen.holds('Token Name', 'Survivor');
      await screen.holds('App Key', dropbox.app.id);
      await screen.holds('Description', 'Files of the clinic');
      await says('Set in this draft');
      await screen.holds('App Secret', '');
      await screen.consent();
    });

    it('shows in a second tab what the first one types', async () => {
      const second = await visitor.context.newPage();
      await second.goto(screen.page.url());
      await screen.fill({ 'Token Name': 'Seen twice' });
      await screen.field('App Key').focus();
      const name = second.getByLabel('Token Name', { exact: true });
      expect(await eventually(async () => (await name.inputValue()) === 'Seen twice')).toBe(true);
      await second.close();
    });
  });

  it('keeps what is typed when the session ends, and goes on where it was after the sign-in', async () => {
    await screen.add('/manage/tokens', 'Dropbox');
    const { page } = screen;
    await visitor.context.clearCookies();
    await page.getByLabel('Token Name', { exact: true }).fill('Typed too late');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    const password = dialog.getByLabel('Password', { exact: true });
    await visitor.focusOn(password);
    expect(await visitor.findings()).toEqual([]);
    await password.fill('not my password');
    await password.press('Enter');
    await dialog.getByText('E-mail address and password do not belong together.').waitFor();
    await password.fill(PASSWORD);
    await password.press('Enter');
    await visitor.dialogClosed();
    await says('Saved in the draft');
    await page.reload();
    await screen.holds('Token Name', 'Typed too late');
  });

  it('is used by keyboard alone, from the list of connectors to Done', async () => {
    const { page } = screen;
    await visitor.open('/manage/tokens/new');
    await visitor.tabTo('Search connectors');
    await page.keyboard.type('redox');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'How do you connect Redox?' }).waitFor();
    await visitor.press('API Key and Secret (legacy)');
    await screen.button('Done').waitFor();
    await visitor.tabTo('Token Name');
    await page.keyboard.type('By keyboard');
    await visitor.tabTo('API Key');
    await page.keyboard.type(redox.legacyKey.apiKey);
    await visitor.tabTo('Secret');
    await page.keyboard.type(redox.legacyKey.secret);
    await visitor.press('Get OAuth 2.0 Access Token');
    await says('Filled in');
    await visitor.press('Done');
    await page.getByRole('heading', { level: 1, name: 'By keyboard' }).waitFor();
  });

  it('warns before Done that the name hides a global token', async () => {
    await connectRedox(tenant.admin, { name: 'Clinic Redox' });
    const { body: app } = await tenant.admin.post('/v1/apps', { name: 'Clinic Close', kind: 'process-based' });
    await screen.add(`/apps/${app.id}/tokens`, 'Redox', 'API Key and Secret (legacy)');
    await screen.fill({ 'Token Name': 'clinic redox' });
    await screen.field('API Key').focus();
    await says('This name hides a global token');
    expect(await visitor.findings()).toEqual([]);
  });

  it('asks before values go live that nobody has tried', async () => {
    await screen.add('/manage/tokens', 'NetSuite', 'Token Based Authentication');
    await screen.fill({
      ...{ 'Token Name': 'Untried', 'Consumer Key': 'a', 'Consumer Secret': 'b', 'Token ID': 'c' },
      ...{ 'Token Secret': 'd', 'Account ID': '1234567' },
    });
    await screen.button('Done').click();
    const question = screen.page.getByRole('dialog', { name: 'Done without a proof?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect((await tenant.admin.get('/v1/access-tokens?search=Untried')).body.items).toEqual([]);
  });

  it('asks before a name goes that is in use, and says which places say it', async () => {
    const token = await connectRedox(tenant.admin, { name: 'Named by a form' });
    const { body: app } = await tenant.admin.post('/v1/apps', { name: 'Ward', kind: 'form-based' });
    await tenant.admin.patch(`/v1/apps/${app.id}`, { declaredTokens: ['Named by a form'] }, { 'if-match': '*' });
    await visitor.open(`/manage/tokens/${token.id}`);
    await screen.button('Edit').click();
    await screen.fill({ 'Token Name': 'Otherwise' });
    await screen.button('Done').click();
    const question = screen.page.getByRole('dialog', { name: 'Take the name "Named by a form" away?' });
    await question.getByRole('link', { name: 'Ward' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await visitor.dialogClosed();
    const nameNow = async () => (await tenant.admin.get(`/v1/access-tokens/${token.id}`)).body.name;
    expect(await nameNow()).toBe('Named by a form');
    await screen.button('Done').click();
    await question.getByLabel('I know that these uses stop working').check();
    await question.getByRole('button', { name: 'Rename in spite of uses' }).click();
    await screen.page.getByRole('heading', { level: 1, name: 'Otherwise' }).waitFor();
    expect(await nameNow()).toBe('Otherwise');
  });

  it.each([
    ['the list of connectors', () => visitor.open('/manage/tokens/new')],
    ['the choice of a method', () => chooseRedox()],
  ])('is accessible where it shows %s', async (_what, go) => {
    await go();
    await screen.page.getByRole('heading', { level: 1 }).waitFor();
    await visitor.settle();
    expect(await visitor.findings()).toEqual([]);
  });

  it('stayed within its own content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });

  async function chooseRedox(): Promise<void> {
    await visitor.open('/manage/tokens/new');
    await screen.page.getByRole('searchbox').fill('Redox');
    await screen.page.getByRole('button', { name: /Redox/ }).first().click();
    await screen.page.getByRole('heading', { name: 'How do you connect Redox?' }).waitFor();
  }
});
