import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Webhook as Verifier } from 'standardwebhooks';
import type { TestTenant } from '../support/api-client.js';
import { startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { launchBrowser } from './support/browser.js';
import { House } from './support/house.js';
import { Visitor } from './support/visitor.js';

const HOST = 'desk.hooks.example';

describe('Webhooks in the Manage Center', () => {
  let receiver: VendorServer;
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let visitor: Visitor;
  let page: Page;
  let secret = '';
  beforeAll(async () => {
    receiver = await startVendorServer();
    const environment = { LATCHKEY_SANDBOX_HOSTS: `${HOST}=${receiver.address}` };
    [house, browser] = await Promise.all([House.open(environment), launchBrowser()]);
    tenant = await house.createTenant();
    visitor = await Visitor.arrive(browser, house);
    page = visitor.page;
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
  });
  afterAll(() => Promise.all([browser?.close(), house?.close(), receiver?.close()]));

  /** The secret that is shown once, after which it is stored. */
  const store = async (): Promise<string> => {
    const shown = page.getByRole('dialog', { name: 'The secret of the webhook' });
    const value = (await shown.locator('code').textContent()) ?? '';
    expect(await visitor.findings()).toEqual([]);
    await shown.getByRole('button', { name: 'I have stored it' }).click();
    await visitor.dialogClosed();
    return value;
  };
  const choose = async (action: string) => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };

  it('are added by keyboard alone: an address without https is refused at its field, the secret is shown once', async () => {
    await visitor.open('/manage/webhooks');
    await page.getByText('No webhooks yet').waitFor();
    expect(await visitor.findings()).toEqual([]);
    await visitor.press('Add webhook');
    const form = page.getByRole('dialog', { name: 'Add webhook' });
    await visitor.focusOn(form.getByLabel('Address'));
    await page.keyboard.type('http://elsewhere.example/');
    await page.keyboard.press('Enter');
    await form.getByText('Events cannot be sent to this address').waitFor();
    expect(await visitor.findings()).toEqual([]);
    await form.getByLabel('Address').fill(`https://${HOST}/latchkey`);
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    secret = await store();
    await page.getByRole('row', { name: new RegExp(`${HOST}.*The whole tenant.*All but.*Active`) }).waitFor();
    expect(await page.content()).not.toContain(secret);
  });

  it('are tested on their page, which tells each attempt, and what arrives is signed with the secret', async () => {
    await page.getByRole('link', { name: new RegExp(HOST) }).click();
    await page.getByText('Nothing was sent yet').waitFor();
    receiver.reply((response) => response.writeHead(503).end());
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('row', { name: /Test.*Failed.*answered 503/ }).waitFor();
    receiver.reply((response) => response.writeHead(204).end());
    await page.getByRole('button', { name: 'Send again: Test' }).click();
    await page.getByRole('row', { name: /Test.*Delivered.*answered 204/ }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    const [arrived] = receiver.received.slice(-1);
    const headers = Object.fromEntries(
      Object.entries(arrived?.headers ?? {}).map(([name, value]) => [name, `${value}`]),
    );
    // The house has a clock of its own, so only the signature is compared.
    const sent = new Date(Number(headers['webhook-timestamp']) * 1_000);
    expect(new Verifier(secret).sign(`${headers['webhook-id']}`, sent, arrived?.body ?? '')).toBe(
      headers['webhook-signature'],
    );
  });

  it('get a new secret, are switched off and on, and go, each after a question', async () => {
    await choose('New secret');
    await page.getByRole('dialog', { name: 'Make a new secret?' }).getByRole('button', { name: 'New secret' }).click();
    expect(await store()).not.toBe(secret);
    await page.getByText('The secret before signs until').waitFor();
    await choose('Disable');
    await page.getByRole('dialog', { name: 'Disable this webhook?' }).getByRole('button', { name: 'Disable' }).click();
    await visitor.dialogClosed();
    await page.getByText('Somebody disabled it.').waitFor();
    expect(await visitor.findings()).toEqual([]);
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('button', { name: 'Send a test' }).waitFor();
    await choose('Remove');
    await page.getByRole('dialog', { name: 'Remove this webhook?' }).getByRole('button', { name: 'Remove' }).click();
    await visitor.dialogClosed();
    await page.getByText('No webhooks yet').waitFor();
    expect((await tenant.admin.get('/v1/webhooks')).body.items).toEqual([]);
  });

  it('stayed within the content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });
});
