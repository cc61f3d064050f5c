import { createHash } from 'node:crypto';
import { type IncomingMessage, request as send } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { madeFile } from '../../../../sandbox/files/made-body.js';
import { compileServer, removeCompiledServer } from '../../../support/compiled-server.js';
import { engines, type TestDatabase } from '../../../support/databases.js';
import { ServerProcess } from '../../../support/server-process.js';
import { Browser } from '../../../support/story/browser.js';
import { PUBLIC_URL } from '../../../support/story/latchkey.js';
import { Vendors } from '../../../support/story/vendors.js';
import { ActionDesk } from './action-desk.js';

const MB = 1_000_000;
/** Bytes; LATCHKEY_FILE_MB=1000 makes it the gigabyte of the promise, and takes its time. */
const SIZE = Number(process.env.LATCHKEY_FILE_MB ?? 200) * MB;
const MOST_ABOVE_REST = 150 * MB;
const BOUNDARY = 'a-part-ends-here';

describe(`A file of ${SIZE / MB} MB passes an action of a real server without being held`, () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let desk: ActionDesk;
  let sha256: unknown;
  beforeAll(async () => {
    compileServer();
    const [, createDatabase] = engines[0] ?? [];
    if (!createDatabase) throw new Error('There is no database to test with');
    const vendors = await Vendors.open(['dropbox', 'google']);
    database = await createDatabase();
    server = await ServerProcess.start(database, { LATCHKEY_SANDBOX_HOSTS: vendors.hosts, PUBLIC_URL });
    const app = { url: server.url };
    const browser = (): Browser => new Browser({ [PUBLIC_URL]: server.url });
    desk = await ActionDesk.at({ app, vendors, browser, close: () => vendors.close() });
    ({ sha256 } = await vendors.register('dropbox', { file: { path: '/large.bin', size: SIZE } }));
  }, 300_000);
  afterAll(async () => {
    await server.kill();
    await desk.close();
    await database.drop();
    removeCompiledServer();
  });

  /** How far the server's memory rose above its rest while this went on. */
  async function riseDuring(what: string, work: () => Promise<void>): Promise<number> {
    const rest = server.memory;
    let most = rest;
    const watch = setInterval(() => {
      most = Math.max(most, server.memory);
    }, 20);
    const began = performance.now();
    await work().finally(() => clearInterval(watch));
    const seconds = (performance.now() - began) / 1_000;
    process.stderr.write(
      `${what} of ${SIZE / MB} MB: ${Math.round((most - rest) / MB)} MB above a rest of ${Math.round(rest / MB)} MB, ${Math.round(SIZE / MB / seconds)} MB/s\n`,
    );
    return most - rest;
  }

  function ask(call: string, type: string): { answer: Promise<IncomingMessage>; body: NodeJS.WritableStream } {
    const headers = { authorization: `Bearer ${desk.processes.caller.key}`, 'content-type': type };
    const request = send(`${server.url}${desk.path(call)}`, { method: 'POST', headers });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).once('error', reject);
    });
    return { answer, body: request };
  }

  it('on its way up', async () => {
    const rise = await riseDuring('Upload', async () => {
      const { answer, body } = ask('dropbox.uploadFile', `multipart/form-data; boundary=${BOUNDARY}`);
      await Promise.all([pipeline(Readable.from(multipart()), body), answer]);
      const head = await answer;
      const chunks: Buffer[] = [];
      for await (const chunk of head) chunks.push(chunk);
      expect(JSON.parse(Buffer.concat(chunks).toString()).output).toMatchObject({ name: 'up.bin', size: SIZE });
    });
    expect(rise).toBeLessThan(MOST_ABOVE_REST);
  }, 300_000);

  it('on its way down', async () => {
    const hash = createHash('sha256');
    const rise = await riseDuring('Download', async () => {
      const { answer, body } = ask('dropbox.downloadFile', 'application/json');
      body.end(JSON.stringify({ token: 'Files', with: { path: '/large.bin' } }));
      for await (const chunk of await answer) hash.update(chunk);
    });
    expect(hash.digest('hex')).toBe(sha256);
    expect(rise).toBeLessThan(MOST_ABOVE_REST);
  }, 300_000);

  it('from one vendor to another', async () => {
    const rise = await riseDuring('Passage', async () => {
      const from = { call: 'dropbox.downloadFile', token: 'Files', with: { path: '/large.bin' } };
      await desk.run('google-drive.upload', 'Drive', { content: { from } });
    });
    const parts = await desk.latchkey.vendors.journal('google', 'drive.upload.part');
    expect(parts.at(-1)?.notes).toMatchObject({ size: String(SIZE), sha256 });
    expect(rise).toBeLessThan(MOST_ABOVE_REST);
  }, 300_000);
});

function* multipart(): Generator<Buffer | string> {
  yield* [field('token', 'Files'), field('with', JSON.stringify({ path: '/up.bin' }))];
  yield `--${BOUNDARY}\r\ncontent-disposition: form-data; name="content"; filename="up.bin"\r\n\r\n`;
  yield* madeFile(SIZE).chunks();
  yield `\r\n--${BOUNDARY}--\r\n`;
}

function field(name: string, value: string): string {
  return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}
