import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createCaller, createTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { MovingClock } from '../../support/moving-clock.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { clockedCarriers } from '../support/carriers.js';
import { expectStatus, ProcessDesk } from '../support/process-desk.js';
import { connectSigner, SIGNER_HOSTS, signed } from '../support/signer.js';

const HOUR = 3_600_000;
const get = (name: string) =>
  `{ ${name}: { call: http, with: { method: get, endpoint: 'https://api.example.com/${name}' } } }`;
const hear = (type: string, more = '') =>
  `{ hear: { listen: { to: { one: { with: { type: ${type} } } }, read: envelope }${more} } }`;

describe.each(clockedCarriers)('a suspended run on %s', (_carrier, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let app: TestApp;
  let desk: ProcessDesk;
  const clock = new MovingClock();
  const start = () =>
    startApp({
      ...{ database, clock },
      environment: { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address},${SIGNER_HOSTS}=${vendor.address}` },
    });
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    app = await start();
    desk = await ProcessDesk.open(app);
    bystander = await desk.publish('Bystander', '  - quick: { wait: { milliseconds: 1 } }', 'bystander');
    await desk.publish('Inner', `  - ${get('innerOne')}\n  - pause: { wait: PT1H }\n  - ${get('innerTwo')}`, 'inner');
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([vendor.close(), database.drop()]);
  });
  beforeEach(() => vendor.reply(json({ fine: true })));
  let bystander = '';
  let names = 0;
  async function begin(...tasks: string[]): Promise<string> {
    names += 1;
    return desk.start(await desk.publish(`Suspended ${names}`, tasks.map((task) => `  - ${task}`).join('\n')));
  }
  const post = (id: string, verb: string, body: unknown = {}) => desk.caller.post(`/v1/runs/${id}/${verb}`, body);
  const suspend = async (id: string, body?: unknown) => expectStatus(await post(id, 'suspend', body), 200);
  const resume = async (id: string) => expectStatus(await post(id, 'resume'), 200);
  const sent = (path: string) => vendor.received.filter((request) => request.path.endsWith(`/${path}`)).length;
  const waiting = (id: string, kind: string) =>
    eventually(async () => (await desk.run(id)).waits.some((wait: { kind: string }) => wait.kind === kind));
  /** Another run was begun, waited and ended meanwhile: the engine has looked at everything that is due. */
  async function othersGoOn(): Promise<void> {
    await desk.until(await desk.start(bystander), 'completed');
  }
  /** Time goes by, and the engine has looked at everything that is due: what was due meanwhile has ended. */
  async function pass(ms: number): Promise<void> {
    const witness = await begin(`{ witness: { wait: { milliseconds: ${ms / 2} } } }`);
    await desk.until(witness, 'waiting');
    clock.advance(ms);
    await desk.until(witness, 'completed');
  }
  const event = async (type: string, id: string) => {
    const body = { specversion: '1.0', id, source: 'https://ward.example.com', type, data: {} };
    const headers = { authorization: `Bearer ${desk.caller.key}`, 'content-type': 'application/cloudevents+json' };
    const url = `${app.url}/v1/apps/${desk.appId}/events`;
    expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status).toBe(202);
  };

  it('lets the step under way end, begins no other, and goes on where it was', async () => {
    const held: (() => void)[] = [];
    vendor.reply((response, request) => void held.push(() => json({})(response, request)));
    const id = await begin(get('first'), get('second'));
    await eventually(() => held.length === 1);
    const view = await suspend(id, { reason: 'The ward is closed.' });
    expect(view).toMatchObject({ status: 'suspended', suspension: { reason: 'The ward is closed.' } });
    held[0]?.();
    await eventually(async () => (await desk.steps(id))[0]?.outcome === 'done');
    await othersGoOn();
    expect(await desk.run(id)).toMatchObject({ status: 'suspended', suspension: { by: expect.any(String) } });
    vendor.reply(json({}));
    expect(await resume(id)).not.toHaveProperty('suspension');
    await desk.until(id, 'completed');
    expect([sent('first'), sent('second')]).toEqual([1, 1]);
  });

  it('can be suspended and resumed again while one and the same step is under way, which runs once', async () => {
    const held: (() => void)[] = [];
    vendor.reply((response, request) => void held.push(() => json({})(response, request)));
    const id = await begin(get('slow'), get('then'));
    await eventually(() => held.length === 1);
    for (let times = 0; times < 3; times++) {
      await suspend(id);
      await resume(id);
    }
    vendor.reply(json({}));
    held[0]?.();
    await desk.until(id, 'completed');
    expect([sent('slow'), sent('then')]).toEqual([1, 1]);
  });

  it('is not woken by its timers: what was due meanwhile goes on when it is resumed, also after a restart', async () => {
    const id = await begin('{ pause: { wait: PT1H } }', get('afterPause'));
    await desk.until(id, 'waiting');
    await suspend(id);
    await pass(2 * HOUR);
    await app.close();
    app = await start();
    desk = desk.at(app);
    await pass(HOUR);
    expect(await desk.run(id)).toMatchObject({ status: 'suspended', waits: [{ kind: 'time' }] });
    expect(sent('afterPause')).toBe(0);
    await resume(id);
    await desk.until(id, 'completed');
  });

  it('is not woken by the branch of a fork that waits while another one is performed', async () => {
    let release: () => void = () => undefined;
    vendor.reply((response, request) => {
      release = () => void json({})(response, request);
    });
    const branches = `{ short: { do: [{ pause: { wait: PT1H } }, ${get('short')}] } }, ${get('long')}`;
    const id = await begin(`{ both: { fork: { branches: [${branches}] } } }`, get('joined'));
    await waiting(id, 'time');
    await eventually(() => sent('long') === 1);
    await suspend(id);
    await pass(2 * HOUR);
    release();
    await eventually(async () =>
      (await desk.steps(id)).some(({ name, outcome }) => /long/.test(name) && outcome === 'done'),
    );
    vendor.reply(json({}));
    await othersGoOn();
    expect([(await desk.run(id)).status, sent('short'), sent('joined')]).toEqual(['suspended', 0, 0]);
    await resume(id);
    await desk.until(id, 'completed');
    expect([sent('short'), sent('long'), sent('joined')]).toEqual([1, 1, 1]);
  });

  it('keeps the events that come meanwhile, and takes them when it is resumed', async () => {
    const id = await begin(hear('closed.meanwhile'), get('heard'));
    await waiting(id, 'event');
    await suspend(id);
    await event('closed.meanwhile', `m${id}`);
    await othersGoOn();
    expect([(await desk.run(id)).status, sent('heard')]).toEqual(['suspended', 0]);
    await resume(id);
    await desk.until(id, 'completed');
  });

  it('is not woken by the token that it waits for, and takes it when it is resumed', async () => {
    const id = await begin(signed('mended', 'Late'));
    await desk.until(id, 'parked');
    await suspend(id);
    await connectSigner(desk.caller, 'Late');
    await eventually(async () => (await desk.run(id)).waits.length === 1);
    await othersGoOn();
    expect([(await desk.run(id)).status, sent('mended')]).toEqual(['suspended', 0]);
    await resume(id);
    await desk.until(id, 'completed');
  });

  it('stands still in its own time: a time limit has as much left as before', async () => {
    const limited = (task: string) => `{ limited: { timeout: { after: { minutes: 10 } }, do: [${task}] } }`;
    const ids = [await begin(limited(hear('never.told'))), await begin(limited('{ long: { wait: PT24H } }'))];
    for (const id of ids) await desk.until(id, 'waiting');
    for (const id of ids) await suspend(id);
    clock.advance(3 * HOUR);
    for (const id of ids) await resume(id);
    for (const id of ids) await desk.until(id, 'waiting');
    await pass(HOUR / 10);
    for (const id of ids) expect(await desk.until(id, 'waiting', 'faulted')).toMatchObject({ status: 'waiting' });
    clock.advance(HOUR / 10);
    for (const id of ids) expect(await desk.until(id, 'faulted')).toMatchObject({ problem: { status: 408 } });
  });

  it('takes the runs along that it waits for, and they are resumed with it', async () => {
    const id = await begin('{ inner: { run: { workflow: { namespace: test, name: inner, version: latest } } } }');
    const inner = await eventually(async () => {
      const [found] = expectStatus(await desk.caller.get(`/v1/runs?parentRunId=${id}`), 200).items;
      return found?.status === 'waiting' ? found : undefined;
    });
    await waiting(id, 'run');
    await suspend(id);
    await pass(2 * HOUR);
    expect(await desk.run(inner.id)).toMatchObject({ status: 'suspended', suspension: { withRunId: id } });
    expect(await post(inner.id, 'resume')).toMatchObject({
      status: 409,
      body: { code: 'run-suspended-with', runId: id, remedy: 'fix-request' },
    });
    await resume(id);
    await desk.until(id, 'completed');
    expect([sent('innerOne'), sent('innerTwo')]).toEqual([1, 1]);
  });

  it('can be cancelled, found by its status, and is in the audit', async () => {
    const id = await begin('{ pause: { wait: PT1H } }');
    await desk.until(id, 'waiting');
    await suspend(id);
    const found = expectStatus(await desk.caller.get('/v1/runs?status=suspended'), 200).items;
    expect(found.map((run: { id: string }) => run.id)).toContain(id);
    expect(await post(id, 'suspend')).toMatchObject({
      status: 409,
      body: { code: 'run-suspended', runStatus: 'suspended' },
    });
    expectStatus(await post(id, 'cancel'), 200);
    for (const verb of ['suspend', 'resume', 'retry'])
      expect(await post(id, verb)).toMatchObject({ status: 409, body: { runStatus: 'cancelled' } });
    const { items } = expectStatus(await desk.caller.get('/v1/audit-events?limit=50'), 200);
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'run.suspended', subject: expect.objectContaining({ id }) }),
    );
  });

  it('is suspended by nobody who may not run it, nor with a reason that is none', async () => {
    const id = await begin('{ pause: { wait: PT1H } }');
    const stranger = await createTenant(app);
    const designer = await createCaller(desk.caller, { rights: ['manage-app'], appId: desk.appId });
    for (const verb of ['suspend', 'resume', 'retry']) {
      expect((await stranger.admin.post(`/v1/runs/${id}/${verb}`, {})).status).toBe(404);
      expect((await designer.post(`/v1/runs/${id}/${verb}`, {})).status).toBe(403);
    }
    for (const reason of [7, 'x'.repeat(501), { why: 'so' }])
      expect(await post(id, 'suspend', { reason })).toMatchObject({ body: { remedy: 'fix-request' } });
    expect(await desk.run(id)).not.toHaveProperty('suspension');
    expectStatus(await post(id, 'cancel'), 200);
  });
});
