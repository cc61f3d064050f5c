import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { allowSlowSender, endSlowSender } from '../../../../src/modules/api/requests/slow-senders.js';

describe('A body that does not come to its end', () => {
  let server: FastifyInstance;
  let port: number;
  beforeAll(async () => {
    server = fastify();
    server.addHook('onRequest', (request, _reply, done) => {
      endSlowSender(request, 100);
      done();
    });
    server.addHook('onResponse', (request, _reply, done) => {
      endSlowSender(request, 100);
      done();
    });
    server.addContentTypeParser('*', (_request, _payload, done) => done(null));
    server.post('/', async (request) => request.body);
    server.post('/stream', async (request) => {
      allowSlowSender(request);
      return text(request.raw);
    });
    port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
  });
  afterAll(() => server.close());

  /** All that the server says until it closes the connection, or the first answer. */
  function speak(...lines: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
      let said = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(lines.join('\r\n')));
      const end = (): void => {
        socket.destroy();
        resolve(said);
      };
      socket.on('data', (chunk) => {
        said += chunk;
        if (said.includes('200 OK')) end();
      });
      socket.on('close', end);
    });
  }

  it.each([
    ['of a known length', 'content-length: 100'],
    ['in chunks', 'transfer-encoding: chunked'],
  ])('is answered and cut off: %s', async (_what, header) => {
    const said = await speak('POST / HTTP/1.1', 'host: x', 'content-type: application/json', header, '', '');
    expect(said).toContain('HTTP/1.1 408 Request Timeout');
    expect(said).toContain('unreadable-request');
  });

  it('does not disturb one that comes at once', async () => {
    const head = ['POST / HTTP/1.1', 'host: x', 'content-type: application/json', 'content-length: 2', '', '{}'];
    expect(await speak(...head)).toContain('HTTP/1.1 200 OK');
  });

  it('may take its time where a door hands it on', async () => {
    const socket = connect(port, '127.0.0.1');
    const answer = firstOf(socket);
    socket.write('POST /stream HTTP/1.1\r\nhost: x\r\ncontent-type: a/b\r\ncontent-length: 4\r\n\r\n');
    await somebodyIsCutOff();
    socket.write('late');
    expect(await answer).toMatch(/200 OK.*late$/s);
    socket.destroy();
  });

  it('is not waited for once it has come: the connection serves the next request', async () => {
    const socket = connect(port, '127.0.0.1');
    const ask = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: a/b\r\ncontent-length: 4\r\n\r\nsoon';
    socket.write(ask);
    expect(await firstOf(socket)).toContain('200 OK');
    await somebodyIsCutOff();
    socket.write(ask);
    expect(await firstOf(socket)).toContain('200 OK');
    socket.destroy();
  });

  /** So whoever began before has had the same time. */
  async function somebodyIsCutOff(): Promise<void> {
    expect(
      await speak('POST / HTTP/1.1', 'host: x', 'content-type: application/json', 'content-length: 9', '', ''),
    ).toContain('408');
  }
});

function firstOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('data', (chunk) => resolve(String(chunk))).once('close', () => resolve('closed'));
  });
}
