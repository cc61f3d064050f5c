import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { answerOf, StreamingHouse } from '../../support/story/streaming-house.js';

describe('A proxied message', () => {
  let house: StreamingHouse;
  beforeAll(async () => {
    house = await StreamingHouse.open();
  });
  beforeEach(() => house.vendor.handle((_request, response) => response.end()));
  afterAll(() => house.close());
  const arrived = () => house.vendor.received.at(-1);

  it.each([
    ['HEAD', 200, { 'content-length': '1234' }],
    ['GET', 204, {}],
    ['GET', 304, { etag: '"1"' }],
  ])('has no body where HTTP has none: %s %d', async (method, status, headers) => {
    house.vendor.handle((_request, response) => response.writeHead(status, headers).end());
    const { head, body } = await house.call({ method });
    expect([head.statusCode, body]).toEqual([status, '']);
    expect(head.headers).toMatchObject(headers);
    expect(head.headers['transfer-encoding']).toBeUndefined();
  });

  it('keeps the vendor’s encoding and status text aside and its bytes untouched', async () => {
    const packed = gzipSync('hello');
    house.vendor.handle((_request, response) => response.writeHead(299, { 'content-encoding': 'gzip' }).end(packed));
    const { head, body } = await house.call();
    expect([head.statusCode, head.headers['content-encoding']]).toEqual([299, 'gzip']);
    expect(body).toBe(packed.toString('utf8'));
  });

  it('leaves out trailers and what comes before the answer', async () => {
    house.vendor.handle((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(200, { trailer: 'x-sum' });
      response.write('body');
      response.addTrailers({ 'x-sum': '1' });
      response.end();
    });
    const { head, body } = await house.call();
    expect(body).toBe('body');
    expect(head.trailers).toEqual({});
    expect(head.headers).not.toHaveProperty('trailer');
    expect(head.headers).not.toHaveProperty('link');
  });

  it.each([
    ['short', 'hello'],
    ['long', 'hello'.repeat(4_000)],
  ])('that came in chunks and is all there goes out with its length: %s', async (_what, text) => {
    const middle = text.length - 2;
    const chunks = [text.slice(0, middle), text.slice(middle), ''];
    const body = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
    house.vendor.handle((_request, response) => {
      const head = 'HTTP/1.1 200 OK\r\nx-bytes: \xe9\r\nconnection: close\r\ntransfer-encoding: chunked';
      response.socket?.end(`${head}\r\n\r\n${body}`, 'latin1');
    });
    const answer = await house.call();
    expect(answer.body).toBe(text);
    expect(answer.head.headers).toMatchObject({ 'content-length': String(text.length), 'x-bytes': '\xe9' });
    expect(answer.head.headers).not.toHaveProperty('transfer-encoding');
  });

  it('has every byte as it was', async () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    house.vendor.handle((_request, response) => response.writeHead(200, { 'content-length': 512 }).end(bytes));
    const request = house.request();
    request.end();
    const chunks: Buffer[] = [];
    for await (const chunk of await answerOf(request)) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  });

  it('lets a caller wait for leave to send its body', async () => {
    house.vendor.handle((request, response) => {
      request.on('data', () => undefined).on('end', () => response.end(String(request.headers.expect)));
    });
    const request = house.request({ method: 'POST', headers: { expect: '100-continue', 'content-length': 4 } });
    request.flushHeaders();
    await new Promise((resolve) => request.once('continue', resolve));
    request.end('body');
    const answer = await new Promise<{ statusCode?: number }>((resolve) => request.once('response', resolve));
    expect(answer.statusCode).toBe(200);
    expect(arrived()?.headers).toMatchObject({ 'content-length': '4' });
    expect(arrived()?.headers).not.toHaveProperty('expect');
  });

  it('is never the beginning of another protocol, whoever asks for it', async () => {
    const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'x' };
    expect((await house.call({ headers })).head.statusCode).toBe(200);
    expect(arrived()?.headers).not.toHaveProperty('upgrade');
    house.vendor.handle((_request, response) => {
      response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n');
    });
    expect((await house.call()).head.statusCode).toBe(502);
  });

  it.each([
    ['two lengths', 'content-length: 4\r\ncontent-length: 5'],
    ['a length beside an encoding', 'content-length: 4\r\ntransfer-encoding: chunked'],
    ['an encoding in disguise', 'transfer-encoding: xchunked'],
    ['a folded header', 'x-a: 1\r\n content-length: 4'],
    ['a space before the colon', 'content-length : 4'],
    ['a bare line feed', 'x-a: 1\ncontent-length: 4'],
  ])('with %s is refused and smuggles nothing', async (_what, header) => {
    const before = house.vendor.received.length;
    const connection = house.connect();
    connection.head('POST /v1/proxy/Clinic/x HTTP/1.1', header);
    await eventually(() => connection.statuses.length > 0);
    connection.close();
    expect(connection.statuses[0]).toBeGreaterThanOrEqual(400);
    expect(house.vendor.received.length).toBe(before);
  });

  it.each([
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    [
      'a length beside an encoding',
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
    ],
    ['no HTTP at all', 'hello\r\n\r\n'],
  ])('of a vendor that answers with %s is a problem', async (_what, bytes) => {
    house.vendor.handle((_request, response) => response.socket?.end(bytes));
    const { head, body } = await house.call();
    expect([head.statusCode, JSON.parse(body)]).toMatchObject([502, { code: 'answer-lost' }]);
  });

  it('says whose answer it is, and a vendor cannot say it in our place', async () => {
    house.vendor.handle((_request, response) => {
      response.writeHead(200, {
        'latchkey-token-generation': '99',
        'Latchkey-Token-Warning': 'boo',
        'x-request-id': 'theirs',
        'x-frame-options': 'ALLOWALL',
        'x-theirs': 'kept',
      });
      response.end();
    });
    const { headers } = (await house.call()).head;
    expect(headers).toMatchObject({
      'latchkey-token-generation': '1',
      'latchkey-token-scope': 'global',
      'latchkey-vendor-request-id': 'theirs',
      'x-frame-options': 'SAMEORIGIN',
      'cache-control': 'no-store',
      'x-theirs': 'kept',
    });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers).not.toHaveProperty('latchkey-token-warning');
  });

  it('carries the credential and nothing of ours', async () => {
    await house.call({
      headers: {
        'latchkey-host': 'api.redoxengine.com',
        'x-forwarded-for': '203.0.113.9',
        via: '1.1 x',
        accept: 'a/b',
      },
    });
    expect(arrived()?.headers).toMatchObject({ authorization: 'Bearer access-token-1', accept: 'a/b' });
    for (const name of ['latchkey-host', 'x-forwarded-for', 'via']) expect(arrived()?.headers).not.toHaveProperty(name);
  });
});
