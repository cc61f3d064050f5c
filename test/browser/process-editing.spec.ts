import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createApp, type TestTenant } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { ANY } from '../support/story/journey.js';
import { launchBrowser } from './support/browser.js';
import { House } from './support/house.js';
import { connectDropbox, connectRedox } from './support/tokens.js';
import { Visitor } from './support/visitor.js';

describe('Processes that are written in the App Builder', () => {
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let visitor: Visitor;
  let page: Page;
  let appId: string;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    tenant = await house.createTenant();
    appId = await createApp(tenant, 'Clinic Close');
    visitor = await Visitor.arrive(browser, house);
    page = visitor.page;
    await visitor.join(await house.invite(tenant, { role: 'designer', appIds: [appId] }));
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  const editor = () => page.getByRole('textbox', { name: 'Definition' });
  const nameField = () => page.getByRole('textbox', { name: 'Name', exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const edit = async (from: string, to: string) => {
    const text = await editor().inputValue();
    expect(text).toContain(from);
    await editor().fill(text.replace(from, to));
  };
  const processes = async () => (await tenant.admin.get(`/v1/apps/${appId}/processes`)).body.items;
  const problem = (text: string) => page.getByRole('listitem').filter({ hasText: text });

  it('begin with an example, by keyboard alone, and its check warns of tokens that are not there', async () => {
    await visitor.open(`/apps/${appId}/processes`);
    await page.getByRole('heading', { name: 'No processes yet' }).waitFor();
    await visitor.tabTo('New process');
    await page.keyboard.press('Enter');
    await editor().waitFor();
    await visitor.press('Check');
    const warnings = page.getByRole('status').filter({ hasText: '2 things would stop a run' });
    await warnings.getByRole('listitem').filter({ hasText: 'There is no access token "Redox Clinic" yet.' }).waitFor();
    await problem('Dropbox Files')
      .getByRole('button', { name: /^Line \d+$/ })
      .waitFor();
    expect(await visitor.findings()).toEqual([]);
    expect(await processes()).toEqual([]);
  });

  it('find nothing to say once the tokens are there', async () => {
    await connectRedox(tenant.admin, { name: 'Redox Clinic' });
    await connectDropbox(house, tenant.admin, { name: 'Dropbox Files', appId });
    await button('Check').click();
    await page.getByText('Nothing is wrong with it.').waitFor();
    await page.getByText('All 2 access tokens that its steps name are there.').waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('say every problem at its line, and publish nothing that cannot be used', async () => {
    await edit('output:', 'outptu:');
    await edit('mode: overwrite', 'mode: overwrite\n      tehn: exit');
    await nameField().fill('File a note');
    await button('Publish').click();
    await page.getByRole('alert').filter({ hasText: '2 things are wrong in it:' }).waitFor();
    const misspelt = problem('tehn');
    expect(await misspelt.locator('code', { hasText: /^tehn$/ }).count()).toBe(1);
    expect(await misspelt.textContent()).not.toContain('`');
    await misspelt.getByRole('button', { name: /^Line \d+$/ }).click();
    await visitor.focusOn(editor());
    const chosen = await page.evaluate(
      '((area) => area.value.slice(area.selectionStart, area.selectionEnd))(document.activeElement)',
    );
    expect(chosen).toBe('      tehn: exit');
    expect(await visitor.findings()).toEqual([]);
    expect(await processes()).toEqual([]);
  });

  it('want a name, and one that the app does not have yet', async () => {
    await edit('outptu:', 'output:');
    await edit('\n      tehn: exit', '');
    await nameField().fill('');
    await button('Publish').click();
    await page.getByText('Give the process a name first.').waitFor();
    await visitor.focusOn(nameField());
    await tenant.admin.post(`/v1/apps/${appId}/processes`, { name: 'Taken', definition: 'do: []' });
    await nameField().fill('taken');
    await button('Publish').click();
    await page.getByText('This app has a process named "taken" already.').waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('are published, and the first run ends well with the input that was typed', async () => {
    await nameField().fill('File a note');
    await button('Publish').click();
    await page.getByRole('heading', { level: 1, name: 'File a note' }).waitFor();
    await page.getByText('Version 1 is published; new runs are made of it.').waitFor();
    await button('Start a run').click();
    await page.getByRole('dialog').getByLabel('Input').fill('{ "note": "Seen today" }');
    await button('Start').click();
    await page.getByText('Completed').waitFor();
    await page.getByRole('region', { name: 'Steps' }).getByRole('listitem').nth(1).waitFor();
  });

  it('get a new version beginning with the draft, of what somebody else has not changed meanwhile', async () => {
    const { id } = (await processes()).find(({ name }: { name: string }) => name === 'File a note');
    await visitor.open(`/apps/${appId}/processes/${id}`);
    await page.getByRole('link', { name: 'New version' }).click();
    await editor().waitFor();
    await edit('No note', 'Nothing said');
    const path = `/v1/apps/${appId}/processes/${id}`;
    const { definition } = (await tenant.admin.get(path)).body;
    await tenant.admin.patch(path, { definition: `${definition}# theirs\n` }, ANY);
    await button('Publish').click();
    await page.getByRole('alert').filter({ hasText: 'That did not work' }).waitFor();
    expect((await tenant.admin.get(path)).body).toMatchObject({ publishedVersion: 1 });
    await page.reload();
    await editor().waitFor();
    expect(await editor().inputValue()).toContain('# theirs');
    await edit('No note', 'Nothing said');
    await button('Publish').click();
    await page.getByText('Version 2 is published; new runs are made of it.').waitFor();
    expect((await tenant.admin.get(`${path}/versions/2`)).body.definition).toContain('Nothing said');
  });

  it('are taken from a file, kept as a draft, and not lost unawares', async () => {
    await visitor.open(`/apps/${appId}/processes/new`);
    await editor().waitFor();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button('Open a file').click()]);
    const text =
      "document: { dsl: '1.0.3', namespace: a, name: b, version: '1.0.0' }\ndo:\n  - a: { set: { b: 1 }, tehn: exit }\n";
    await chooser.setFiles({ name: 'b.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
    await eventually(async () => (await editor().inputValue()) === text);
    await page.getByRole('link', { name: 'Apps' }).first().click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
    await visitor.dialogClosed();
    await nameField().fill('Unfinished');
    await button('Save as draft').click();
    await page.getByRole('heading', { level: 1, name: 'Unfinished' }).waitFor();
  });

  it('tell once what is wrong with a draft, also when somebody publishes it all the same', async () => {
    const notices = page.getByRole('alert').filter({ hasText: 'tehn' });
    await notices.waitFor();
    await button('Publish draft').click();
    const [refused] = await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/publish')),
      page.getByRole('dialog').getByRole('button', { name: 'Publish draft' }).click(),
    ]);
    expect(refused.status()).toBe(422);
    await visitor.dialogClosed();
    // The page looks at the draft again meanwhile.
    const words = page.locator('code', { hasText: /^tehn$/ });
    await eventually(async () => (await notices.count()) === 1 && (await words.count()) === 1);
    expect(await visitor.findings()).toEqual([]);
  });

  it('show what a definition says as text and never as HTML', async () => {
    await visitor.open(`/apps/${appId}/processes/new`);
    await editor().fill(
      "document: { dsl: '1.0.3', namespace: a, name: b, version: '1.0.0' }\ndo:\n  - a: { set: { b: 1 }, '<img src=x onerror=alert(1)>': 1 }\n",
    );
    await button('Check').click();
    await page.locator('code', { hasText: '<img src=x onerror=alert(1)>' }).first().waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });

  it('are for those who may change the app: others are not even told of it', async () => {
    const other = await createApp(tenant, 'Elsewhere');
    const stranger = await Visitor.arrive(browser, house);
    await stranger.join(await house.invite(tenant, { role: 'designer', appIds: [other] }));
    await stranger.open(`/apps/${appId}/processes/new`);
    await stranger.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(await stranger.page.getByRole('textbox', { name: 'Definition' }).count()).toBe(0);
    await stranger.leave();
  });

  it('stayed within its own content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });
});
