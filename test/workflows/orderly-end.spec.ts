import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileServer, removeCompiledServer } from '../support/compiled-server.js';
import type { TestDatabase } from '../support/databases.js';
import { EventListener } from '../support/event-listener.js';
import { eventually } from '../support/eventually.js';
import { ServerProcess } from '../support/server-process.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { carriers } from './support/carriers.js';
import { ProcessDesk } from './support/process-desk.js';

const post = (name: string) =>
  `  - ${name}: { call: http, with: { method: post, endpoint: 'https://api.example.com/${name}', body: {} } }\n`;

describe.each(carriers)('a server that is told to end, on %s', (_carrier, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let environment: Record<string, string>;
  let server: ServerProcess | undefined;
  const held: ServerResponse[] = [];
  beforeAll(async () => {
    compileServer();
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` };
  });
  afterAll(async () => {
    await server?.kill();
    await Promise.all([vendor?.close(), database?.drop()]);
    removeCompiledServer();
  });
  const sent = (path: string) => vendor.received.filter((request) => request.path.endsWith(`/${path}`)).length;

  it('waits for the answer to a step that must not be repeated, and the next one goes on behind it', async () => {
    vendor.reply((response, request) => {
      if (request.path.endsWith('/first') && held.length === 0) held.push(response);
      else json({})(response, request);
    });
    server = await ServerProcess.start(database, environment);
    let desk = await ProcessDesk.open(server);
    const runId = await desk.start(await desk.publish('Deployed', `${post('first')}${post('second')}`));
    await eventually(() => held.length === 1);
    const listener = await EventListener.open(server.url, desk.caller, { path: `/v1/runs/${runId}/events` });
    server.signal('SIGTERM');
    // Streams end at once: whoever listens goes elsewhere.
    await listener.until(({ hasEnded }) => hasEnded);
    const [response] = held;
    if (!response) throw new Error('Nothing was asked.');
    json({ number: 1 })(response, { method: '', path: '', headers: {}, body: '' });
    await server.ended;
    expect([sent('first'), sent('second')]).toEqual([1, 0]);
    server = await ServerProcess.start(database, environment);
    desk = desk.at(server);
    await desk.until(runId, 'completed', 'parked', 'faulted');
    expect((await desk.steps(runId)).map(({ outcome, output }) => [outcome, output])).toEqual([
      ['done', { number: 1 }],
      ['done', {}],
    ]);
    expect([sent('first'), sent('second')]).toEqual([1, 1]);
  });
});

describe('a server that is told to end', () => {
  it('cuts off a vendor that never answers, and the step asks a person afterwards', async () => {
    const [, createDatabase] = carriers[0] ?? [];
    if (!createDatabase) throw new Error('There is no database to test with');
    compileServer();
    const [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    const environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` };
    vendor.reply(() => undefined);
    let server = await ServerProcess.start(database, environment);
    try {
      const desk = await ProcessDesk.open(server);
      const runId = await desk.start(await desk.publish('Hung', post('never')));
      await eventually(() => vendor.received.length === 1);
      server.signal('SIGTERM');
      // The step itself would wait for half a minute.
      await eventually(() => !server.isRunning, 25_000);
      server = await ServerProcess.start(database, environment);
      expect((await desk.at(server).until(runId, 'unknown-outcome')).waits).toMatchObject([
        { code: 'outcome-unknown' },
      ]);
      expect(vendor.received).toHaveLength(1);
    } finally {
      await server.kill();
      await Promise.all([vendor.close(), database.drop()]);
      removeCompiledServer();
    }
  });
});
