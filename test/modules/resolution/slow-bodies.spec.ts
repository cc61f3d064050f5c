import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createApp, createTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

const MINUTE = 60_000;
/** Far longer than an answer takes, also where two cores are shared. */
const PATIENCE = 60_000;
const JSON_BODY = 'content-type: application/json';
const MULTIPART = 'content-type: multipart/form-data; boundary=x';
const ACTION = '/v1/apps/any/actions/dropbox.upload';

/** A caller that sends the head of a request and then waits. */
class Sender {
  said = '';
  readonly #socket: Socket;
  readonly #closed: Promise<void>;

  constructor(app: TestApp) {
    this.#socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    this.#socket.on('data', (chunk) => {
      this.said += chunk;
    });
    this.#closed = new Promise((resolve) => this.#socket.once('close', () => resolve()));
  }

  /** The server says `100 Continue` in the moment in which it hands the request on. */
  async begin(path: string, ...headers: readonly string[]): Promise<void> {
    const head = [`POST ${path} HTTP/1.1`, 'host: x', 'expect: 100-continue', ...headers, '', ''];
    this.write(head.join('\r\n'));
    await this.hears('100 Continue');
  }

  write(text: string): void {
    this.#socket.write(text);
  }

  async hears(text: string): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!this.said.includes(text)) {
      if (Date.now() > end) throw new Error(`Heard no ${text}, only: ${this.said}`);
      await new Promise(setImmediate);
    }
  }

  closed(): Promise<void> {
    return this.#closed;
  }

  leave(): void {
    this.#socket.destroy();
  }
}

describe('A caller that does not send its body', () => {
  let database: TestDatabase;
  let app: TestApp;
  let authorization: string;
  let action: string;
  let sender: Sender;
  beforeAll(async () => {
    const [, createDatabase] = engines[0] ?? [];
    if (!createDatabase) throw new Error('There is no database to test with');
    database = await createDatabase();
    app = await startApp({ database });
    const tenant = await createTenant(app);
    authorization = `authorization: Bearer ${tenant.admin.key}`;
    action = `/v1/apps/${await createApp(tenant, 'Files')}/actions/dropbox.upload`;
  });
  beforeEach(() => {
    // Only the timers that our own code sets: Node's stay, and so does the pace of the sockets.
    jest.useFakeTimers({
      doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'],
    });
    sender = new Sender(app);
  });
  afterEach(() => {
    sender.leave();
    jest.useRealTimers();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it.each([
    ['JSON to an action', ACTION, JSON_BODY],
    ['parts to an action', ACTION, MULTIPART],
    ['JSON to the proxy', '/v1/proxy/Files/a', JSON_BODY],
  ])('is told at once that nobody knows it, of %s, and is cut off after a minute', async (_what, path, type) => {
    await sender.begin(path, type, 'transfer-encoding: chunked');
    await sender.hears('401 Unauthorized');
    jest.advanceTimersByTime(MINUTE - 1);
    sender.write('1\r\n{\r\n');
    expect(sender.said).not.toContain('408 Request Timeout');
    jest.advanceTimersByTime(1);
    await sender.closed();
  });

  it.each([
    ['JSON', JSON_BODY, ''],
    ['parts', MULTIPART, ''],
    ['parts, of which it sends the fields alone,', MULTIPART, fieldPart('token', 'Files')],
  ])('of %s to an action is cut off after a minute, whoever it is', async (_what, type, begun) => {
    await sender.begin(action, authorization, type, 'content-length: 100000');
    sender.write(begun);
    jest.advanceTimersByTime(MINUTE);
    await sender.closed();
    expect(sender.said).toContain('408 Request Timeout');
  });

  it('is cut off at the proxy as well, as long as the body is small enough to be kept', async () => {
    await sender.begin('/v1/proxy/Files/a', authorization, JSON_BODY, 'content-length: 100');
    jest.advanceTimersByTime(MINUTE);
    await sender.closed();
    expect(sender.said).toContain('408 Request Timeout');
  });

  it('is cut off a minute after the answer when a file was refused before it came', async () => {
    await sender.begin(action, authorization, MULTIPART, 'content-length: 100000');
    sender.write(filePart('content', 'a'.repeat(1000)));
    await sender.hears('HTTP/1.1 400');
    jest.advanceTimersByTime(MINUTE);
    await sender.closed();
  });
});

function fieldPart(name: string, value: string): string {
  return `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

function filePart(name: string, begun: string): string {
  const head = `content-disposition: form-data; name="${name}"; filename="a.bin"`;
  return `--x\r\n${head}\r\ncontent-type: application/octet-stream\r\n\r\n${begun}`;
}
