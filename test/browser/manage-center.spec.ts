import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { FirstStart } from '../../src/modules/users/links/first-start.js';
import { createApp, createTenant, type TestTenant } from '../support/api-client.js';
import { BrowserClient, PASSWORD } from '../support/browser-client.js';
import { launchBrowser } from './support/browser.js';
import { House } from './support/house.js';
import { connectRedox } from './support/tokens.js';
import { Visitor } from './support/visitor.js';

describe('The way into the house', () => {
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('leads the first admin from the printed link to the access tokens, by keyboard alone', async () => {
    const link = (await house.app.nest.get(FirstStart).link())?.url.reveal('a person opens it') ?? '';
    const visitor = await Visitor.arrive(browser, house);
    const { page } = visitor;
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'Welcome to Latchkey' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await visitor.focusOn(page.getByLabel('Company'));
    await page.keyboard.type('Northern Clinic');
    for (const [label, text] of [
      ['Your name', 'Ada Lovelace'],
      ['Your e-mail address', 'ada@clinic.example'],
      ['Password', 'too short'],
    ] as const) {
      await visitor.tabTo(label);
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await page.getByText('Use at least 12 characters.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Access tokens' }).waitFor();
    expect(page.url()).not.toContain(new URL(link).hash);
    expect(visitor.troubles).toEqual([]);
    await page.goto(link);
    await page.getByRole('alert').filter({ hasText: 'This link was used already' }).waitFor();
    await visitor.leave();
  });

  it('asks which of several accounts, and takes no address of another site for a page', async () => {
    const email = 'both@clinic.example';
    for (const name of ['North', 'South']) {
      const { admin } = await createTenant(house.app, name);
      const { body } = await admin.post('/v1/users', { email, name: 'Both', role: 'admin' });
      await (await Visitor.arrive(browser, house)).join(body.link.url);
    }
    const visitor = await Visitor.arrive(browser, house);
    const { page } = visitor;
    await visitor.open('/sign-in?next=https://evil.example/');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'South' }).check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Access tokens' }).waitFor();
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByText('South').waitFor();
    expect(visitor.troubles).toEqual([]);
    await visitor.leave();
  });

  describe('and the people in it', () => {
    let visitor: Visitor;
    beforeAll(async () => {
      tenant = await house.createTenant('Demo Clinic');
      await createApp(tenant, 'Clinic Close');
      visitor = await Visitor.arrive(browser, house);
      await visitor.join(await house.invite(tenant, { role: 'admin' }));
    });

    it('are invited by a link that is handed over, and lead on to their own app', async () => {
      const { page } = visitor;
      await visitor.open('/manage/users');
      await page.getByRole('button', { name: 'Invite' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('E-mail address').fill('dora@clinic.example');
      await dialog.getByLabel('Name').fill('Dora Designer');
      await dialog.getByRole('combobox', { name: 'Apps' }).fill('Clinic');
      await page.getByRole('option', { name: 'Clinic Close' }).click();
      await page.keyboard.press('Escape');
      await dialog.getByRole('button', { name: 'Make invitation' }).click();
      const handedOver = page.getByRole('dialog', { name: 'A link for Dora Designer' });
      const link = (await handedOver.locator('code').textContent()) ?? '';
      await dialog.getByRole('button', { name: 'Make invitation' }).waitFor({ state: 'detached' });
      expect(link).toMatch(new RegExp(`^${house.url}/welcome#[\\w-]{43}$`));
      expect(await visitor.findings()).toEqual([]);
      await page.getByRole('button', { name: 'Done' }).click();
      await visitor.dialogClosed();
      await page.getByRole('row', { name: /Dora Designer.*Designer.*Clinic Close.*Invited/ }).waitFor();
      const dora = await Visitor.arrive(browser, house);
      await dora.page.goto(link);
      await dora.page.getByText('To Demo Clinic, as dora@clinic.example').waitFor();
      await dora.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await dora.page.getByRole('button', { name: 'Join' }).click();
      await dora.page.getByRole('heading', { level: 1, name: 'Access tokens' }).waitFor();
      expect(await dora.page.getByRole('link', { name: 'Users' }).count()).toBe(0);
      expect(dora.troubles).toEqual([]);
      await dora.leave();
    });

    it('are edited, disabled and removed, with the harm spelled out', async () => {
      const { page } = visitor;
      await visitor.open('/manage/users');
      const actions = async (entry: string) => {
        await page.getByRole('button', { name: 'Actions for Dora' }).click();
        await page.getByRole('menuitem', { name: entry }).click();
      };
      await actions('Edit');
      await page.getByRole('dialog').getByLabel('Name').fill('Dora D');
      await page.getByRole('dialog').getByRole('radio', { name: 'Tenant admin' }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await visitor.dialogClosed();
      await page.getByRole('row', { name: /Dora D.*Tenant admin.*All apps.*Active/ }).waitFor();
      await actions('Disable');
      await page.getByRole('dialog').getByText('All sessions end at once').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
      await visitor.dialogClosed();
      await page.getByRole('row', { name: /Dora D.*Disabled/ }).waitFor();
      await actions('Remove');
      await page.getByRole('dialog').getByText('revoke those one by one').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await visitor.dialogClosed();
      await page.getByRole('row', { name: /Dora/ }).waitFor({ state: 'detached' });
      expect(await visitor.findings()).toEqual([]);
      expect(visitor.troubles).toEqual([]);
    });

    it('see in which browsers they are signed in, end one, and change their password', async () => {
      const { page } = visitor;
      await page.getByRole('button', { name: 'Your account' }).click();
      await page.getByRole('menuitem', { name: 'Your account' }).click();
      const { email } = (await visitor.context.request.get(`${house.url}/v1/session`).then((answer) => answer.json()))
        .user;
      const other = new BrowserClient(house.url);
      await other.signIn(email, PASSWORD);
      await page.reload();
      await page.getByText('This browser').waitFor();
      expect(await visitor.findings()).toEqual([]);
      await page.getByRole('button', { name: /^End the session of/ }).click();
      await page.getByText('The session has ended.').waitFor();
      expect((await other.get('/v1/session')).status).toBe(401);
      await page.getByLabel('Present password').fill('not my password');
      await page.getByLabel('New password').fill('seven green boats at noon');
      await page.getByRole('button', { name: 'Change password' }).click();
      await page.getByText('The present password is not this one').waitFor();
      await page.getByLabel('Present password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Change password' }).click();
      await page.getByText('Your password is changed.').waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
      expect(visitor.troubles).toEqual([]);
    });

    it('cannot lose their last admin', async () => {
      const { page } = visitor;
      await visitor.open('/manage/users');
      await page.getByRole('button', { name: 'Actions for Ada' }).click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await page.getByText('This is the last active tenant admin').waitFor();
    });

    it('see an empty page of health while all is well, and a button that mends what is not', async () => {
      const { page } = visitor;
      await connectRedox(tenant.admin, { name: 'Clinic Redox' });
      const token = (await tenant.admin.get('/v1/access-tokens')).body.items[0];
      await visitor.open('/manage/health');
      await page.getByRole('heading', { name: 'All is well' }).waitFor();
      await page.getByRole('heading', { name: 'Over time' }).waitFor();
      expect(await visitor.findings()).toEqual([]);
      const soon = new Date(house.clock.now().getTime() + 5 * 86_400_000).toISOString();
      const change = { credentialExpiresAt: soon };
      await tenant.admin.patch(`/v1/access-tokens/${token.id}`, change, { 'if-match': '*' });
      await page.getByRole('heading', { name: 'Needs a person' }).waitFor();
      await page.getByText('in 5 days').waitFor();
      expect(await visitor.findings()).toEqual([]);
      await page.getByRole('button', { name: 'Edit: Clinic Redox' }).click();
      await page.waitForURL(/\/connect\/drf_/);
      expect(visitor.troubles).toEqual([]);
    });
  });
});
