import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { MovingClock } from '../../support/moving-clock.js';
import { json, loseAnswer, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { clockedCarriers } from '../support/carriers.js';
import { ANY, definition, expectStatus, ProcessDesk } from '../support/process-desk.js';

const HOUR = 3_600_000;
const call = (method: string, name: string) =>
  `{ ${name}: { call: http, with: { method: ${method}, endpoint: 'https://api.example.com/${name}' } } }`;
const get = (name: string) => call('get', name);
const inner = (name: string) => `{ inner: { run: { workflow: { namespace: test, name: ${name}, version: latest } } } }`;

describe.each(clockedCarriers)('a faulted run that is retried on %s', (_carrier, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let app: TestApp;
  let desk: ProcessDesk;
  const clock = new MovingClock();
  /** What these paths answer now; the others are fine. */
  let broken: Record<string, number> = {};
  const held = new Map<string, () => void>();
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    const environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` };
    app = await startApp({ database, clock, environment });
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([vendor.close(), database.drop()]);
  });
  beforeEach(() => {
    broken = {};
    held.clear();
    vendor.reply((response, request) => {
      const name = request.path.split('/').at(-1) ?? '';
      const status = broken[name] ?? 200;
      if (status === 0) held.set(name, () => json({ name })(response, request));
      else if (status < 0) loseAnswer(response, request);
      else json({ name }, status)(response, request);
    });
  });
  let names = 0;
  async function publish(...tasks: string[]): Promise<string> {
    names += 1;
    return desk.publish(`Retried ${names}`, tasks.map((task) => `  - ${task}`).join('\n'), `retried-${names}`);
  }
  const begin = async (...tasks: string[]) => desk.start(await publish(...tasks));
  const post = (id: string, verb: string, body: unknown = {}) => desk.caller.post(`/v1/runs/${id}/${verb}`, body);
  const retry = async (id: string) => expectStatus(await post(id, 'retry'), 200);
  const end = (id: string) => desk.until(id, 'completed', 'faulted');
  const sent = (...paths: string[]) =>
    paths.map((path) => vendor.received.filter((request) => request.path.endsWith(`/${path}`)).length);
  const outcomes = async (id: string, path: string) =>
    (await desk.steps(id))
      .filter((step: Json) => String(step.path).endsWith(path))
      .map(({ attempt, outcome, retriedAt }: Json) => [attempt, outcome, retriedAt !== undefined]);
  const innerOf = (id: string) =>
    eventually(async () => expectStatus(await desk.caller.get(`/v1/runs?parentRunId=${id}`), 200).items[0]);

  it('goes on from the step that failed: what came before does not run again, and the failure stays visible', async () => {
    broken = { r1b: 400 };
    const id = await begin(get('r1a'), get('r1b'), get('r1c'));
    expect(await end(id)).toMatchObject({ status: 'faulted', problem: { status: 400 } });
    expect(await retry(id)).not.toHaveProperty('problem');
    expect(await end(id)).toMatchObject({ status: 'faulted' });
    broken = {};
    await retry(id);
    expect(await end(id)).toMatchObject({ status: 'completed' });
    expect(sent('r1a', 'r1b', 'r1c')).toEqual([1, 3, 1]);
    expect(await outcomes(id, '/r1b')).toEqual([
      [1, 'failed', true],
      [2, 'failed', true],
      [3, 'done', false],
    ]);
  });

  it('leaves what was caught as it was, and does the step anew on which the run failed', async () => {
    broken = { r2a: 400, r2b: 400 };
    const tried = `{ attempt: { try: [${get('r2a')}], catch: { do: [${get('r2calm')}] } } }`;
    const id = await begin(tried, get('r2b'));
    await end(id);
    broken = {};
    await retry(id);
    expect(await end(id)).toMatchObject({ status: 'completed' });
    expect(sent('r2a', 'r2calm', 'r2b')).toEqual([1, 1, 2]);
  });

  it('gives a step that failed for good after passing faults all its attempts again', async () => {
    broken = { r3: -1 };
    const id = await begin(get('r3'));
    // The run and its waits are read one after the other: for a moment it may show none.
    const pausedAfter = (last?: string) =>
      eventually(async () => {
        const { status, waits } = await desk.run(id);
        const until: string | undefined = waits[0]?.until;
        return status === 'faulted' || (until !== undefined && until !== last) ? { status, until } : undefined;
      });
    for (let at = await pausedAfter(); at.status !== 'faulted'; at = await pausedAfter(at.until)) {
      clock.advance(Math.max(0, Date.parse(at.until ?? '') - clock.now().getTime()));
    }
    const [before = 0] = sent('r3');
    vendor.reply((response, request) => {
      const isFirst = sent('r3')[0] === before + 1;
      (isFirst ? loseAnswer : json({}))(response, request);
    });
    await retry(id);
    expect(await desk.until(id, 'waiting', 'completed', 'faulted')).not.toMatchObject({ status: 'faulted' });
    clock.advance(HOUR);
    expect(await end(id)).toMatchObject({ status: 'completed' });
    expect(sent('r3')).toEqual([before + 2]);
  });

  it('opens a fork again: the branches go on where they were, and nobody repeats what may have had its effect', async () => {
    broken = { r4bad: 400, r4held: 0, r4late: 0 };
    const waits = `{ patient: { do: [${get('r4first')}, { pause: { wait: PT1H } }, ${get('r4last')}] } }`;
    const effect = call('post', 'r4held');
    const late = `{ late: { do: [${get('r4late')}, ${get('r4bad')}] } }`;
    const id = await begin(`{ all: { fork: { branches: [${waits}, ${effect}, ${late}] } } }`, get('r4joined'));
    await eventually(async () => held.has('r4held') && (await desk.run(id)).waits.length === 1);
    (await eventually(() => held.get('r4late')))();
    expect(await end(id)).toMatchObject({ status: 'faulted', waits: [] });
    broken = {};
    await retry(id);
    const asked = await desk.until(id, 'unknown-outcome');
    expect(asked.waits).toHaveLength(2);
    const waitsFor = (wait: Json) => expect.arrayContaining([expect.objectContaining(wait)]);
    expect(asked.waits).toEqual(waitsFor({ kind: 'time' }));
    expect(asked.waits).toEqual(waitsFor({ step: expect.stringMatching(/r4held/) }));
    expectStatus(await post(id, 'decision', { decision: 'skip', output: null }), 200);
    await desk.until(id, 'waiting');
    clock.advance(HOUR + 1_000);
    expect(await end(id)).toMatchObject({ status: 'completed' });
    expect(sent('r4first', 'r4late', 'r4held', 'r4bad', 'r4last', 'r4joined')).toEqual([1, 1, 1, 2, 1, 1]);
  });

  it('retries the inner run that failed it, which repeats nothing either', async () => {
    broken = { r5b: 400 };
    names += 1;
    await desk.publish(`Inner ${names}`, `  - ${get('r5a')}\n  - ${get('r5b')}`, 'fragile');
    const id = await begin(inner('fragile'), get('r5c'));
    await end(id);
    const child = await innerOf(id);
    expect(await post(child.id, 'retry')).toMatchObject({
      status: 409,
      body: { code: 'run-awaited', parentRunId: id, remedy: 'fix-request' },
    });
    broken = {};
    await retry(id);
    expect(await end(id)).toMatchObject({ status: 'completed' });
    expect(await desk.run(child.id)).toMatchObject({ status: 'completed' });
    expect(sent('r5a', 'r5b', 'r5c')).toEqual([1, 2, 1]);
  });

  it('takes the inner runs with it that its fault had ended, and starts another for one that somebody cancelled', async () => {
    names += 1;
    await desk.publish(`Inner ${names}`, `  - ${get('r6a')}\n  - pause: { wait: PT1H }`, 'slow');
    broken = { r6late: 0, r6bad: 400 };
    const bad = `{ later: { do: [${get('r6late')}, ${get('r6bad')}] } }`;
    const id = await begin(`{ all: { fork: { branches: [${inner('slow')}, ${bad}] } } }`);
    const child = await innerOf(id);
    await desk.until(child.id, 'waiting');
    (await eventually(() => held.get('r6late')))();
    expect(await end(id)).toMatchObject({ status: 'faulted' });
    expect(await desk.run(child.id)).toMatchObject({ status: 'cancelled' });
    broken = {};
    await retry(id);
    expect(await desk.until(child.id, 'waiting')).not.toHaveProperty('endedAt');
    expectStatus(await post(child.id, 'cancel'), 200);
    expect(await end(id)).toMatchObject({ status: 'faulted', problem: { detail: expect.stringMatching(/cancelled/) } });
    await retry(id);
    const second = await eventually(async () => {
      const found = await innerOf(id);
      return found.id === child.id ? undefined : found;
    });
    await desk.until(second.id, 'waiting');
    clock.advance(HOUR + 1_000);
    expect(await end(id)).toMatchObject({ status: 'completed' });
    expect([(await desk.run(child.id)).status, sent('r6a')]).toEqual(['cancelled', [2]]);
  });

  it('listens on with the events that stood in its line', async () => {
    broken = { r7: 400 };
    const foreach = `foreach: { item: it, do: [${get('r7')}] }`;
    const id = await begin(
      `{ hear: { listen: { to: { any: [{ with: { type: beat } }], until: { one: { with: { type: stop } } } } }, ${foreach} } }`,
      `{ count: { set: '\${ { heard: length } }' } }`,
    );
    const tell = async (...types: string[]) => {
      const events = types.map((type) => ({ specversion: '1.0', id: `${++names}`, source: 'test', type, data: {} }));
      const headers = {
        authorization: `Bearer ${desk.caller.key}`,
        'content-type': 'application/cloudevents-batch+json',
      };
      const url = `${app.url}/v1/apps/${desk.appId}/events`;
      expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify(events) })).status).toBe(202);
    };
    await eventually(async () => (await desk.run(id)).waits.length === 1);
    await tell('beat', 'beat');
    await end(id);
    broken = {};
    await retry(id);
    await desk.until(id, 'waiting');
    await tell('beat', 'stop');
    expect(await end(id)).toMatchObject({ status: 'completed', output: { heard: 3 } });
  });

  it('evaluates an error of its own again, and repeats no step for it', async () => {
    const id = await begin(get('r8'), `{ no: { raise: { error: { type: 'https://example.com/no', status: 418 } } } }`);
    await end(id);
    await retry(id);
    expect(await end(id)).toMatchObject({ status: 'faulted', problem: { status: 418 } });
    expect(sent('r8')).toEqual([1]);
  });

  it('does not count the time that it lay there', async () => {
    broken = { r9b: 400 };
    const id = await begin(
      `{ limited: { timeout: { after: PT10M }, do: [${get('r9a')}, ${get('r9b')}, ${get('r9c')}] } }`,
    );
    await end(id);
    clock.advance(5 * HOUR);
    broken = {};
    await retry(id);
    expect(await end(id)).toMatchObject({ status: 'completed' });
  });

  it('stays on its version, and is retried only when it is faulted', async () => {
    broken = { r10: 400 };
    const processId = await publish(get('r10'));
    const id = await desk.start(processId);
    await end(id);
    const path = `${desk.processes}/${processId}`;
    const changed = { definition: definition(`  - ${get('r10new')}`, `retried-${names}`) };
    expectStatus(await desk.caller.patch(path, changed, ANY), 200);
    expectStatus(await desk.caller.post(`${path}/publish`, {}, ANY), 201);
    broken = {};
    await retry(id);
    expect(await end(id)).toMatchObject({ status: 'completed', version: 1 });
    expect(sent('r10', 'r10new')).toEqual([2, 0]);
    expect(await post(id, 'retry')).toMatchObject({
      status: 409,
      body: { code: 'run-not-faulted', runStatus: 'completed', remedy: 'fix-request' },
    });
  });
});
