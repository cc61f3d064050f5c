import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import type { TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { json, loseAnswer, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { carriers } from './support/carriers.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';
import { connectSigner, SIGNER_HOSTS, signed } from './support/signer.js';

const get = (name: string, path = name) =>
  `{ ${name}: { call: http, with: { method: get, endpoint: 'https://api.example.com/${path}' } } }`;
const post = (name: string) =>
  `{ ${name}: { call: http, with: { method: post, endpoint: 'https://api.example.com/${name}', body: {} } } }`;
const fork = (branches: string[], more = '') =>
  `  - both: { fork: { ${more}branches: [${branches.join(', ')}] } }\n  - after: { set: { ended: '\${ . }' } }`;

describe.each(carriers)('branches of a run on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let app: TestApp;
  let desk: ProcessDesk;
  const start = () =>
    startApp({
      database,
      environment: {
        LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address},${SIGNER_HOSTS}=${vendor.address}`,
      },
    });
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    app = await start();
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([vendor.close(), database.drop()]);
  });
  beforeEach(() => vendor.reply(json({ fine: true })));
  let names = 0;
  async function begin(tasks: string): Promise<string> {
    names += 1;
    return desk.start(await desk.publish(`Branches ${names}`, tasks));
  }
  const sent = (path: string) => vendor.received.filter((request) => request.path.endsWith(path)).length;

  it('are performed side by side', async () => {
    const held: (() => void)[] = [];
    vendor.reply((response, request) => void held.push(() => json({ path: request.path })(response, request)));
    const id = await begin(fork([get('left'), get('right')]));
    await eventually(() => held.length === 2 || undefined);
    for (const answer of held.toReversed()) answer();
    const { output } = await desk.until(id, 'completed', 'faulted');
    expect(output.ended).toEqual([{ path: '/api.example.com/left' }, { path: '/api.example.com/right' }]);
  });

  it('park on their tokens one by one while the others go on, and repeat nothing', async () => {
    const id = await begin(
      fork([
        `{ first: { do: [${get('before')}, ${signed('one', 'One')}] } }`,
        `{ second: { do: [${signed('two', 'Two')}] } }`,
        `{ third: { do: [{ pause: { wait: { milliseconds: 400 } } }, ${get('slow')}] } }`,
      ]),
    );
    const parkedOn = (...tokens: string[]) =>
      eventually(async () => {
        const { status, waits } = await desk.run(id);
        const awaited = waits.map(({ token }: Json) => token ?? 'time').toSorted();
        return status === 'parked' && JSON.stringify(awaited) === JSON.stringify(tokens);
      });
    await parkedOn('One', 'Two');
    // Its pause is over a moment before it asks.
    await eventually(() => sent('/slow') === 1);
    await connectSigner(desk.caller, 'Two');
    await parkedOn('One');
    await connectSigner(desk.caller, 'One');
    await desk.until(id, 'completed');
    expect([sent('/before'), sent('/slow')]).toEqual([1, 1]);
  });

  it('ask about each step of which nobody knows the outcome', async () => {
    vendor.reply(loseAnswer);
    const id = await begin(fork([post('make'), post('send')]));
    const asking = await eventually(async () => {
      const run = await desk.run(id);
      return run.waits.length === 2 && run.status === 'unknown-outcome' ? run : undefined;
    });
    const [make, send] = asking.waits.toSorted((one: Json, other: Json) => (one.step < other.step ? -1 : 1));
    const path = `/v1/runs/${id}/decision`;
    expect(await desk.caller.post(path, { decision: 'skip' })).toMatchObject({
      status: 409,
      body: { code: 'step-not-named', steps: expect.arrayContaining([make.step, send.step]) },
    });
    expectStatus(await desk.caller.post(path, { decision: 'skip', step: make.step, output: 1 }), 200);
    expectStatus(await desk.caller.post(path, { decision: 'skip', step: send.step, output: 2 }), 200);
    expect((await desk.until(id, 'completed')).output).toEqual({ ended: [1, 2] });
  });

  it('compete: the first that is done decides, and the others do nothing more', async () => {
    vendor.reply((response, request) => {
      if (!request.path.endsWith('/never')) json({ path: request.path })(response, request);
    });
    const slow = `{ slow: { do: [${get('never')}, ${get('unwanted')}] } }`;
    const later = '{ later: { do: [{ pause: { wait: PT1H } }] } }';
    const id = await begin(fork([slow, later, get('quick')], 'compete: true, '));
    expect((await desk.until(id, 'completed')).output).toEqual({ ended: { path: '/api.example.com/quick' } });
    expect(await desk.run(id)).toMatchObject({ waits: [] });
    expect(sent('/unwanted')).toBe(0);
  });

  it('wait each for its own time, also when the server was started again meanwhile', async () => {
    const pause = (name: string, milliseconds: number) =>
      `{ ${name}: { do: [${get(`${name}Before`)}, { pause: { wait: { milliseconds: ${milliseconds} } } }, ${get(`${name}After`)}] } }`;
    const id = await begin(fork([pause('short', 300), pause('long', 4_000)]));
    // On a machine that stands still for long, both have passed: then only the restart is not tested.
    await eventually(async () => sent('/shortAfter') === 1 && /waiting|completed/.test((await desk.run(id)).status));
    await app.close();
    app = await start();
    desk = desk.at(app);
    await desk.until(id, 'completed');
    for (const path of ['/shortBefore', '/shortAfter', '/longBefore', '/longAfter']) expect(sent(path)).toBe(1);
  });

  it('end with the run that is cancelled', async () => {
    const id = await begin(fork([signed('one', 'Nobody'), '{ two: { wait: PT1H } }']));
    await desk.until(id, 'parked');
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
    expect(await desk.run(id)).toMatchObject({ status: 'cancelled', waits: [] });
  });
});
