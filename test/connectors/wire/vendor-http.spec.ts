import { PassThrough, Readable } from 'node:stream';
import type { ConnectorsOptions } from '../../../src/connectors/contract/connectors-options.js';
import { VendorConnections } from '../../../src/connectors/wire/vendor-connections.js';
import { type VendorCall, VendorHttp } from '../../../src/connectors/wire/vendor-http.js';
import { eventually } from '../../support/eventually.js';
import { failureOf } from '../../support/failure-of.js';
import {
  breakBody,
  json,
  loseAnswer,
  startVendorServer,
  staySilent,
  text,
  type VendorServer,
} from '../../support/vendor-server.js';

const HOST = 'api.vendor.test';

describe('One exchange with a vendor', () => {
  let server: VendorServer;
  const opened: VendorConnections[] = [];

  beforeEach(async () => {
    server = await startVendorServer();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((connections) => connections.onApplicationShutdown()));
    await server.close();
  });

  function http(options: ConnectorsOptions = {}): VendorHttp {
    const all = { sandboxHosts: [server.mapping(HOST)], ...options };
    const connections = new VendorConnections(all);
    opened.push(connections);
    return new VendorHttp(all, connections);
  }

  function get(path: string, more: Partial<VendorCall> = {}): VendorCall {
    return { method: 'GET', url: `https://${HOST}${path}`, hosts: [HOST], ...more };
  }

  it('reaches a mapped vendor by its host as first path segment, and answers in the name of the vendor', async () => {
    server.reply(json({ ok: true }));
    const reply = await http().exchange(get('/a?b=c%20d#part'));
    expect(server.received).toMatchObject([{ path: `/${HOST}/a?b=c%20d` }]);
    expect({ url: reply.url, body: reply.body.toString() }).toEqual({
      url: `https://${HOST}/a?b=c%20d`,
      body: '{"ok":true}',
    });
  });

  it('treats an answer of any status as a result', async () => {
    server.reply(text('no', 500));
    expect((await http().exchange(get('/'))).status).toBe(500);
  });

  it('sends no cookie, no header of the connection and no foreign authorization, and keeps the proof', async () => {
    const headers = {
      Authorization: 'Bearer theirs',
      Cookie: 'a=b',
      Connection: 'close, x-private',
      Host: 'evil.example',
      'X-Private': '1',
      'X-Mine': '2',
    };
    await http().exchange(get('/', { headers, authorize: () => ({ authorization: 'Bearer ours' }) }));
    const [received] = server.received;
    expect(received?.headers).toMatchObject({ authorization: 'Bearer ours', 'x-mine': '2' });
    expect(received?.headers).not.toHaveProperty('cookie');
    expect(received?.headers).not.toHaveProperty('x-private');
    expect(received?.headers.host).toMatch(/^127\.0\.0\.1:/);
  });

  it('keeps what a vendor says to its own origin from callers, who would take it for ours', async () => {
    const words = {
      'cache-control': 'public, max-age=3600',
      'content-security-policy': 'default-src *',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'clear-site-data': '"*"',
    };
    server.reply(text('', 200, { ...words, etag: '"1"' }));
    const { headers } = await http().exchange(get('/'));
    for (const name of Object.keys(words)) expect(headers).not.toHaveProperty(name);
    expect(headers.etag).toBe('"1"');
  });

  it('keeps the cookies of a vendor from callers and from the next request', async () => {
    server.reply(text('', 200, { 'set-cookie': 'session=1' }));
    const vendor = http();
    expect((await vendor.exchange(get('/'))).headers).not.toHaveProperty('set-cookie');
    await vendor.exchange(get('/'));
    expect(server.received[1]?.headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['https://other.test/', 'a host of another vendor'],
    [`http://${HOST}.evil.test/`, 'a host that begins like an allowed one'],
    ['https://127.0.0.1/', 'an address'],
  ])('refuses %s: %s', async (url) => {
    const failure = await failureOf(http().exchange(get('/', { url })));
    expect(failure).toMatchObject({ code: 'host-refused', facts: { sent: false } });
    expect(server.received).toEqual([]);
  });

  it('refuses http, unless the operator put the host into a private network', async () => {
    const options = { sandboxHosts: [] };
    const call = get('/', { url: `http://${HOST}/` });
    expect((await failureOf(http(options).exchange(call))).code).toBe('host-refused');
    const allowed = await failureOf(http({ ...options, allowedPrivateHosts: [HOST] }).exchange(call));
    expect(allowed.code).toBe('vendor-unreachable');
  });

  it.each(['CONNECT', 'TRACE', 'G ET', ''])('refuses the method "%s"', async (method) => {
    expect((await failureOf(http().exchange(get('/', { method })))).code).toBe('request-invalid');
  });

  it('refuses a header with a line break', async () => {
    const failure = await failureOf(http().exchange(get('/', { headers: { 'x-a': 'b\r\nx-c: d' } })));
    expect(failure).toMatchObject({ code: 'request-invalid', remedy: 'fix-request', facts: { sent: false } });
  });

  it.each([
    ['a lost answer', loseAnswer, 'answer-lost'],
    ['an answer that breaks off', breakBody, 'answer-lost'],
    ['silence', staySilent, 'vendor-timeout'],
  ])('says that the request may have arrived after %s', async (_what, reply, code) => {
    server.reply(reply);
    const failure = await failureOf(http().exchange(get('/', { deadlineMs: 2_000 })));
    expect(failure).toMatchObject({ code, remedy: 'wait', facts: { sent: true } });
  });

  it('says that nothing was sent when nobody listens', async () => {
    await server.close();
    const failure = await failureOf(http().exchange(get('/')));
    expect(failure).toMatchObject({ code: 'vendor-unreachable', remedy: 'wait', facts: { sent: false } });
    server = await startVendorServer();
  });

  it('ends an answer that drips at its deadline', async () => {
    server.reply((response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const failure = await failureOf(http().exchange(get('/', { deadlineMs: 2_000 })));
    expect(failure).toMatchObject({ code: 'vendor-timeout', facts: { sent: true } });
  });

  it('ends when its caller goes away', async () => {
    server.reply(staySilent);
    const caller = new AbortController();
    const work = failureOf(http().exchange(get('/', { signal: caller.signal })));
    await eventually(() => server.received.length === 1);
    caller.abort();
    expect(await work).toMatchObject({ code: 'call-cancelled', facts: { sent: true } });
  });

  it('stops reading an answer that is longer than allowed', async () => {
    let written = 0;
    server.reply((response) => {
      const more = (): void => {
        while (written < 200e6 && response.write(Buffer.alloc(65_536))) written += 65_536;
        response.once('drain', more);
      };
      more();
    });
    const failure = await failureOf(http({ maxAnswerBytes: 1_000_000 }).exchange(get('/')));
    expect(failure).toMatchObject({ code: 'answer-too-large', facts: { limitBytes: 1_000_000, sent: true } });
    expect(written).toBeLessThan(100e6);
  });

  it('streams an answer no faster than it is read, beyond the deadline of its headers', async () => {
    let written = 0;
    server.reply((response) => {
      const more = (): void => {
        while (written < 64e6) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const { body } = await http().open(get('/', { deadlineMs: 2_000 }));
    body.release();
    const reader = new PassThrough();
    body.sendTo(reader);
    await new Promise((resolve) => setTimeout(resolve, 2_400));
    expect(written).toBeLessThan(32e6);
    let read = 0;
    for await (const chunk of reader) read += chunk.length;
    expect(read).toBe(written);
  });

  it('streams a request body as it comes', async () => {
    async function* parts() {
      yield 'one,';
      yield 'two';
    }
    await http().exchange(get('/', { method: 'POST', body: Readable.from(parts()) }));
    expect(server.received).toMatchObject([{ body: 'one,two' }]);
  });

  it('leaves the stream of a request alone, whatever becomes of its call', async () => {
    server.reply(loseAnswer);
    const body = new PassThrough();
    body.end('all of it');
    const failure = await failureOf(http().exchange(get('/', { method: 'POST', body })));
    expect(failure).toMatchObject({ code: 'answer-lost' });
    expect(body.destroyed && body.errored).toBeFalsy();
  });

  it('counts time from the end of a streamed body on', async () => {
    const body = new PassThrough();
    body.write('begun');
    const work = http().exchange(get('/', { method: 'POST', body, deadlineMs: 2_000 }));
    setTimeout(() => body.end(), 2_400);
    expect((await work).status).toBe(200);
    server.reply(staySilent);
    const silent = new PassThrough().end('x');
    const failure = await failureOf(http().exchange(get('/', { method: 'POST', body: silent, deadlineMs: 100 })));
    expect(failure.code).toBe('vendor-timeout');
  });

  it('takes interim answers for what they are', async () => {
    server.reply((response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.writeHead(201).end('done');
    });
    const reply = await http().exchange(get('/'));
    expect([reply.status, reply.body.toString(), reply.headers.link]).toEqual([201, 'done', undefined]);
  });

  it('gives up a vendor to which no connection comes about in time', async () => {
    const lookup: ConnectorsOptions['lookup'] = () => undefined;
    const stuck = http({ sandboxHosts: [], lookup });
    const failure = await failureOf(stuck.exchange(get('/', { deadlineMs: 100 })));
    expect(failure).toMatchObject({ code: 'vendor-timeout', facts: { sent: false } });
  });

  describe('where a lost answer matters', () => {
    /** Of each call; numbers of ports come again. */
    const sockets: unknown[] = [];
    const closed: unknown[] = [];
    beforeEach(() => {
      sockets.splice(0);
      server.reply((response) => {
        const { socket } = response;
        if (!sockets.includes(socket)) socket?.once('close', () => closed.push(socket));
        sockets.push(socket);
        response.end();
      });
    });

    it('uses no connection of the API calls, and one of its own after a moment of silence', async () => {
      const vendor = http();
      for (const freshConnection of [false, false, true]) {
        await vendor.exchange(get('/', { freshConnection }));
        await new Promise(setImmediate);
      }
      await eventually(async () => closed.includes(sockets[2]));
      await vendor.exchange(get('/', { freshConnection: true }));
      expect(sockets[0] === sockets[1]).toBe(true);
      expect(new Set(sockets).size).toBe(3);
    });

    it('shares a connection that was used a moment ago', async () => {
      const vendor = http();
      for (let call = 0; call < 5; call += 1) {
        await vendor.exchange(get('/', { freshConnection: true }));
        await new Promise(setImmediate);
      }
      expect(new Set(sockets).size).toBeLessThan(5);
    });

    it('shares no connection whose vendor keeps it idle for little more than a moment', async () => {
      const vendor = http();
      server.reply((response) => {
        sockets.push(response.socket);
        response.writeHead(200, { connection: 'keep-alive', 'keep-alive': 'timeout=2' }).end();
      });
      for (let call = 0; call < 3; call += 1) {
        await vendor.exchange(get('/', { freshConnection: true }));
        await new Promise(setImmediate);
      }
      expect(new Set(sockets).size).toBe(3);
    });

    it('never sends a second time when the connection that it shares is dead', async () => {
      const vendor = http();
      await vendor.exchange(get('/', { freshConnection: true }));
      server.reply(loseAnswer);
      const failure = await failureOf(vendor.exchange(get('/', { freshConnection: true })));
      expect(failure).toMatchObject({ code: 'answer-lost', facts: { sent: true } });
      expect(server.received).toHaveLength(2);
    });
  });
});
