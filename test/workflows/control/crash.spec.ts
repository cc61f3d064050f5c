import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import type { TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { ServerProcess } from '../../support/server-process.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { carriers } from '../support/carriers.js';
import { expectStatus, ProcessDesk } from '../support/process-desk.js';

const get = (name: string) =>
  `  - ${name}: { call: http, with: { method: get, endpoint: 'https://api.example.com/${name}' } }\n`;

describe.each(carriers)('what was acknowledged before a server was killed on %s', (_carrier, createDatabase) => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let environment: Record<string, string>;
  let server: ServerProcess | undefined;
  beforeAll(async () => {
    compileServer();
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    environment = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}` };
  });
  afterAll(async () => {
    await server?.kill();
    await Promise.all([vendor.close(), database.drop()]);
    removeCompiledServer();
  });
  const sent = (...paths: string[]) =>
    paths.map((path) => vendor.received.filter((request) => request.path.endsWith(`/${path}`)).length);

  it('holds: a suspended run stays suspended, and a retried one goes on from the step that failed', async () => {
    let isBroken = true;
    vendor.reply((response, request) =>
      json({}, request.path.endsWith('/b') && isBroken ? 400 : 200)(response, request),
    );
    server = await ServerProcess.start(database, environment);
    let desk = await ProcessDesk.open(server);
    const pause = '  - pause: { wait: { seconds: 6 } }\n';
    const pausing = await desk.publish('Suspended', `${get('s')}${pause}${get('t')}`);
    const retried = await desk.start(await desk.publish('Retried', `${get('a')}${get('b')}${get('c')}`));
    await desk.until(retried, 'faulted');
    const suspended = await desk.start(pausing);
    await desk.until(suspended, 'waiting');
    expectStatus(await desk.caller.post(`/v1/runs/${suspended}/suspend`, {}), 200);
    isBroken = false;
    expectStatus(await desk.caller.post(`/v1/runs/${retried}/retry`, {}), 200);
    await server.kill();
    server = await ServerProcess.start(database, environment);
    desk = desk.at(server);
    await desk.until(retried, 'completed');
    const { since } = (await desk.run(suspended)).suspension;
    await eventually(() => Date.now() > Date.parse(since) + 7_500);
    expect([(await desk.run(suspended)).status, sent('s', 't')]).toEqual(['suspended', [1, 0]]);
    expect(sent('a')).toEqual([1]);
    expectStatus(await desk.caller.post(`/v1/runs/${suspended}/resume`, {}), 200);
    await server.kill();
    server = await ServerProcess.start(database, environment);
    desk = desk.at(server);
    await desk.until(suspended, 'completed');
    expect(sent('s')).toEqual([1]);
  }, 300_000);
});
