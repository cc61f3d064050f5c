import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { salesforceAccounts } from '../../../sandbox/salesforce/accounts.js';
import { createCaller, type Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox, connectRedox, connectSalesforce } from '../../support/story/connected-tokens.js';
import { ANY } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { ACCOUNTS, LookupDesk } from './lookup-desk.js';

const NAME = ACCOUNTS.token;

describe.each(engines)('A form that asks a lookup on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let desk: LookupDesk;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    desk = await LookupDesk.open(await latchkey.createTenant());
    token = await connectSalesforce(latchkey, desk.tenant.admin, { name: NAME });
    await desk.declare('Accounts', ACCOUNTS);
  });
  afterAll(() => latchkey.close());

  const queries = async (): Promise<number> => (await latchkey.vendors.journal('salesforce', 'query')).length;

  it('gets a list to choose from, and is told which generation of which token served it', async () => {
    const { status, body } = await desk.ask('accounts', { begin: 'Clinic 00' });
    expect(status).toBe(200);
    expect(body.items[0]).toEqual({
      value: expect.stringMatching(/^001/),
      label: 'Clinic 001',
      columns: expect.any(Object),
    });
    expect(body.hasMore).toBe(true);
    expect(body.items).toHaveLength(5);
    expect(body.token).toMatchObject({ id: token.id, name: NAME, scope: 'global', generation: token.generation });
  });

  it('is served by what is declared, with what was fixed before it asked, in the moment after a change', async () => {
    const narrow = {
      ...ACCOUNTS,
      fixed: { soql: "SELECT Id, Name FROM Account WHERE Name = 'Clinic 007'" },
      parameters: [],
    };
    await desk.declare('Changing', ACCOUNTS);
    expect((await desk.items('Changing')).length).toBe(5);
    await desk.put('Changing', narrow, ANY);
    expect((await desk.items('Changing')).map(({ label }: Json) => label)).toEqual(['Clinic 007']);
    await desk.designer.delete(desk.path('Changing'), ANY);
    expect((await desk.ask('Changing')).body.code).toBe('lookup-not-found');
  });

  it('cannot break out of a value: quotes, backslashes and wildcards stand for themselves', async () => {
    const exact = {
      ...ACCOUNTS,
      fixed: { soql: 'SELECT Id, Name FROM Account WHERE Name = :name' },
      parameters: [{ name: 'name', type: 'text', required: true }],
    };
    await desk.declare('By name', exact);
    for (const name of ["' OR Name LIKE '%", "\\' OR Name LIKE \\'%", "x'", '\\', '%', "x' ORDER BY Name --"])
      expect([name, await desk.items('By name', { name })]).toEqual([name, []]);
    expect(await desk.items('By name', { name: 'Clinic 003' })).toHaveLength(1);
    expect((await desk.ask('By name', { name: 'a\nb' })).body).toMatchObject({
      code: 'lookup-inputs-invalid',
      problems: [{ path: 'inputs/name' }],
    });
  });

  it.each<[string, Json, string]>([
    ['what is fixed', { soql: 'SELECT Id FROM User' }, 'inputs/soql'],
    ['what stands beside it', { maxPages: 1000 }, 'inputs/maxPages'],
    ['another token', { token: 'Other' }, 'inputs/token'],
    ['a list for a text', { begin: ['a'] }, 'inputs/begin'],
    [
      'an object for a text',
      { begin: { from: { call: 'dropbox.downloadFile', token: NAME, with: {} } } },
      'inputs/begin',
    ],
    ['nothing for a text', { begin: null }, 'inputs/begin'],
  ])('is refused when it gives %s, before anything is sent', async (_what, inputs, path) => {
    const before = await queries();
    const { status, body } = await desk.ask('Accounts', inputs);
    expect({ status, code: body.code, path: body.problems[0].path }).toEqual({
      status: 422,
      code: 'lookup-inputs-invalid',
      path,
    });
    expect(await queries()).toBe(before);
  });

  it('is refused when a needed value is missing, and when the body says more than values', async () => {
    expect((await desk.ask('By name')).body.problems).toEqual([{ path: 'inputs/name', message: 'is missing' }]);
    for (const more of [{ token: 'Other' }, { action: 'salesforce.createRecord' }, { fixed: {} }])
      expect((await desk.form.post(desk.path('Accounts'), { inputs: {}, ...more })).body.code).toBe('invalid-request');
  });

  it('opens the lookup and nothing else: neither the credential, nor the proxy, nor another action', async () => {
    const { form, appId } = desk;
    const body = { token: NAME, with: { soql: 'SELECT Id FROM User' } };
    for (const refused of [
      await form.post('/v1/resolutions', { name: NAME }),
      await form.get(`/v1/proxy/${encodeURIComponent(NAME)}/services/data/v66.0/sobjects`),
      await form.post(`/v1/apps/${appId}/actions/salesforce.query`, body),
      await form.post(`/v1/apps/${appId}/actions/salesforce.createRecord`, body),
    ])
      expect(refused).toMatchObject({ status: 403, body: { code: 'token-not-declared' } });
    await desk.designer.patch(`/v1/apps/${appId}`, { declaredTokens: [NAME] }, ANY);
    expect((await form.post('/v1/resolutions', { name: NAME })).status).toBe(200);
    await desk.designer.patch(`/v1/apps/${appId}`, { declaredTokens: [] }, ANY);
    expect((await form.post('/v1/resolutions', { name: NAME })).status).toBe(403);
    expect((await desk.ask('Accounts')).status).toBe(200);
  });

  it('gets the output as it is where no choices are declared, and lists of other places where they are', async () => {
    const describing = { action: 'salesforce.describeObject', token: NAME };
    const object = [{ name: 'object', type: 'text', required: true, input: 'object' }];
    await desk.declare('Object', { ...describing, parameters: object });
    const { body } = await desk.ask('Object', { object: 'Account' });
    expect(body).toMatchObject({ output: { name: 'Account' }, token: { name: NAME } });
    const choices = { items: 'fields', value: 'name', label: 'label', pageSize: 1000 };
    await desk.declare('Fields', { ...describing, fixed: { object: 'Account' }, choices });
    expect(await desk.items('Fields')).toContainEqual({ value: 'Industry', label: 'Industry' });
    const wrong = await desk.ask('Object', { object: 'no object' });
    expect(wrong.body).toMatchObject({ code: 'lookup-inputs-invalid', problems: [{ path: 'inputs/object' }] });
  });

  it('says to a designer where the choices do not fit, and to a form only that somebody must correct it', async () => {
    const choices = { items: 'sobject', value: 'name' };
    await desk.declare('Unfit', { action: 'salesforce.listObjects', token: NAME, choices });
    expect((await desk.ask('Unfit', {}, desk.designer)).body).toMatchObject({
      code: 'lookup-shape-unfit',
      path: 'sobject',
    });
    expect((await desk.ask('Unfit')).body).toMatchObject({ code: 'lookup-unavailable', remedy: 'configure' });
  });

  it('is healed on the way when the vendor calls the credential expired', async () => {
    const { vendors } = latchkey;
    // The next token is dead on arrival, and Salesforce does not say so.
    await vendors.mood('salesforce', { kind: 'access-token-lifetime', endpoint: 'token', seconds: 0, times: 1 });
    await desk.tenant.admin.post(`/v1/access-tokens/${token.id}/renewal`, {});
    await vendors.clearJournal('salesforce');
    const { status, body } = await desk.ask('Accounts');
    expect({ status, generation: body.token.generation }).toEqual({ status: 200, generation: token.generation + 2 });
    const calls = (await vendors.journal('salesforce')).map((call) => `${call.endpoint} ${call.status}`);
    expect(calls.slice(0, 3)).toEqual(['query 401', 'token 200', 'query 200']);
  });

  it('is served by the app’s own token before the global one, and warned of one at another vendor', async () => {
    const redox = await connectRedox(desk.tenant.admin, { name: NAME, appId: desk.appId });
    const seen = await desk.designer.get(desk.path('Accounts'));
    expect(seen.body.warnings).toMatchObject([{ code: 'token-elsewhere' }]);
    expect((await desk.ask('Accounts', {}, desk.designer)).body.code).toBe('action-unknown');
    expect((await desk.ask('Accounts')).body).toMatchObject({ code: 'lookup-unavailable', remedy: 'configure' });
    await desk.tenant.admin.delete(`/v1/access-tokens/${redox.id}?force=true`, ANY);
    expect((await desk.ask('Accounts')).status).toBe(200);
  });

  it('names the token: where it is used, why it is not deleted, and from when on it may be', async () => {
    const { admin } = desk.tenant;
    const files = await connectDropbox(latchkey, admin, { name: 'Files' });
    const uses = async () => (await admin.get(`/v1/access-tokens/${files.id}/uses`)).body.items;
    const listing = { action: 'dropbox.listFolder', token: 'FILES', fixed: { path: '' }, choices: { value: 'name' } };
    await desk.declare('Folders', listing);
    const use = { appId: desk.appId, lookup: 'Folders', stepPath: 'Folders' };
    expect(await uses()).toEqual([use]);
    expect((await admin.get(`/v1/access-tokens/${files.id}`)).body.usedBy).toBe(1);
    const refused = await admin.delete(`/v1/access-tokens/${files.id}`, ANY);
    expect(refused).toMatchObject({ status: 409, body: { code: 'token-in-use', uses: [use] } });
    await desk.put('Folders', { ...listing, token: NAME }, ANY);
    expect(await uses()).toEqual([]);
    await desk.put('Folders', listing, ANY);
    await desk.designer.delete(desk.path('Folders'), ANY);
    expect((await admin.delete(`/v1/access-tokens/${files.id}`, ANY)).status).toBe(204);
  });

  it('is told what to do when the connection is gone, and nothing of the connection', async () => {
    await desk.declare('Orphan', { ...ACCOUNTS, token: 'Secret Project' });
    await latchkey.vendors.revoke('salesforce', { client: token.fields.consumerKey });
    const known = [NAME, 'Secret Project', 'salesforce', salesforceAccounts.users[0].username, 'invalid_grant'];
    for (const [name, remedy] of [
      ['Accounts', 'reconnect'],
      ['Orphan', 'configure'],
    ] as const) {
      const form = await desk.ask(name);
      expect(form).toMatchObject({ status: 503, body: { code: 'lookup-unavailable', remedy, lookup: name } });
      expect(form.body.detail).toContain('tell who looks after this app');
      for (const word of known) expect(JSON.stringify(form.body).toLowerCase()).not.toContain(word.toLowerCase());
      const { body } = await desk.ask(name, {}, desk.designer);
      expect(body).toMatchObject({ remedy });
      expect(['api-refused', 'renewal-failed', 'token-not-found']).toContain(body.code);
    }
  });

  it('needs the right to run, which a key without an app has in every app of its tenant alone', async () => {
    const { admin } = desk.tenant;
    const manager = await createCaller(admin, { rights: ['manage-app'], appId: desk.appId });
    expect((await desk.ask('Accounts', {}, manager)).body.code).toBe('right-missing');
    const everywhere = await createCaller(admin, { rights: ['run'] });
    expect((await desk.ask('Accounts', {}, everywhere)).body.code).toBe('lookup-unavailable');
    expect((await desk.ask('Accounts', {}, admin.as('lk_nobody'))).status).toBe(401);
  });
});
