import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { answerOf, StreamingHouse } from '../../support/story/streaming-house.js';

const CHUNK = Buffer.alloc(64 * 1024, 'x');
const LARGE = 200 * 1024 * 1024;
/** What sockets on the way may hold, by the system's leave: far less than the body. */
const ON_THE_WAY = 40 * 1024 * 1024;

/** Writes so many bytes as fast as the target takes them. */
class Source {
  written = 0;

  constructor(private readonly target: Writable) {}

  async write(bytes: number): Promise<void> {
    while (this.written < bytes && !this.target.destroyed) {
      this.written += CHUNK.length;
      if (!this.target.write(CHUNK)) await Promise.race([once(this.target, 'drain'), once(this.target, 'close')]);
    }
    this.target.end();
  }

  /** How much was written when nothing more was taken. */
  async stalled(): Promise<number> {
    let before = -1;
    await eventually(async () => {
      const isStill = this.written === before;
      before = this.written;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return isStill && this.written > 0;
    });
    return this.written;
  }
}

async function lengthOf(stream: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const chunk of stream) length += chunk.length;
  return length;
}

/** Bytes outside of the heap at their most, above those at the start: where chunks are. */
async function watchMemory<T>(work: () => Promise<T>): Promise<{ result: T; most: number }> {
  const start = process.memoryUsage().rss;
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss - start);
  }, 20);
  const result = await work().finally(() => clearInterval(timer));
  return { result, most };
}

describe('The bodies of proxied requests', () => {
  let house: StreamingHouse;
  beforeAll(async () => {
    house = await StreamingHouse.open();
  });
  beforeEach(() => house.vendor.handle((_request, response) => response.end()));
  afterAll(() => house.close());

  it('come no faster than their reader takes them, and fill no memory on the way', async () => {
    let source: Source | undefined;
    house.vendor.handle((_request, response) => {
      source = new Source(response);
      void source.write(LARGE);
    });
    const { result, most } = await watchMemory(async () => {
      const request = house.request();
      request.end();
      const answer = await answerOf(request);
      expect(await source?.stalled()).toBeLessThan(ON_THE_WAY);
      return lengthOf(answer);
    });
    expect(result).toBe(LARGE);
    expect(most).toBeLessThan(LARGE / 2);
  });

  it('go no faster than the vendor takes them, and fill no memory on the way', async () => {
    const arrived = new Promise<IncomingMessage>((resolve) => {
      house.vendor.handle((request, response) => {
        resolve(request);
        request.once('end', () => response.end('all there'));
      });
    });
    const { result, most } = await watchMemory(async () => {
      const request = house.request({ method: 'POST' });
      const source = new Source(request);
      const answer = answerOf(request);
      const writing = source.write(LARGE);
      expect(await source.stalled()).toBeLessThan(ON_THE_WAY);
      const length = await lengthOf(await arrived);
      await writing;
      expect((await answer).statusCode).toBe(200);
      return length;
    });
    expect(result).toBe(LARGE);
    expect(most).toBeLessThan(LARGE / 2);
  });

  it('of known length go with that length', async () => {
    house.vendor.handle((request, response) => {
      void lengthOf(request).then((length) => response.end(`${request.headers['content-length']} ${length}`));
    });
    const body = 'y'.repeat(300_000);
    const { body: said } = await house.call({ method: 'PUT', headers: { 'content-length': body.length } }, body);
    expect(said).toBe('300000 300000');
  });

  it('end with their caller, before there is an answer', async () => {
    const gone = new Promise((resolve) => {
      house.vendor.handle((_request, response) => response.once('close', () => resolve('gone')));
    });
    const received = house.vendor.received.length;
    const request = house.request().on('error', () => undefined);
    request.end();
    await eventually(() => house.vendor.received.length > received);
    request.destroy();
    expect(await gone).toBe('gone');
  });

  it('end with their caller, in the middle of the answer', async () => {
    const gone = new Promise<number>((resolve) => {
      house.vendor.handle((_request, response) => {
        const source = new Source(response);
        response.once('close', () => resolve(source.written));
        void source.write(LARGE);
      });
    });
    const request = house.request().on('error', () => undefined);
    request.end();
    (await answerOf(request)).once('data', () => request.destroy());
    expect(await gone).toBeLessThan(ON_THE_WAY);
  });

  it('end with their caller, in the middle of the request', async () => {
    const gone = new Promise<boolean>((resolve) => {
      house.vendor.handle((request) => request.resume().once('close', () => resolve(request.complete)));
    });
    const received = house.vendor.received.length;
    const request = house.request({ method: 'POST' }).on('error', () => undefined);
    request.write(CHUNK);
    await eventually(() => house.vendor.received.length > received);
    request.destroy();
    expect(await gone).toBe(false);
  });

  it('that break off at the vendor break off here, and are never taken for whole', async () => {
    house.vendor.handle((_request, response) => response.write(CHUNK, () => response.destroy()));
    const request = house.request();
    request.end();
    const answer = await answerOf(request);
    await expect(lengthOf(answer)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it.each([
    [
      'answers before it has read them',
      413,
      (_request: IncomingMessage, response: ServerResponse) => response.writeHead(413).end(),
    ],
    ['hangs up in the middle', 502, (request: IncomingMessage) => request.once('data', () => request.destroy())],
  ])('are read to their end when the vendor %s, and the next request follows', async (_what, status, listener) => {
    house.vendor.handle(listener);
    const connection = house.connect();
    connection.head('POST /v1/proxy/Clinic/x HTTP/1.1', 'content-length: 20000000');
    await connection.body(20_000_000);
    await eventually(() => connection.statuses.length === 1);
    house.vendor.handle((_request, response) => response.end());
    connection.head('GET /v1/proxy/Clinic/x HTTP/1.1');
    await eventually(() => connection.statuses.length === 2);
    expect(connection.statuses).toEqual([status, 200]);
    connection.close();
  });
});
