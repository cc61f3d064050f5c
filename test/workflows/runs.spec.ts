import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCaller } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { json, loseAnswer, startVendorServer, staySilent, type VendorServer } from '../support/vendor-server.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

const get = (name: string, path: string) =>
  `  - ${name}: { call: http, with: { method: get, endpoint: 'https://api.example.com/${path}' } }`;
const post = (name: string, path: string) =>
  `  - ${name}: { call: http, with: { method: post, endpoint: 'https://api.example.com/${path}', body: { a: 1 } } }`;

describe.each(engines)('runs on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    const environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` };
    app = await startApp({ database, environment });
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([vendor.close(), database.drop()]);
  });
  let names = 0;
  async function begin(tasks: string, input: unknown = {}): Promise<string> {
    names += 1;
    return desk.start(await desk.publish(`Process ${names}`, tasks), input);
  }

  it('performs steps one after the other and shows each with its outcome', async () => {
    vendor.reply((response, request) => json({ path: request.path })(response, request));
    const id = await begin(
      `${get('first', 'one')}\n  - keep: { set: { seen: '\${ .path }' } }\n${get('second', 'two')}`,
    );
    const run = await desk.until(id, 'completed');
    expect(run).toMatchObject({ version: 1, output: { path: '/api.example.com/two' }, input: {} });
    expect(await desk.steps(id)).toMatchObject([
      { name: '/do/0/first', kind: 'step', outcome: 'done', attempt: 1, output: { path: '/api.example.com/one' } },
      { name: '/do/1/keep', kind: 'set', outcome: 'done' },
      { name: '/do/2/second', kind: 'step', outcome: 'done' },
    ]);
  });

  it('shows runs to nobody who may neither run nor build', async () => {
    const id = await begin('  - keep: { set: { seen: 1 } }');
    await desk.until(id, 'completed');
    const onlooker = await createCaller(desk.tenant.admin, { rights: ['view-global-tokens'] });
    expect((await onlooker.get('/v1/runs')).body.items).toEqual([]);
    for (const path of [`/v1/runs/${id}`, `/v1/runs/${id}/steps`]) expect((await onlooker.get(path)).status).toBe(404);
    expect((await desk.tenant.admin.get(`/v1/runs/${id}`)).status).toBe(200);
  });

  it('faults with problem details when nothing catches the error', async () => {
    vendor.reply(json({ no: true }, 404));
    const run = await desk.until(await begin(get('look', 'gone')), 'faulted');
    expect(run.problem).toMatchObject({
      type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication',
      status: 404,
      instance: '/do/0/look',
    });
  });

  it('retries passing faults and shows every attempt', async () => {
    let calls = 0;
    vendor.reply((response, request) => {
      calls += 1;
      (calls === 1 ? loseAnswer : json({ fine: true }))(response, request);
    });
    const id = await begin(get('shaky', 'shaky'));
    expect(await desk.until(id, 'completed')).toMatchObject({ output: { fine: true } });
    expect(await desk.steps(id)).toMatchObject([
      { name: '/do/0/shaky', attempt: 1, outcome: 'retry' },
      { kind: 'sleep' },
      { name: '/do/0/shaky!2', attempt: 2, outcome: 'done' },
    ]);
  });

  it('waits without a step under way, and goes on', async () => {
    const id = await begin('  - pause: { wait: { milliseconds: 300 } }\n  - after: { set: { after: true } }');
    expect(await desk.until(id, 'waiting', 'completed')).toBeDefined();
    expect(await desk.until(id, 'completed')).toMatchObject({ output: { after: true } });
  });

  it('shows until when a run waits', async () => {
    const id = await begin('  - pause: { wait: PT1H }');
    const { waits } = await desk.until(id, 'waiting');
    expect(waits).toMatchObject([{ kind: 'time', step: '/do/0/pause' }]);
    expect(Date.parse(waits[0].until) - Date.parse(waits[0].since)).toBe(3_600_000);
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
  });

  it('ends a step at its timeout', async () => {
    vendor.reply(staySilent);
    const id = await begin(
      `  - slow: { timeout: { after: { milliseconds: 200 } }, call: http, with: { method: get, endpoint: 'https://api.example.com/slow' } }`,
    );
    expect(await desk.until(id, 'faulted')).toMatchObject({ problem: { status: 408, instance: '/do/0/slow' } });
  });

  it('cancels a run: the step under way ends and is recorded, no other begins', async () => {
    let answer: (() => void) | undefined;
    vendor.reply((response, request) => {
      answer = () => json({ done: true })(response, request);
    });
    const id = await begin(`${get('first', 'held')}\n${get('second', 'never')}`);
    await eventually(() => answer);
    expect(expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200)).toMatchObject({
      status: 'cancelled',
    });
    answer?.();
    const steps = await eventually(async () => {
      const all = await desk.steps(id);
      return all[0]?.outcome === 'done' ? all : undefined;
    });
    expect(steps).toHaveLength(1);
    expect(vendor.received.filter(({ path }) => path.endsWith('/never'))).toHaveLength(0);
    expect(await desk.caller.post(`/v1/runs/${id}/cancel`, {})).toMatchObject({
      status: 409,
      body: { code: 'run-ended' },
    });
  });

  describe('whose step may have had its effect', () => {
    async function doubtful(): Promise<string> {
      vendor.reply(loseAnswer);
      const id = await begin(`${post('make', 'make')}\n  - last: { set: { made: '\${ .id }' } }`);
      const run = await desk.until(id, 'unknown-outcome');
      expect(run.waits).toMatchObject([{ kind: 'unknown-outcome', step: '/do/0/make', message: expect.any(String) }]);
      return id;
    }
    const calls = () => vendor.received.filter(({ path }) => path.endsWith('/make')).length;

    it('asks a person, who says what came of it', async () => {
      const id = await doubtful();
      const before = calls();
      expectStatus(await desk.caller.post(`/v1/runs/${id}/decision`, { decision: 'skip', output: { id: 7 } }), 200);
      expect(await desk.until(id, 'completed')).toMatchObject({ output: { made: 7 } });
      expect(calls()).toBe(before);
    });

    it('asks a person, who has it repeated', async () => {
      const id = await doubtful();
      const before = calls();
      vendor.reply(json({ id: 8 }));
      expectStatus(await desk.caller.post(`/v1/runs/${id}/decision`, { decision: 'retry' }), 200);
      expect(await desk.until(id, 'completed')).toMatchObject({ output: { made: 8 } });
      expect(calls()).toBe(before + 1);
    });

    it('asks a person, who lets it fail', async () => {
      const id = await doubtful();
      expectStatus(await desk.caller.post(`/v1/runs/${id}/decision`, { decision: 'fail' }), 200);
      expect(await desk.until(id, 'faulted')).toMatchObject({ problem: { instance: '/do/0/make' } });
      expect((await desk.caller.post(`/v1/runs/${id}/decision`, { decision: 'fail' })).status).toBe(409);
    });
  });

  it('makes an error of a redirect, and follows it where the definition says so', async () => {
    vendor.reply((response, request) => {
      const isFirst = request.path.endsWith('/old');
      if (isFirst) response.writeHead(302, { location: '/api.example.com/new' }).end();
      else json({ at: 'new' })(response, request);
    });
    const tasks = (redirect: boolean) =>
      `  - go: { call: http, with: { method: get, endpoint: 'https://api.example.com/old', redirect: ${redirect} } }`;
    expect(await desk.until(await begin(tasks(false)), 'faulted')).toMatchObject({ problem: { status: 302 } });
    expect(await desk.until(await begin(tasks(true)), 'completed')).toMatchObject({ output: { at: 'new' } });
  });

  it('refuses credentials that a process computes into headers', async () => {
    const tasks = `  - sneak: { call: http, with: { method: get, endpoint: 'https://api.example.com/x', headers: '\${ { Authorization: "Bearer x" } }' } }`;
    expect(await desk.until(await begin(tasks), 'faulted')).toMatchObject({ problem: { instance: '/do/0/sneak' } });
  });

  it('reaches no private address and no other port', async () => {
    for (const url of [
      'http://127.0.0.1:1/',
      'http://169.254.169.254/',
      'https://localhost/',
      'https://api.example.com:8443/',
    ]) {
      const tasks = `  - peek: { call: http, with: { method: get, endpoint: '${url}' } }`;
      expect(await desk.until(await begin(tasks), 'faulted')).toMatchObject({ problem: { instance: '/do/0/peek' } });
    }
  });

  it('lists runs by process, state and page', async () => {
    const processId = await desk.publish('Listed', '  - a: { set: { b: 1 } }');
    const ids = [await desk.start(processId), await desk.start(processId), await desk.start(processId)];
    for (const id of ids) await desk.until(id, 'completed');
    const path = `/v1/runs?processId=${processId}&status=completed&limit=2`;
    const first = expectStatus(await desk.caller.get(path), 200);
    const second = expectStatus(await desk.caller.get(`${path}&cursor=${first.nextCursor}`), 200);
    expect([...first.items, ...second.items].map((run) => run.id)).toEqual(ids.toReversed());
    expect(second.nextCursor).toBeUndefined();
  });

  it('performs a hundred runs at once, each once', async () => {
    vendor.reply(json({ fine: true }));
    const processId = await desk.publish('Crowd', `${get('one', 'crowd')}\n${get('two', 'crowd')}`);
    const before = vendor.received.length;
    const ids = await Promise.all(Array.from({ length: 100 }, () => desk.start(processId)));
    for (const id of ids) await desk.until(id, 'completed');
    expect(vendor.received.length - before).toBe(200);
  });

  it('goes on where it was after the server was started again', async () => {
    vendor.reply(json({ fine: true }));
    const id = await begin(`${get('before', 'before')}\n  - pause: { wait: { seconds: 2 } }\n${get('after', 'after')}`);
    await desk.until(id, 'waiting', 'completed');
    await app.close();
    const environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` };
    app = await startApp({ database, environment });
    desk = desk.at(app);
    expect(await desk.until(id, 'completed')).toMatchObject({ output: { fine: true } });
    expect(vendor.received.filter(({ path }) => path.endsWith('/before'))).toHaveLength(1);
    expect(vendor.received.filter(({ path }) => path.endsWith('/after'))).toHaveLength(1);
  });
});
