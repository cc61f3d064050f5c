import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiClient, createCaller, createTenant } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { ANY, definition, expectStatus, ProcessDesk } from './support/process-desk.js';

const SET = '  - greet: { set: { hello: world } }';
const WRONG = '  - one: { wait: { minute: 5 } }\n  - fine: { set: { a: 1 } }\n  - two: { cal: http }';

describe.each(engines)('The check of a definition that is stored nowhere, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  const check = (text: unknown, caller: ApiClient = desk.caller) =>
    caller.post(`${desk.processes}/check`, { definition: text });

  it('finds nothing wrong with one that can be published, and stores nothing', async () => {
    expect(await check(definition(SET))).toMatchObject({ status: 200, body: { uses: [], warnings: [] } });
    expect((await desk.caller.get(desk.processes)).body.items).toEqual([]);
    const { items } = expectStatus(await desk.caller.get('/v1/audit-events'), 200);
    expect(items.filter(({ action }: { action: string }) => action.startsWith('process.'))).toEqual([]);
  });

  it('takes JSON as well', async () => {
    const json = {
      document: { dsl: '1.0.3', namespace: 'a', name: 'b', version: '1.0.0' },
      do: [{ c: { set: { d: 1 } } }],
    };
    expect((await check(JSON.stringify(json))).status).toBe(200);
  });

  it('tells every problem with task and line, as publishing does', async () => {
    const refused = await check(definition(WRONG));
    expect(refused).toMatchObject({ status: 422, body: { code: 'definition-refused', remedy: 'fix-request' } });
    const places = refused.body.problems.map(({ path, line }: { path: string; line: number }) => `${line} ${path}`);
    expect(places).toEqual(['3 /do/0/one/wait/minute', '5 /do/2/two']);
    const { id } = expectStatus(
      await desk.caller.post(desk.processes, { name: 'W', definition: definition(WRONG) }),
      201,
    );
    const published = await desk.caller.post(`${desk.processes}/${id}/publish`, {}, ANY);
    expect(published.body.problems).toEqual(refused.body.problems);
  });

  it('says the line of what cannot be read at all', async () => {
    const { status, body } = await check(`${definition(SET)}\n   bad: [`);
    expect([status, body.problems.length]).toEqual([422, 1]);
    expect(body.problems[0].line).toBeGreaterThan(3);
  });

  it('warns with task and line of what would park or fail a run', async () => {
    const tasks = `${SET}\n  - list: { call: dropbox.listFolder, with: { token: Nowhere, path: "" } }\n  - go: { run: { workflow: { namespace: a, name: b, version: '1.0.0' } } }`;
    const { uses, warnings } = expectStatus(await check(definition(tasks)), 200);
    expect(uses).toEqual([{ path: '/do/1/list', token: 'Nowhere', action: 'dropbox.listFolder' }]);
    expect(warnings).toEqual([
      { path: '/do/1/list', line: 4, token: 'Nowhere', code: 'token-missing', message: expect.any(String) },
      { path: '/do/2/go', line: 5, code: 'process-missing', message: expect.any(String) },
    ]);
  });

  it('is for those who may make processes here', async () => {
    const runner = await createCaller(desk.caller, { rights: ['run'], appId: desk.appId });
    expect(await check(definition(SET), runner)).toMatchObject({ status: 403, body: { code: 'right-missing' } });
    const { admin: stranger } = await createTenant(app);
    expect(await check(definition(SET), stranger)).toMatchObject({ status: 404, body: { code: 'app-not-found' } });
    const form = await desk.caller.post('/v1/apps', { name: 'Form', kind: 'form-based' });
    const there = await desk.caller.post(`/v1/apps/${form.body.id}/processes/check`, { definition: definition(SET) });
    expect(there).toMatchObject({ status: 409, body: { code: 'app-has-no-processes' } });
  });

  it.each([[undefined], [7], [''], ['x'.repeat(262_145)]])('refuses what is no definition: %#', async (text) => {
    const { status, body } = await check(text);
    expect([400, 422]).toContain(status);
    expect(body.remedy).toBe('fix-request');
  });
});
