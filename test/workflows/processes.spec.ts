import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCaller, createTenant, type Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { ANY, definition, expectStatus, ProcessDesk } from './support/process-desk.js';

const SET = '  - greet: { set: { hello: world } }';

describe.each(engines)('processes on %s', (_engine, createDatabase) => {
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
  const create = (name: string, text = definition(SET)) => desk.caller.post(desk.processes, { name, definition: text });

  it('keeps a draft, publishes versions, and never changes a version', async () => {
    const created = await create('First');
    expect(created).toMatchObject({ status: 201, body: { name: 'First', publishedVersion: 0, appId: desk.appId } });
    const path = `${desk.processes}/${created.body.id}`;
    const etag = created.headers.get('etag') ?? '';
    const published = await desk.caller.post(`${path}/publish`, {}, { 'if-match': etag });
    expect(published).toMatchObject({ status: 201, body: { version: 1, uses: [], warnings: [] } });
    const next = definition('  - greet: { set: { hello: again } }');
    expect(await desk.caller.patch(path, { definition: next }, { 'if-match': etag })).toMatchObject({ status: 412 });
    expectStatus(await desk.caller.patch(path, { definition: next }, ANY), 200);
    expectStatus(await desk.caller.post(`${path}/publish`, {}, ANY), 201);
    const versions = expectStatus(await desk.caller.get(`${path}/versions`), 200);
    expect(versions.items.map(({ version }: Json) => version)).toEqual([2, 1]);
    expect((await desk.caller.get(`${path}/versions/1`)).body.definition).toBe(definition(SET));
    expect((await desk.caller.get(path)).body).toMatchObject({ publishedVersion: 2, definition: next });
  });

  it('refuses to publish what cannot run, with path, line and reason, and keeps the draft', async () => {
    const { body } = await create('Broken', definition('  - spawn: { run: { shell: { command: ls } } }'));
    for (const door of ['check', 'publish']) {
      expect(await desk.caller.post(`${desk.processes}/${body.id}/${door}`, {}, ANY)).toMatchObject({
        status: 422,
        body: {
          code: 'definition-refused',
          remedy: 'fix-request',
          problems: [{ path: '/do/0/spawn/run/shell', line: 3, reason: expect.stringContaining('shell') }],
        },
      });
    }
    expect((await desk.caller.get(`${desk.processes}/${body.id}`)).body.publishedVersion).toBe(0);
  });

  it('records the uses of access tokens and warns of names that mean nothing yet', async () => {
    const tasks = '  - list: { call: dropbox.listFolder, with: { token: Clinic Files, path: "" } }';
    const { body } = await create('Uses', definition(tasks));
    const { body: published } = await desk.caller.post(`${desk.processes}/${body.id}/publish`, {}, ANY);
    expect(published.uses).toEqual([{ path: '/do/0/list', token: 'Clinic Files', action: 'dropbox.listFolder' }]);
    expect(published.warnings).toMatchObject([{ path: '/do/0/list', token: 'Clinic Files', code: 'token-missing' }]);
  });

  it('warns of what an action cannot take, and not of what is only known when it runs', async () => {
    const tasks = [
      `  - right: { call: dropbox.listFolder, with: { token: Files, path: "$\{ .path }", limit: 7 } }`,
      `  - wrong: { call: dropbox.listFolder, with: { token: Files, limit: 5000, depth: "$\{ .depth }" } }`,
      '  - own: { call: own-crm.get, with: { token: Files, path: 7 } }',
    ];
    const { body } = await create('Inputs', definition(tasks.join('\n')));
    const { body: checked } = await desk.caller.post(`${desk.processes}/${body.id}/check`, {}, ANY);
    const wrong = checked.warnings.filter(({ code }: { code: string }) => code === 'inputs-wrong');
    expect(wrong.map(({ path }: { path: string }) => path)).toEqual(['/do/1/wrong', '/do/2/own']);
    for (const name of ['limit', 'depth', 'path']) expect(wrong[0].message).toContain(name);
  });

  it.each([
    ['dropbox.listFoldr', 'The connector dropbox has no action listFoldr; did you mean dropbox.listFolder?'],
    ['dropbux.listFolder', 'Nobody knows the action dropbux.listFolder: there is no connector dropbux that has it.'],
  ])('warns of the unknown action %s, also while its token is missing', async (action, message) => {
    const wanted = {
      name: `Typo ${action.length}`,
      definition: definition(`  - a: { call: ${action}, with: { token: Files, path: "" } }`),
    };
    const { id } = expectStatus(await desk.caller.post(desk.processes, wanted), 201);
    const { warnings } = expectStatus(await desk.caller.post(`${desk.processes}/${id}/check`, {}), 200);
    expect(warnings).toEqual([
      expect.objectContaining({ code: 'token-missing' }),
      { path: '/do/0/a', line: 3, code: 'action-unknown', message },
    ]);
  });

  it('refuses the name of a token that no token can have', async () => {
    const { body } = await create('Odd', definition('  - list: { call: dropbox.listFolder, with: { token: "a/b" } }'));
    expect(await desk.caller.post(`${desk.processes}/${body.id}/publish`, {}, ANY)).toMatchObject({
      status: 422,
      body: { problems: [{ path: '/do/0/list', line: 3 }] },
    });
  });

  it('wants a name once in an app, without regard to case', async () => {
    expectStatus(await create('Twice'), 201);
    expect(await create('tWICE')).toMatchObject({ status: 409, body: { code: 'process-name-taken' } });
  });

  it('creates once for a repeated Idempotency-Key', async () => {
    const send = () =>
      desk.caller.post(desk.processes, { name: 'Once', definition: definition(SET) }, { 'idempotency-key': 'once' });
    expect((await send()).body.id).toBe((await send()).body.id);
  });

  it('pages through processes', async () => {
    const first = expectStatus(await desk.caller.get(`${desk.processes}?limit=2`), 200);
    const second = expectStatus(await desk.caller.get(`${desk.processes}?limit=2&cursor=${first.nextCursor}`), 200);
    const ids = [...first.items, ...second.items].map(({ id }: Json) => id);
    expect(new Set(ids).size).toBe(4);
  });

  it('deletes a process with its versions, and says so to those who look', async () => {
    const id = await desk.publish('Gone', SET);
    await desk.until(await desk.start(id), 'completed');
    expectStatus(await desk.caller.delete(`${desk.processes}/${id}`, ANY), 204);
    for (const path of ['', '/versions', '/versions/1']) {
      expect(await desk.caller.get(`${desk.processes}/${id}${path}`)).toMatchObject({ status: 404 });
    }
  });

  it('keeps a process whose runs are under way', async () => {
    const id = await desk.publish('Busy', '  - pause: { wait: PT1H }');
    const run = await desk.start(id);
    await desk.until(run, 'waiting');
    expect(await desk.caller.delete(`${desk.processes}/${id}`, ANY)).toMatchObject({
      status: 409,
      body: { code: 'process-has-runs', runs: 1 },
    });
    expectStatus(await desk.caller.post(`/v1/runs/${run}/cancel`, {}), 200);
    expectStatus(await desk.caller.delete(`${desk.processes}/${id}`, ANY), 204);
  });

  it('shows other apps and tenants nothing', async () => {
    const id = await desk.publish('Hidden', '  - pause: { wait: PT1H }');
    const run = await desk.start(id);
    const stranger = (await createTenant(app)).admin;
    const neighbour = await ProcessDesk.of(desk.tenant, 'Neighbour');
    const bound = await createCaller(desk.tenant.admin, { rights: ['manage-app', 'run'], appId: neighbour.appId });
    for (const caller of [stranger, bound]) {
      const paths = [
        desk.processes,
        `${desk.processes}/${id}`,
        `${desk.processes}/${id}/versions/1`,
        `/v1/runs/${run}`,
        `/v1/runs/${run}/steps`,
      ];
      for (const path of paths) expect((await caller.get(path)).status).toBe(404);
      for (const path of [
        `${desk.processes}/${id}/publish`,
        `${desk.processes}/${id}/runs`,
        `/v1/runs/${run}/cancel`,
        `/v1/runs/${run}/resume`,
      ]) {
        expect((await caller.post(path, {}, ANY)).status).toBe(404);
      }
      expect((await caller.get('/v1/runs')).body.items).toEqual([]);
      expect((await caller.get(`${neighbour.processes}/${id}`)).status).toBe(404);
    }
    expectStatus(await desk.caller.post(`/v1/runs/${run}/cancel`, {}), 200);
  });

  it('asks for the right of each door', async () => {
    const id = await desk.publish('Rights', SET);
    const runner = await createCaller(desk.tenant.admin, { rights: ['run'], appId: desk.appId });
    const designer = await createCaller(desk.tenant.admin, { rights: ['manage-app'], appId: desk.appId });
    expect((await runner.post(desk.processes, { name: 'No', definition: 'x' })).status).toBe(403);
    expect((await runner.post(`${desk.processes}/${id}/publish`, {}, ANY)).status).toBe(403);
    expect((await runner.delete(`${desk.processes}/${id}`, ANY)).status).toBe(403);
    expect((await designer.post(`${desk.processes}/${id}/runs`, {})).status).toBe(403);
    expect((await runner.post(`${desk.processes}/${id}/runs`, {})).status).toBe(201);
  });

  it('answers bad requests with 4xx and words', async () => {
    const id = await desk.publish('Bad', SET);
    const path = `${desk.processes}/${id}`;
    const { body: draft } = await create('Unpublished');
    const answers = await Promise.all([
      desk.caller.post(desk.processes, {}),
      desk.caller.post(desk.processes, { name: 'a/b', definition: 'x' }),
      desk.caller.post(desk.processes, { name: 'X', definition: 5 }),
      desk.caller.post(desk.processes, { name: 'X', definition: 'x', more: 1 }),
      desk.caller.post(desk.processes, { name: 'X', definition: 'x'.repeat(300_000) }),
      desk.caller.get(`${path}/versions/0`),
      desk.caller.get(`${path}/versions/99999999999999`),
      desk.caller.get(`${path}/versions/abc`),
      desk.caller.get(`${path}/versions?cursor=abc`),
      desk.caller.patch(path, { name: 'Y' }),
      desk.caller.patch(path, { name: 'Y' }, { 'if-match': 'x' }),
      desk.caller.post(`${desk.processes}/${draft.id}/runs`, {}),
      desk.caller.post(`${path}/runs`, { input: 1, more: 2 }),
      desk.caller.post(`${path}/runs`, { input: 'x'.repeat(600_000) }),
      desk.caller.get('/v1/runs?status=odd'),
      desk.caller.get('/v1/runs?limit=0'),
      desk.caller.get('/v1/runs/run_none'),
      desk.caller.post('/v1/runs/run_none/decision', { decision: 'skip' }),
      desk.caller.post('/v1/runs/run_none/decision', { decision: 'odd' }),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(body).toMatchObject({ remedy: 'fix-request' });
    }
  });

  it('has no processes in a form-based app', async () => {
    const { body } = await desk.caller.post('/v1/apps', { name: 'A form', kind: 'form-based' });
    expect(await desk.caller.post(`/v1/apps/${body.id}/processes`, { name: 'X', definition: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'app-has-no-processes' },
    });
  });
});
