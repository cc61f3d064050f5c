import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataFileLock } from '../src/modules/database/connection/data-file-lock.js';
import { compileServer, removeCompiledServer, SERVER_MAIN } from './support/compiled-server.js';

describe('The start of the server', () => {
  let folder: string;
  beforeAll(compileServer);
  afterAll(removeCompiledServer);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-start-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('prints a one-time link for the first admin of an empty installation, another with each start', async () => {
    const links = [await linkOf({ ...GOOD, LATCHKEY_DATA: folder }), await linkOf({ ...GOOD, LATCHKEY_DATA: folder })];
    for (const link of links) expect(link).toMatch(/^https:\/\/latchkey\.example\.com\/welcome#[\w-]{43}$/);
    expect(links[0]).not.toBe(links[1]);
  });

  it('names every missing setting', async () => {
    expect(await startWith({})).toEqual([
      'PUBLIC_URL is missing: set the address that browsers and vendors see.',
      'LATCHKEY_OPERATOR_KEY is missing: set a random text of at least 32 characters.',
    ]);
  });

  it('says that another process has the data folder', async () => {
    const owner = DataFileLock.take(folder);
    const said = await startWith({ ...GOOD, LATCHKEY_DATA: folder });
    owner.onApplicationShutdown();
    expect(said).toEqual([expect.stringContaining(`Another Latchkey process works on ${folder}.`)]);
  });

  it('says that the data folder cannot be one', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(await startWith({ ...GOOD, LATCHKEY_DATA: file })).toEqual([
      expect.stringMatching(
        /^The (data folder|root key file) .*a-file.* cannot .* set LATCHKEY_DATA to another (folder|one)\.$/,
      ),
    ]);
  });

  it('says that the database cannot be reached', async () => {
    const DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none';
    const LATCHKEY_ROOT_KEY = Buffer.alloc(32, 7).toString('base64');
    expect(await startWith({ ...GOOD, DATABASE_URL, LATCHKEY_ROOT_KEY })).toEqual([
      expect.stringMatching(
        /^The database cannot be opened \(.*ECONNREFUSED.*\)\. Start it, or correct DATABASE_URL\.$/,
      ),
    ]);
  });

  it('says which port is in use', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve(portOf(other.address())));
    });
    const said = await startWith({ ...GOOD, LATCHKEY_DATA: folder, PORT: String(port) });
    other.close();
    expect(said).toEqual([`Port ${port} is in use. End what listens there, or set PORT to another one.`]);
  });
});

const GOOD = { PUBLIC_URL: 'https://latchkey.example.com', LATCHKEY_OPERATOR_KEY: 'k'.repeat(32), PORT: '0' };

/** Everything that the server says before it ends with 1, on both streams. */
function startWith(environment: Readonly<Record<string, string>>): Promise<string[]> {
  const env = { PATH: process.env.PATH, LATCHKEY_LOG_LEVEL: 'log', ...environment };
  const child = spawn(process.execPath, [SERVER_MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      const lines = said.split('\n').filter((line) => line !== '' && !line.startsWith('{"level":"log"'));
      if (code === 1) resolve(lines);
      else reject(new Error(`The server ended with ${code}: ${said}`));
    });
  });
}

/** The link that the server prints when it is up; then it is told to end. */
function linkOf(environment: Readonly<Record<string, string>>): Promise<string | undefined> {
  const child = spawn(process.execPath, [SERVER_MAIN], { env: { PATH: process.env.PATH, ...environment } });
  let said = '';
  let link: string | undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    [link] = /https:\S+#\S+(?=\n)/.exec(said) ?? [];
    if (link !== undefined) child.kill('SIGTERM');
  });
  return new Promise((resolve) => {
    child.once('close', () => resolve(link));
  });
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
