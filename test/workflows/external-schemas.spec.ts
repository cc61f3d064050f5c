import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { ANY, definition, expectStatus, ProcessDesk } from './support/process-desk.js';

const ORDER = { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] };
const AT = 'https://schemas.example.com/order.json';
const withSchema = (endpoint: string) =>
  definition(
    `  - take: { input: { schema: { format: json, resource: { endpoint: '${endpoint}' } } }, set: { done: true } }`,
  );

describe.each(engines)('external schemas on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    app = await startApp({
      database,
      environment: { LATCHKEY_SANDBOX_HOSTS: `schemas.example.com=${vendor.address}` },
    });
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([vendor.close(), database.drop()]);
  });
  beforeEach(async () => {
    desk = await ProcessDesk.open(app);
    vendor.reply(json(ORDER));
  });

  async function publish(endpoint: string): Promise<{ id: string; status: number; problems: Json[] }> {
    const wanted = { name: 'Schema', definition: withSchema(endpoint) };
    const { id } = expectStatus(await desk.caller.post(desk.processes, wanted), 201);
    const { status, body } = await desk.caller.post(`${desk.processes}/${id}/publish`, {}, ANY);
    return { id, status, problems: body.problems };
  }

  it('are read once, at publish, and hold for that version whatever stands there later', async () => {
    const { id, status } = await publish(AT);
    expect(status).toBe(201);
    const read = vendor.received.length;
    vendor.reply(json({ type: 'string' }));
    await desk.until(await desk.start(id, { count: 1 }), 'completed');
    expect(await desk.until(await desk.start(id, 'text'), 'faulted')).toMatchObject({ problem: { status: 400 } });
    expect(vendor.received).toHaveLength(read);
  });

  it('hold after the server is started again', async () => {
    const { id } = await publish(AT);
    vendor.reply((response) => void response.writeHead(500).end());
    await app.close();
    app = await startApp({ database });
    desk = desk.at(app);
    expect(await desk.until(await desk.start(id, {}), 'faulted')).toMatchObject({
      problem: { detail: expect.stringContaining('count') },
    });
    await app.close();
    app = await startApp({
      database,
      environment: { LATCHKEY_SANDBOX_HOSTS: `schemas.example.com=${vendor.address}` },
    });
  });

  it('may be written for draft 7, and are understood as such', async () => {
    vendor.reply(json({ $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'integer' }] }));
    const { id, status } = await publish(AT);
    expect(status).toBe(201);
    await desk.until(await desk.start(id, [1]), 'completed');
    await desk.until(await desk.start(id, ['a']), 'faulted');
  });

  it.each([
    ['not there', json({}, 404), /answered with 404/],
    ['no text', json('text that is no schema'), /cannot be used/],
    ['no schema', json({ type: 5 }), /cannot be used/],
    ['in pieces', json({ $ref: 'https://schemas.example.com/other.json' }), /complete in itself/],
    ['of an old draft', json({ $schema: 'http://json-schema.org/draft-04/schema#' }), /drafts 6, 7/],
    ['too long', json({ description: 'x'.repeat(300_000) }), /longer than/],
    ['slow to match', json({ pattern: '(a+)+\\1' }), /cannot be used/],
  ])('are refused when they are %s', async (_what, answer, reason) => {
    vendor.reply(answer);
    expect(await publish(AT)).toMatchObject({
      status: 422,
      problems: [{ path: '/do/0/take/input/schema/resource/endpoint', reason: expect.stringMatching(reason) }],
    });
  });

  it.each(['http://127.0.0.1:1/', 'http://169.254.169.254/latest/meta-data', 'https://nobody.invalid/schema'])(
    'are refused at an address that cannot or must not be reached: %s',
    async (url) => {
      expect(await publish(url)).toMatchObject({
        status: 422,
        problems: [{ reason: expect.stringMatching(/^the schema cannot be read: /) }],
      });
    },
  );
});
