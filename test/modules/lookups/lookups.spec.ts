import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createApp, createCaller, createTenant, type Json } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { ANY } from '../../support/story/journey.js';
import { ACCOUNTS, LookupDesk, NEW } from './lookup-desk.js';

const problems = (body: Json): string[] => body.problems.map(({ path }: { path: string }) => path);

describe.each(engines)('The lookups of a form-based app on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: LookupDesk;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
  });
  beforeEach(async () => {
    desk = await LookupDesk.open(await createTenant(app));
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('are declared at their name, listed by it, read without regard to case and removed', async () => {
    const made = await desk.put('Accounts', ACCOUNTS);
    expect(made).toMatchObject({ status: 201, body: { name: 'Accounts', appId: desk.appId, ...ACCOUNTS } });
    await desk.declare('A first one', { ...ACCOUNTS, description: undefined });
    const read = await desk.designer.get(desk.path('ACCOUNTS'));
    expect(read.body).toEqual(made.body);
    expect(read.headers.get('etag')).toBe(made.headers.get('etag'));
    const list = await desk.designer.get(`/v1/apps/${desk.appId}/lookups?limit=1`);
    expect(list.body).toMatchObject({ items: [{ name: 'A first one' }], nextCursor: expect.any(String) });
    const rest = await desk.designer.get(`/v1/apps/${desk.appId}/lookups?cursor=${list.body.nextCursor}`);
    expect(rest.body).toEqual({ items: [made.body] });
    expect((await desk.designer.delete(desk.path('accounts'), ANY)).status).toBe(204);
    expect((await desk.designer.get(desk.path('Accounts'))).body.code).toBe('lookup-not-found');
  });

  it('are made and changed only by whoever has seen what is there', async () => {
    expect((await desk.put('Accounts', ACCOUNTS, {})).status).toBe(428);
    expect((await desk.put('Accounts', ACCOUNTS, ANY)).body.code).toBe('lookup-not-found');
    const first = await desk.put('Accounts', ACCOUNTS);
    expect((await desk.put('accounts', ACCOUNTS)).status).toBe(412);
    const seen = { 'if-match': first.headers.get('etag') ?? '' };
    const changed = await desk.put('ACCOUNTS', { ...ACCOUNTS, description: undefined }, seen);
    expect(changed).toMatchObject({ status: 200, body: { id: first.body.id, name: 'ACCOUNTS' } });
    expect(changed.body.description).toBeUndefined();
    expect((await desk.put('Accounts', ACCOUNTS, seen)).status).toBe(412);
    expect((await desk.designer.delete(desk.path('Accounts'), seen)).status).toBe(412);
    for (const headers of [{ 'if-none-match': '"1"' }, { ...NEW, ...ANY }])
      expect((await desk.put('Accounts', ACCOUNTS, headers)).body.code).toBe('bad-if-match');
  });

  it('are made once, however many make them at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.put('Accounts', ACCOUNTS)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412, 412, 412, 412]);
  });

  it('are changed by those alone who may change the app, and only in a form-based one', async () => {
    await desk.declare('Accounts', ACCOUNTS);
    const put = { method: 'PUT', body: JSON.stringify(ACCOUNTS), headers: ANY };
    expect((await desk.form.send(desk.path('Accounts'), put)).body.code).toBe('right-missing');
    expect((await desk.form.delete(desk.path('Accounts'), ANY)).body.code).toBe('right-missing');
    const processes = await createApp(desk.tenant, 'Processes');
    const other = `/v1/apps/${processes}/lookups/Accounts`;
    const refused = await desk.tenant.admin.send(other, { ...put, headers: NEW });
    expect(refused).toMatchObject({ status: 409, body: { code: 'app-has-no-lookups' } });
  });

  it.each<[string, Json, string]>([
    ['an action that there is not', { action: 'salesforce.queries' }, 'action'],
    ['an action of nobody', { action: 'constructor.constructor' }, 'action'],
    ['an action that writes', { action: 'salesforce.createRecord' }, 'action'],
    ['an action that only may write', { action: 'netsuite.callRestlet' }, 'action'],
    ['an action that sends a message', { action: 'redox.query' }, 'action'],
    ['a file', { action: 'dropbox.downloadFile' }, 'action'],
    ['an input that there is not', { fixed: { ...ACCOUNTS.fixed, sosl: 'x' } }, 'fixed/sosl'],
    ['a fixed value of another type', { fixed: { ...ACCOUNTS.fixed, withDeleted: 'yes' } }, 'fixed/withDeleted'],
    ['more pages than there may be', { fixed: { ...ACCOUNTS.fixed, maxPages: 9999 } }, 'fixed/maxPages'],
    ['a needed input that nobody gives', { fixed: {}, parameters: [] }, 'fixed/soql'],
    ['a name in a text without a parameter', { fixed: { soql: 'SELECT Id FROM Account LIMIT :many' } }, 'fixed/soql'],
    ['a quote that never ends', { fixed: { soql: "SELECT Id FROM Account WHERE Name = ':begin" } }, 'fixed/soql'],
    ['a name in quotes', { fixed: { soql: "SELECT Id FROM A WHERE Name = ':begin'" } }, 'parameters/begin'],
    [
      'a whole query from the form',
      { fixed: {}, parameters: [{ name: 'q', type: 'text', required: true, input: 'soql' }] },
      'parameters/q',
    ],
    [
      'an input that is fixed and given',
      {
        fixed: { soql: 'SELECT Id FROM Account', withDeleted: false },
        parameters: [{ name: 'all', type: 'boolean', required: false, input: 'withDeleted' }],
      },
      'parameters/all',
    ],
    [
      'an input of another type',
      { parameters: [...ACCOUNTS.parameters, { name: 'all', type: 'text', required: true, input: 'withDeleted' }] },
      'parameters/all',
    ],
    [
      'a member of what has none',
      {
        parameters: [
          ...ACCOUNTS.parameters,
          { name: 'all', type: 'text', required: true, input: 'withDeleted', member: 'x' },
        ],
      },
      'parameters/all',
    ],
    [
      'the pages as something that a form gives',
      { parameters: [...ACCOUNTS.parameters, { name: 'pages', type: 'integer', required: true, input: 'maxPages' }] },
      'parameters/pages',
    ],
    [
      'a value in a text that may be missing',
      { parameters: [{ name: 'begin', type: 'text', required: false }] },
      'parameters/begin',
    ],
    [
      'a default of another type',
      { parameters: [{ name: 'begin', type: 'text', required: false, default: 7 }] },
      'parameters/begin',
    ],
    ['the same parameter twice', { parameters: [...ACCOUNTS.parameters, ...ACCOUNTS.parameters] }, 'parameters/begin'],
    [
      'choices of an output without a list',
      { action: 'salesforce.describeObject', fixed: { object: 'Account' }, parameters: [] },
      'choices/items',
    ],
  ])('are refused with %s, and the place is named', async (_what, change, path) => {
    const { status, body } = await desk.put('Accounts', { ...ACCOUNTS, ...change });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'lookup-invalid' });
    expect(problems(body)).toContain(path);
    expect((await desk.designer.get(desk.path('Accounts'))).status).toBe(404);
  });

  it.each<[string, Json]>([
    ['token', { token: 'no_name' }],
    ['token', { token: { name: 'x' } }],
    ['parameters.0.name', { parameters: [{ name: '__proto__', type: 'text', required: true }] }],
    ['parameters.0.type', { parameters: [{ name: 'a', type: 'object', required: true }] }],
    ['choices.value', { choices: { value: '' } }],
    ['choices.columns', { choices: { value: 'Id', columns: { a: 7 } } }],
    ['choices.pageSize', { choices: { value: 'Id', pageSize: 100_000 } }],
    ['choices.secret', { choices: { value: 'Id', secret: 1 } }],
    ['choices', { choices: [] }],
    ['fixed', { fixed: [] }],
  ])('are refused at the border for a wrong %s', async (field, change) => {
    const { status, body } = await desk.put('Accounts', { ...ACCOUNTS, ...change });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid-request' });
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it('warn of a token that is not there yet, and of one at another vendor, and are declared all the same', async () => {
    const { warnings } = await desk.declare('Accounts', ACCOUNTS);
    expect(warnings).toMatchObject([{ code: 'token-missing' }]);
  });

  it('go with their app, and leave nothing of a name that may be resolved', async () => {
    const { admin, id } = desk.tenant;
    await desk.declare('Accounts', ACCOUNTS);
    expect(id).toEqual(expect.any(String));
    await admin.patch('/v1/tenant', { settings: { allowAppDeletion: true } }, ANY);
    expect((await admin.delete(`/v1/apps/${desk.appId}?name=Intake`, ANY)).status).toBe(204);
    expect((await admin.get(desk.path('Accounts'))).body.code).toBe('app-not-found');
  });

  it('stand in the audit with who declared which action with which token', async () => {
    await desk.declare('Accounts', ACCOUNTS);
    await desk.put('Accounts', { ...ACCOUNTS, token: 'Other' }, ANY);
    await desk.designer.delete(desk.path('Accounts'), ANY);
    const { items } = (await desk.tenant.admin.get('/v1/audit-events?limit=50')).body;
    const told = items.filter(({ subject }: Json) => subject?.kind === 'lookup');
    expect(told.map(({ action, facts }: Json) => [action, facts.token]).sort()).toEqual([
      ['lookup.changed', 'Other'],
      ['lookup.created', 'Clinic Salesforce'],
      ['lookup.deleted', 'Other'],
    ]);
    expect(told[0]).toMatchObject({ appId: desk.appId, facts: { action: 'salesforce.query' } });
  });

  it('are of no app but their own: what is not yours is not there', async () => {
    await desk.declare('Accounts', ACCOUNTS);
    const neighbour = await LookupDesk.open(desk.tenant, 'Neighbour');
    const foreign = await LookupDesk.open(await createTenant(app));
    const everywhere = await createCaller(foreign.tenant.admin, { rights: ['run'] });
    for (const stranger of [neighbour.designer, neighbour.form, foreign.designer, foreign.tenant.admin, everywhere]) {
      for (const answer of [
        await stranger.get(desk.path('Accounts')),
        await stranger.get(`/v1/apps/${desk.appId}/lookups`),
        await stranger.post(desk.path('Accounts'), {}),
        await stranger.send(desk.path('Accounts'), { method: 'PUT', body: JSON.stringify(ACCOUNTS), headers: ANY }),
        await stranger.delete(desk.path('Accounts'), ANY),
      ])
        expect(answer).toMatchObject({ status: 404, body: { code: 'app-not-found' } });
    }
    expect((await neighbour.ask('Accounts')).body.code).toBe('lookup-not-found');
  });
});
