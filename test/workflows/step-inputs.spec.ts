import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/modules/database/database.js';
import { createCaller } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import type { TestDatabase } from '../support/databases.js';
import { Draft } from '../support/story/drafts.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { carriers } from './support/carriers.js';
import { ProcessDesk } from './support/process-desk.js';

const BEARER = 'canary-bearer-0815-4711';
const call = (what: string) => `  - ask: { call: http, with: { ${what} } }`;

describe.each(carriers)('what a step asked for, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    const environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` };
    app = await startApp({ database, environment });
    desk = await ProcessDesk.open(app);
    vendor.reply(json({ fine: true }));
    const fields = { token: BEARER, baseUrl: 'https://api.example.com' };
    const start = { connector: 'http-auth', method: 'bearer', name: 'Ward', fields };
    const draft = await Draft.begin(desk.caller, start);
    await draft.test();
    await draft.finish();
  });
  afterAll(async () => {
    await app?.close();
    await Promise.all([vendor?.close(), database?.drop()]);
  });
  let names = 0;
  /** The steps of a run that has completed. */
  async function perform(tasks: string, input: unknown = {}) {
    names += 1;
    const id = await desk.start(await desk.publish(`Process ${names}`, tasks), input);
    await desk.until(id, 'completed');
    return desk.steps(id);
  }

  it('is shown with its templates filled, without what proves who calls', async () => {
    const endpoint = `endpoint: { uri: 'https://api.example.com/rooms/{room}', authentication: { use: Ward } }`;
    const rest = `query: { floor: '\${ .floor }' }, headers: { prefer: 'minimal' }, body: { bed: '\${ .bed }' }`;
    const [step] = await perform(call(`method: post, ${endpoint}, ${rest}`), { room: 'r 7', floor: 2, bed: 'A' });
    expect(step).toMatchObject({ outcome: 'done', token: { name: 'Ward' } });
    expect(step?.input).toEqual({
      method: 'POST',
      url: 'https://api.example.com/rooms/r%207?floor=2',
      headers: { prefer: 'minimal' },
      body: { bed: 'A' },
    });
    expect(step).not.toHaveProperty('inputLength');
    expect(step).not.toHaveProperty('inputWithheld');
  });

  it('is shown of events and of inner runs too, and not of tasks that ask nobody', async () => {
    await desk.publish('Inner', '  - one: { set: { done: true } }', `inner-${names}`);
    const inner = { namespace: 'test', name: `inner-${names}`, version: 'latest' };
    const started = JSON.stringify({ ...inner, input: { from: 'x' } });
    const event = '{ source: https://ward.example.com, type: told, data: { bed: B } }';
    const tasks = `  - tell: { emit: { event: { with: ${event} } } }\n  - start: { run: { workflow: ${started} } }\n  - note: { set: { a: 1 } }`;
    const inputs = (await perform(tasks)).flatMap(({ input }) => (input === undefined ? [] : [input]));
    expect(inputs).toEqual([
      expect.objectContaining({ type: 'told', data: { bed: 'B' }, specversion: '1.0' }),
      { process: inner, input: { from: 'x' } },
    ]);
  });

  it('hides values whose names say that they are secrets, and what basic authentication takes from data', async () => {
    const basic = "authentication: { basic: { username: '${ .user }', password: '${ .word }' } }";
    const endpoint = `endpoint: { uri: 'https://api.example.com/in', ${basic} }`;
    const rest = `query: { api_key: '\${ .word }' }, headers: { x-api-key: '\${ .word }' }, body: { deep: [{ newPassword: '\${ .word }' }] }`;
    const [step] = await perform(call(`method: put, ${endpoint}, ${rest}`), { user: 'ada', word: 'canary-word-1' });
    expect(step?.input).toEqual({
      method: 'PUT',
      url: 'https://api.example.com/in?api_key=[hidden]',
      headers: { 'x-api-key': '[hidden]' },
      body: { deep: [{ newPassword: '[hidden]' }] },
    });
    const sent = vendor.received.at(-1);
    expect([sent?.path, sent?.headers['x-api-key'], sent?.body]).toEqual([
      expect.stringContaining('canary-word-1'),
      'canary-word-1',
      expect.stringContaining('canary-word-1'),
    ]);
  });

  it('is withheld when data repeats the credential that it is asked with, and the step goes its way', async () => {
    const endpoint = "endpoint: { uri: 'https://api.example.com/echo', authentication: { use: Ward } }";
    const [step] = await perform(call(`method: post, ${endpoint}, body: { note: '\${ .note }' }`), {
      note: `mine is ${BEARER}`,
    });
    expect(step).toMatchObject({ outcome: 'done', inputWithheld: true });
    expect(step).not.toHaveProperty('input');
    expect(vendor.received.at(-1)?.body).toContain(BEARER);
    const rows = await app.nest.get(Database).reader.query('SELECT "input" FROM "run_record"');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(BEARER);
  });

  it('is shown as far as its beginning when it is long, with its length', async () => {
    const [step] = await perform(
      call("method: post, endpoint: 'https://api.example.com/long', body: { text: '${ .text }' }"),
      {
        text: 'x'.repeat(40_000),
      },
    );
    expect(step?.input).toHaveLength(16 * 1024);
    expect(step?.input).toMatch(/^\{"method":"POST","url":"https:\/\/api\.example\.com\/long","body":\{"text":"xxx/);
    expect(step?.inputLength).toBeGreaterThan(40_000);
    expect(vendor.received.at(-1)?.body).toContain('x'.repeat(40_000));
  });

  it('is shown to nobody who may not read the run', async () => {
    names += 1;
    const id = await desk.start(
      await desk.publish(`Process ${names}`, call("method: get, endpoint: 'https://api.example.com/'")),
    );
    await desk.until(id, 'completed');
    const onlooker = await createCaller(desk.tenant.admin, { rights: ['view-global-tokens'] });
    const stranger = await ProcessDesk.open(app);
    for (const caller of [onlooker, stranger.caller])
      expect((await caller.get(`/v1/runs/${id}/steps`)).status).toBe(404);
  });
});
