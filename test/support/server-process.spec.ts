import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileServer, FAULT_SERVER, removeCompiledServer, SERVER_MAIN } from './compiled-server.js';
import { engines, type TestDatabase } from './databases.js';
import { freePort, ServerProcess } from './server-process.js';

describe.each([
  ['the server', SERVER_MAIN],
  ['the server with faults', FAULT_SERVER],
])('A process of %s', (_name, program) => {
  let database: TestDatabase;
  beforeAll(async () => {
    compileServer();
    const [, createSqlite] = engines[0] ?? [];
    if (createSqlite === undefined) throw new Error('No database engine is listed');
    database = await createSqlite();
  });
  afterAll(async () => {
    await database.drop();
    removeCompiledServer();
  });

  it('has started when it listens itself', async () => {
    const server = await ServerProcess.start(database, {}, { program });
    const { status } = await fetch(`${server.url}/openapi.json`);
    await server.kill();
    expect(status).toBe(200);
  });

  it('has not started where another one answers at its address', async () => {
    const port = await freePort();
    const other = createServer((_request, response) => response.end('{}'));
    await new Promise<void>((resolve) => void other.listen(port, '127.0.0.1', resolve));
    const started = ServerProcess.start(database, {}, { program, port });
    await expect(started).rejects.toThrow('The server ended before it listened');
    await new Promise((resolve) => other.close(resolve));
  });
});
