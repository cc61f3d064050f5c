import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, type RequestOptions, request as send } from 'node:http';
import { connect, type Socket } from 'node:net';
import { engines } from '../databases.js';
import { type StreamingVendor, startStreamingVendor } from '../streaming-vendor.js';
import { connectRedox } from './connected-tokens.js';
import { beginJourney } from './journey.js';
import { Latchkey } from './latchkey.js';

/** Latchkey between a vendor and a caller who both speak HTTP byte by byte; the token's name is `Clinic`. */
export class StreamingHouse {
  private constructor(
    readonly vendor: StreamingVendor,
    private readonly latchkey: Latchkey,
    private readonly key: string,
  ) {}

  static async open(): Promise<StreamingHouse> {
    const vendor = await startStreamingVendor();
    const [, createDatabase] = engines[0] ?? [];
    if (!createDatabase) throw new Error('There is no database to test with');
    const latchkey = await Latchkey.start(createDatabase, { LATCHKEY_SANDBOX_HOSTS: vendor.hosts });
    const { designer, runner } = await beginJourney(latchkey, 'global', 'Clinic');
    await connectRedox(designer, { name: 'Clinic' });
    return new StreamingHouse(vendor, latchkey, runner.key ?? '');
  }

  /** A request through the proxy that the test writes, reads and ends by itself. */
  request(options: RequestOptions = {}): ClientRequest {
    const { hostname, port } = new URL(this.latchkey.app.url);
    const headers = { authorization: `Bearer ${this.key}`, ...options.headers };
    return send({ hostname, port, path: '/v1/proxy/Clinic/x', ...options, headers });
  }

  /** Sends all and reads all. */
  async call(options: RequestOptions = {}, body?: string): Promise<{ head: IncomingMessage; body: string }> {
    const request = this.request(options);
    request.end(body);
    const head = await answerOf(request);
    const chunks: Buffer[] = [];
    for await (const chunk of head) chunks.push(chunk);
    return { head, body: Buffer.concat(chunks).toString('utf8') };
  }

  /** A connection on which the test speaks HTTP by itself. */
  connect(): RawConnection {
    const { hostname, port } = new URL(this.latchkey.app.url);
    return new RawConnection(connect({ host: hostname, port: Number(port) }), this.key);
  }

  async close(): Promise<void> {
    await this.latchkey.close();
    await this.vendor.close();
  }
}

/** Some HTTP clients stop sending once they have an answer; this one goes on. */
export class RawConnection {
  received = '';

  constructor(
    private readonly socket: Socket,
    private readonly key: string,
  ) {
    socket.setEncoding('latin1').on('data', (text: string) => {
      this.received += text;
    });
  }

  /** The numbers of the answers so far. */
  get statuses(): readonly number[] {
    return [...this.received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  }

  /** Sends the head of a request through the proxy. */
  head(line: string, ...headers: readonly string[]): void {
    this.socket.write([line, 'host: latchkey', `authorization: Bearer ${this.key}`, ...headers, '', ''].join('\r\n'));
  }

  async body(bytes: number): Promise<void> {
    const chunk = Buffer.alloc(50_000, 'x');
    for (let sent = 0; sent < bytes; sent += chunk.length) {
      if (!this.socket.write(chunk)) await once(this.socket, 'drain');
    }
  }

  close(): void {
    this.socket.destroy();
  }
}

/** The head of the answer; the body waits. */
export function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
}
