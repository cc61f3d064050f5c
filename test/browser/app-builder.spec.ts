import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createApp, type TestTenant } from '../support/api-client.js';
import { launchBrowser } from './support/browser.js';
import { House } from './support/house.js';
import { clinicProcess, definitionOf, publish, runUntil } from './support/processes.js';
import { connectDropbox, connectRedox } from './support/tokens.js';
import { Visitor } from './support/visitor.js';

describe('The App Builder', () => {
  let house: House;
  let browser: Browser;
  let tenant: TestTenant;
  let visitor: Visitor;
  let page: Page;
  let appId: string;
  let processId: string;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
    tenant = await house.createTenant();
    visitor = await Visitor.arrive(browser, house);
    page = visitor.page;
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('leads from an empty list to a first app, by keyboard alone', async () => {
    await visitor.open('/apps');
    await page.getByRole('heading', { name: 'No apps yet' }).waitFor();
    await visitor.press('Create app');
    await visitor.focusOn(page.getByRole('dialog').getByLabel('Name'));
    await page.keyboard.type('Clinic Close');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Clinic Close' }).waitFor();
    await page.waitForURL(/\/apps\/app_[^/]+\/tokens$/);
    appId = /\/apps\/([^/]+)\/tokens$/.exec(new URL(page.url()).pathname)?.[1] ?? '';
    expect((await tenant.admin.get(`/v1/apps/${appId}`)).body).toMatchObject({ kind: 'process-based' });
  });

  it('says at the form what is wrong with a name', async () => {
    await visitor.open('/apps');
    await page.getByRole('button', { name: 'Create app' }).click();
    await page.getByLabel('Name').fill('clinic close');
    await page.getByRole('dialog').getByRole('button', { name: 'Create app' }).click();
    await page.getByRole('alert').filter({ hasText: 'clinic close' }).waitFor();
  });

  it('shows for each step of a run which access token served it, in which scope and generation', async () => {
    await connectRedox(tenant.admin, { name: 'Clinic Redox' });
    await connectDropbox(house, tenant.admin, { name: 'Clinic Files', appId });
    const definition = clinicProcess({ redox: 'Clinic Redox', dropbox: 'Clinic Files' });
    processId = await publish(tenant.admin, appId, { name: 'Close a case', definition });
    await visitor.open(`/apps/${appId}/processes`);
    await page.getByRole('link', { name: 'Close a case' }).click();
    await page.getByRole('button', { name: 'Start a run' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByText('Completed').waitFor();
    const steps = page.getByRole('region', { name: 'Steps' }).getByRole('listitem');
    await steps.filter({ hasText: /^findPatient.*Clinic Redox.*Global.*generation 1/ }).waitFor();
    await steps.filter({ hasText: /^fileNote.*Clinic Files.*App.*generation 1/ }).waitFor();
    expect(await steps.count()).toBe(2);
    await steps.first().getByText('Input', { exact: true }).click();
    await steps.first().getByRole('region', { name: 'Input /do/0/findPatient' }).waitFor();
  });

  it('says what a parked run waits for, and goes on before your eyes when it is there', async () => {
    const definition = clinicProcess({ redox: 'Clinic Redox', dropbox: 'Branch Files' });
    const lacking = await publish(tenant.admin, appId, { name: 'Close elsewhere', definition });
    await visitor.open(`/apps/${appId}/processes/${lacking}`);
    await page.getByText('There is no access token "Branch Files" yet').waitFor();
    const runId = await runUntil(tenant.admin, { appId, processId: lacking }, 'parked');
    await visitor.open(`/apps/${appId}/runs/${runId}`);
    await page.getByRole('link', { name: 'Add the access token' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await connectDropbox(house, tenant.admin, { name: 'Branch Files', appId });
    await page.getByText('Completed').waitFor();
  });

  it('shows when a schedule starts the next run, and pauses and resumes it', async () => {
    const definition = `document: { dsl: '1.0.3', namespace: clinic, name: nightly, version: '1.0.0' }
schedule: { every: P30D }
do: [{ rest: { set: { done: true } } }]`;
    const nightly = await publish(tenant.admin, appId, { name: 'Nightly', definition });
    await visitor.open(`/apps/${appId}/processes/${nightly}`);
    const schedule = page.getByRole('region', { name: 'Schedule' });
    await schedule.getByText('Next run').waitFor();
    await schedule.getByText('P30D').waitFor();
    expect(await visitor.findings()).toEqual([]);
    await schedule.getByRole('button', { name: 'Pause' }).click();
    await schedule.getByText('Paused').waitFor();
    await schedule.getByRole('button', { name: 'Resume' }).click();
    await schedule.getByText('Next run').waitFor();
  });

  it('lets a run be suspended and resumed on its page', async () => {
    const definition = clinicProcess({ redox: 'Clinic Redox', dropbox: 'Nowhere' });
    const waiting = await publish(tenant.admin, appId, { name: 'Close later', definition });
    const runId = await runUntil(tenant.admin, { appId, processId: waiting }, 'parked');
    await visitor.open(`/apps/${appId}/runs/${runId}`);
    await page.getByText('Somebody should come').waitFor();
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep running' }).click();
    await visitor.dialogClosed();
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
    await visitor.dialogClosed();
    await page.getByText('No step begins.').waitFor();
    expect(await visitor.findings()).toEqual([]);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Suspend' }).waitFor();
  });

  it('tells all that is wrong with a definition, not the first of it alone', async () => {
    const definition = definitionOf('twice-wrong', '  - one: { wait: { minute: 5 } }\n  - two: { cal: http }');
    const path = `/v1/apps/${appId}/processes`;
    const { body } = await tenant.admin.post(path, { name: 'Twice wrong', definition });
    await visitor.open(`/apps/${appId}/processes/${body.id}`);
    const notice = page.getByRole('alert');
    await notice.getByText('line 3', { exact: false }).waitFor();
    await notice.getByRole('listitem').filter({ hasText: 'line 4, /do/1/two' }).waitFor();
    expect(await visitor.findings()).toEqual([]);
  });

  it('finds runs by their status, at an address that can be kept', async () => {
    await visitor.open(`/apps/${appId}/runs`);
    await page.getByLabel('Status').selectOption('Faulted');
    await page.getByRole('heading', { name: 'No run is like that' }).waitFor();
    await page.waitForURL(/\?status=faulted$/);
    await visitor.open(`/apps/${appId}/runs?status=completed`);
    await page.getByRole('table').getByText('Close elsewhere').waitFor();
  });

  it('says in words why a run faulted, and at which step', async () => {
    const refusal =
      "{ type: 'https://clinic.example.com/late', status: 409, title: Too late, detail: The case is closed. }";
    const definition = definitionOf('close-late', `  - refuse: { raise: { error: ${refusal} } }`);
    const refusing = await publish(tenant.admin, appId, { name: 'Close late', definition });
    const runId = await runUntil(tenant.admin, { appId, processId: refusing }, 'faulted');
    await visitor.open(`/apps/${appId}/runs/${runId}`);
    const ending = page.getByRole('region', { name: 'What ended it' });
    await ending.getByText('Too late', { exact: true }).waitFor();
    await ending.getByText('The case is closed.', { exact: true }).waitFor();
    await ending.getByText('/do/0/refuse', { exact: true }).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await ending.getByText('As JSON').click();
    await ending.getByText('"status": 409').waitFor();
  });

  it('asks before an app is deleted, says which setting forbids it, and lets an admin switch it on there', async () => {
    const spare = await createApp(tenant, 'Spare app');
    await visitor.open(`/apps/${spare}/settings`);
    await page.getByLabel('Repeat the name of the app').fill('Spare app');
    await page.getByRole('button', { name: 'Delete app' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete app' }).click();
    await visitor.dialogClosed();
    await page.getByRole('alert').filter({ hasText: 'Deleting apps is switched off in this tenant' }).waitFor();
    expect((await tenant.admin.get(`/v1/apps/${spare}`)).status).toBe(200);
    const allowed = page.getByRole('switch', { name: 'Apps of this tenant may be deleted' });
    await allowed.click();
    await allowed.and(page.locator(':checked:enabled')).waitFor();
    expect(await visitor.findings()).toEqual([]);
    await page.getByRole('button', { name: 'Delete app' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete app' }).click();
    await page.getByText('Deleted "Spare app".').waitFor();
    expect((await tenant.admin.get(`/v1/apps/${spare}`)).status).toBe(404);
  });

  it('shows a designer his own apps alone', async () => {
    const designer = await Visitor.arrive(browser, house);
    await designer.join(await house.invite(tenant, { role: 'designer', appIds: [appId] }));
    await designer.open('/apps');
    await designer.page.getByRole('link', { name: 'Clinic Close' }).waitFor();
    expect(await designer.page.getByRole('link', { name: 'Spare app' }).count()).toBe(0);
    expect(await designer.page.getByRole('button', { name: 'Create app' }).count()).toBe(0);
    expect(designer.troubles).toEqual([]);
    await designer.leave();
  });

  it.each([
    ['apps', () => '/apps'],
    ['processes', () => `/apps/${appId}/processes`],
    ['runs', () => `/apps/${appId}/runs`],
    ['settings', () => `/apps/${appId}/settings`],
    ['access tokens of a process', () => `/apps/${appId}/processes/${processId}`],
    ['definition of a process', () => `/apps/${appId}/processes/${processId}/definition`],
  ])('is accessible where it shows %s', async (_what, path) => {
    await visitor.open(path());
    await page.getByRole('heading', { level: 1 }).waitFor();
    await visitor.settle();
    expect(await visitor.findings()).toEqual([]);
  });

  it('stayed within its own content policy all along', () => {
    expect(visitor.troubles).toEqual([]);
  });
});
