import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createApp, createCaller, createTenant, type Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { EventListener } from '../support/event-listener.js';
import { eventually } from '../support/eventually.js';
import { Latchkey } from '../support/story/latchkey.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { ProcessDesk } from './support/process-desk.js';

const TWO = '  - first: { set: { a: 1 } }\n  - second: { set: { b: 2 } }';
const LISTENS =
  "  - before: { set: { a: 1 } }\n  - hear: { listen: { to: { one: { with: { type: 'com.example.said' } } } } }";
const PARKS =
  "  - who: { call: http, with: { method: get, endpoint: { uri: 'https://api.redoxengine.com/', authentication: { use: Later } } } }";
const said = (id: string) => ({ specversion: '1.0', id, source: 'test', type: 'com.example.said' });

describe.each(engines)('Streams of runs on %s', (engine, createDatabase) => {
  let latchkey: Latchkey;
  let vendor: VendorServer;
  let desk: ProcessDesk;
  const open: EventListener[] = [];
  beforeAll(async () => {
    vendor = await startVendorServer();
    latchkey = await Latchkey.start(createDatabase, { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` });
  });
  beforeEach(async () => {
    for (const listener of open.splice(0)) listener.close();
    desk = await ProcessDesk.of(await createTenant(latchkey.app), 'Clinic');
  });
  afterAll(async () => {
    for (const listener of open) listener.close();
    await latchkey.close();
    await vendor.close();
  });

  interface Wish {
    readonly lastEventId?: string | undefined;
    readonly caller?: ApiClient;
    readonly url?: string;
  }
  async function listen(path: string, { lastEventId, caller = desk.caller, url = latchkey.app.url }: Wish = {}) {
    const listener = await EventListener.open(url, caller, { path, ...(lastEventId !== undefined && { lastEventId }) });
    open.push(listener);
    return listener;
  }
  const ofRun = (runId: string) => `/v1/runs/${runId}/events`;
  const steps = ({ heard }: EventListener) => heard.filter(({ event }) => event === 'step').map(({ data }) => data);
  const states = ({ heard }: EventListener) =>
    heard.filter(({ event }) => event === 'run').map(({ data }) => data.status);
  const tell = (id: string) =>
    desk.caller.post(`/v1/apps/${desk.appId}/events`, said(id), { 'content-type': 'application/cloudevents+json' });

  it('tell a run from its first step to its end, and end with it', async () => {
    const runId = await desk.start(await desk.publish('Listening', LISTENS));
    await desk.until(runId, 'waiting');
    const listener = await listen(ofRun(runId));
    expect(listener.contentType).toContain('text/event-stream');
    await listener.until((all) => states(all).includes('waiting'));
    expect((await tell(runId)).status).toBe(202);
    await listener.until(({ hasEnded }) => hasEnded);
    expect(states(listener).at(-1)).toBe('completed');
    expect(listener.heard.at(-1)?.event).toBe('end');
    const begun = listener.heard.filter(({ event }) => event === 'begun');
    expect(begun.map(({ data }) => data.outcome)).toContain('under-way');
    expect(
      steps(listener)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual((await desk.steps(runId)).map(({ name }) => name).toSorted());
    expect(listener.heard.every(({ event, id }) => event === 'begun' || id !== undefined)).toBe(true);
  });

  it('resume behind what was seen, wherever that was, without a gap and without a repetition', async () => {
    const fork = `  - both:\n      fork:\n        branches:\n          - one: { listen: { to: { one: { with: { type: 'com.example.said' } } } } }\n          - two: { wait: { milliseconds: 5 } }`;
    const runId = await desk.start(await desk.publish('Forked', `${TWO}\n${fork}\n  - last: { set: { c: 3 } }`));
    await eventually(async () => (await desk.run(runId)).waits.some(({ kind }: Json) => kind === 'event'));
    await tell(runId);
    await desk.until(runId, 'completed');
    const whole = await listen(ofRun(runId));
    await whole.until(({ hasEnded }) => hasEnded);
    const told = whole.heard.filter(({ event }) => event === 'step');
    expect(told.length).toBe((await desk.steps(runId)).length);
    for (const [index, { id = '' }] of told.entries()) {
      const rest = await listen(ofRun(runId), { lastEventId: id });
      await rest.until(({ hasEnded }) => hasEnded);
      expect(steps(rest)).toEqual(told.slice(index + 1).map(({ data }) => data));
    }
  });

  it('leave no number of a wait behind: after many of them a listener that comes back is told nothing twice', async () => {
    const waits =
      "  - each: { for: { each: x, in: '${ [range(220)] }' }, do: [ { w: { wait: { milliseconds: 1 } } } ] }";
    const runId = await desk.start(await desk.publish('Rests', waits));
    await desk.until(runId, 'completed');
    const whole = await listen(ofRun(runId));
    await whole.until(({ hasEnded }) => hasEnded);
    const { id = '' } = whole.heard.filter(({ event }) => event === 'step').at(-3) ?? {};
    const rest = await listen(ofRun(runId), { lastEventId: id });
    await rest.until(({ hasEnded }) => hasEnded);
    expect(steps(rest)).toHaveLength(2);
  });

  it('of a run with more steps under way than are read at once leaves others their turn, and tells each end', async () => {
    const held: (() => void)[] = [];
    vendor.reply((response, request) => held.push(() => json({ fine: true })(response, request)));
    const branch = (index: number) =>
      `          - b${index}: { call: http, with: { method: post, endpoint: 'https://api.example.com/${index}' } }`;
    const branches = Array.from({ length: 120 }, (_each, index) => branch(index)).join('\n');
    const fork = `  - all:\n      fork:\n        branches:\n${branches}`;
    const runId = await desk.start(await desk.publish('Wide', fork));
    await eventually(() => held.length === 120);
    const listener = await listen(ofRun(runId));
    await listener.until((all) => steps(all).length === 120);
    // It once read these lines again without an end, and nobody else had a turn.
    expect((await desk.run(runId)).status).toBe('running');
    for (const answer of held) answer();
    await listener.until(({ hasEnded }) => hasEnded);
    const done = steps(listener).filter(({ kind, outcome }) => kind === 'step' && outcome === 'done');
    expect(new Set(done.map(({ name }) => name)).size).toBe(120);
  });

  it('say that something may have been missed when nobody knows the last event, and nothing more after the end', async () => {
    const runId = await desk.start(await desk.publish('Two', TWO));
    await desk.until(runId, 'completed');
    const lost = await listen(ofRun(runId), { lastEventId: 'evt_nobody' });
    await lost.until(({ hasEnded }) => hasEnded);
    expect(lost.heard[0]?.event).toBe('gap');
    expect(steps(lost)).toHaveLength(2);
    await expect(listen(ofRun(runId), { lastEventId: lost.heard.at(-1)?.id })).rejects.toThrow('refused with 204');
  });

  it('are for those who may read the run, and end when the key is revoked', async () => {
    const runId = await desk.start(await desk.publish('Listening', LISTENS));
    const tenant = desk.tenant;
    const elsewhere = await createApp(tenant, 'Elsewhere');
    const outsider = await createCaller(tenant.admin, { rights: ['run'], appId: elsewhere });
    const stranger = (await createTenant(latchkey.app)).admin;
    for (const caller of [outsider, stranger])
      await expect(listen(ofRun(runId), { caller })).rejects.toThrow('refused with 404');
    const mayRun = await createCaller(tenant.admin, { rights: ['run'], appId: desk.appId });
    const listener = await listen(ofRun(runId), { caller: mayRun });
    await listener.until((all) => states(all).length > 0);
    expect((await tenant.admin.delete(`/v1/keys/${mayRun.id}`)).status).toBe(204);
    await listener.until(({ hasEnded }) => hasEnded);
    expect(listener.heard.some(({ event }) => event === 'end')).toBe(false);
  });

  it('tell of a list which runs begin and change, and of others nothing', async () => {
    const [parks, lists] = [await desk.publish('Parks', PARKS), await desk.publish('Two', TWO)];
    const before = await desk.start(lists);
    await desk.until(before, 'completed');
    const all = await listen('/v1/runs/events');
    const parked = await listen(`/v1/runs/events?status=parked,faulted&processId=${parks}`);
    const other = await listen(`/v1/runs/events?appId=${await createApp(desk.tenant, 'Other')}`);
    const strange = await listen('/v1/runs/events', { caller: (await createTenant(latchkey.app)).admin });
    const runs = [await desk.start(parks), await desk.start(lists)];
    await all.until((listener) => states(listener).includes('parked') && states(listener).includes('completed'));
    await parked.until((listener) => states(listener).includes('parked'));
    expect(new Set(parked.heard.map(({ data }) => data.id))).toEqual(new Set(runs.slice(0, 1)));
    expect([...new Set(all.heard.map(({ data }) => data.id))].filter((id) => !runs.includes(id))).toEqual([]);
    for (const listener of [other, strange]) expect(listener.heard).toEqual([]);
    const last = all.heard.at(-1);
    all.close();
    await desk.caller.post(`/v1/runs/${runs[0]}/cancel`, {});
    const again = await listen('/v1/runs/events', { lastEventId: last?.id });
    await again.until((listener) => states(listener).includes('cancelled'));
  });

  it.each(['-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z', '0', 'yesterday'])(
    'tell of a list what comes, when the last event is said to be %s',
    async (lastEventId) => {
      const listener = await listen('/v1/runs/events', { lastEventId });
      const runId = await desk.start(await desk.publish('Later', TWO));
      await listener.until(({ heard }) => heard.some(({ data }) => data.id === runId));
    },
  );

  it('of an app that the listener may not see tell nothing, and go on', async () => {
    const mayRun = await createCaller(desk.tenant.admin, { rights: ['run'], appId: desk.appId });
    const elsewhere = await createApp(desk.tenant, 'Elsewhere');
    const listeners = [
      await listen(`/v1/runs/events?appId=${elsewhere}`, { caller: mayRun }),
      await listen('/v1/runs/events', { caller: mayRun }),
    ];
    await desk.start(await desk.publish('Two', TWO));
    await listeners[1]?.until((all) => states(all).includes('completed'));
    expect(listeners.map(({ heard, hasEnded }) => [heard.length > 0, hasEnded])).toEqual([
      [false, false],
      [true, false],
    ]);
  });

  it('refuse a filter that says nothing, with what to do', async () => {
    const refused = await desk.caller.get('/v1/runs/events?status=asleep');
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain('unknown-outcome');
  });

  if (engine !== 'PostgreSQL') return;

  it('tell at one replica what another one performs', async () => {
    const replica = await latchkey.another();
    try {
      const runId = await desk.start(await desk.publish('Listening', LISTENS));
      const listeners = [await listen(ofRun(runId)), await listen(ofRun(runId), { url: replica.url })];
      const list = await listen('/v1/runs/events', { url: replica.url });
      for (const listener of listeners) await listener.until((all) => states(all).includes('waiting'));
      await tell(runId);
      for (const listener of listeners) await listener.until(({ hasEnded }) => hasEnded);
      for (const listener of listeners) expect(states(listener).at(-1)).toBe('completed');
      await list.until((all) => states(all).includes('completed'));
    } finally {
      await replica.close();
    }
  });
});
