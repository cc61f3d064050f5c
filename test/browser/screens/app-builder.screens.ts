import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type ApiClient, createApp } from '../../support/api-client.js';
import { expectStatus } from '../../support/story/drafts.js';
import { launchBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { clinicProcess, publish, runUntil } from '../support/processes.js';
import { takeScreens } from '../support/screens.js';
import { connectDropbox, connectRedox } from '../support/tokens.js';
import { Visitor } from '../support/visitor.js';

const LONG = 'Quarterly reconciliation of outstanding patient invoices across every clinic of the northern region';

/** One whose token is not there, and one with all that a lookup can have. */
async function declareLookups(admin: ApiClient, appId: string): Promise<void> {
  const accounts = {
    description: 'Clinics by the beginning of their name.',
    action: 'salesforce.query',
    token: 'Clinic Salesforce',
    fixed: { soql: 'SELECT Id, Name, Industry FROM Account WHERE Name LIKE :begin% ORDER BY Name LIMIT 50' },
    parameters: [{ name: 'begin', type: 'text', required: true, description: 'First letters' }],
    choices: { value: 'Id', label: 'Name', columns: { industry: 'Industry' }, pageSize: 50 },
  };
  const folders = { action: 'dropbox.listFolder', token: LONG, fixed: { path: '/cases' }, choices: { value: 'name' } };
  for (const [name, declaration] of [
    ['Accounts', accounts],
    [LONG, folders],
  ] as const) {
    const path = `/v1/apps/${appId}/lookups/${encodeURIComponent(name)}`;
    const put = { method: 'PUT', body: JSON.stringify(declaration), headers: { 'if-none-match': '*' } };
    expectStatus(await admin.send(path, put), 201);
  }
}

describe('The App Builder', () => {
  let house: House;
  let browser: Browser;
  let visitor: Visitor;
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  });
  afterAll(() => Promise.all([browser?.close(), house?.close()]));

  it('of an empty tenant', async () => {
    const tenant = await house.createTenant('Empty Clinic');
    visitor = await Visitor.arrive(browser, house);
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    await visitor.open('/apps');
    await visitor.page.getByText('No apps yet').waitFor();
    await takeScreens(visitor, 'apps-empty');
    await visitor.page.getByRole('button', { name: 'Create app' }).first().click();
    await visitor.page.getByRole('dialog').waitFor();
    await takeScreens(visitor, 'apps-create');
    const appId = await createApp(tenant, 'Clinic Close');
    for (const part of ['tokens', 'processes', 'runs', 'settings']) {
      await visitor.open(`/apps/${appId}/${part}`);
      await visitor.page.getByRole('heading', { level: 1 }).waitFor();
      await takeScreens(visitor, `app-empty-${part}`);
    }
  });

  it('at work', async () => {
    const tenant = await house.createTenant('Demo Clinic');
    const { admin } = tenant;
    visitor = await Visitor.arrive(browser, house);
    await visitor.join(await house.invite(tenant, { role: 'admin' }));
    const appId = await createApp(tenant, 'Clinic Close');
    await createApp(tenant, LONG);
    const form = { name: 'Intake form', kind: 'form-based', declaredTokens: ['Clinic Redox', LONG] };
    const formAppId = String((await admin.post('/v1/apps', form)).body.id);
    await declareLookups(admin, formAppId);
    await connectRedox(admin, { name: 'Clinic Redox' });
    await connectDropbox(house, admin, { name: 'Clinic Files', appId });
    const good = clinicProcess({ redox: 'Clinic Redox', dropbox: 'Clinic Files' });
    const processId = await publish(admin, appId, { name: 'Close a case', definition: good });
    const completed = await runUntil(admin, { appId, processId }, 'completed', 'faulted');
    const lacking = clinicProcess({ redox: 'Clinic Redox', dropbox: LONG });
    const longId = await publish(admin, appId, { name: LONG, definition: lacking });
    const parked = await runUntil(admin, { appId, processId: longId }, 'parked');
    const broken = good.replace('/cases', 'cases');
    const brokenId = await publish(admin, appId, { name: 'Files in the wrong place', definition: broken });
    const faulted = await runUntil(admin, { appId, processId: brokenId }, 'faulted', 'completed');
    for (const [name, path] of [
      ['apps', '/apps'],
      ['app-tokens', `/apps/${appId}/tokens`],
      ['app-processes', `/apps/${appId}/processes`],
      ['app-runs', `/apps/${appId}/runs`],
      ['app-settings', `/apps/${appId}/settings`],
      ['app-lookups', `/apps/${formAppId}/lookups`],
      ['lookup', `/apps/${formAppId}/lookups/Accounts`],
      ['process-tokens', `/apps/${appId}/processes/${longId}`],
      ['process-runs', `/apps/${appId}/processes/${processId}/runs`],
      ['process-definition', `/apps/${appId}/processes/${processId}/definition`],
      ['run-completed-long', `/apps/${appId}/runs/${completed}`],
      ['run-parked-long', `/apps/${appId}/runs/${parked}`],
      ['run-faulted-long', `/apps/${appId}/runs/${faulted}`],
    ] as const) {
      await visitor.open(path);
      await visitor.page.getByRole('heading', { level: 1 }).waitFor();
      await takeScreens(visitor, name);
    }
  });
});
