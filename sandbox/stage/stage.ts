import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Answer, textAnswer } from './answer.js';
import { Call } from './call.js';
import { answerControl, CONTROL_PREFIX } from './control-door.js';
import { fingerprint, presentedCredential } from './credential.js';
import { Journal } from './journal.js';
import { Moods } from './moods.js';
import { type Performance, perform } from './performance.js';
import { findRoute } from './router.js';
import { State } from './state.js';
import type { Vendor, VendorPlan } from './vendor.js';
import { VendorClock } from './vendor-clock.js';
import { findVendorHost } from './vendor-host.js';
import { WaitingRoom } from './waiting-room.js';

const MOST_BODY_BYTES = 32 * 1024 * 1024;
/** Callers that come back after a while find their connection open: none is lost because it was closed on their way. */
const KEEP_ALIVE_MS = 75_000;

/** One vendor on its own port: takes requests in, lets the vendor perform, sends answers out as the moods will. */
export class Stage {
  private readonly moods = new Moods();
  private readonly journal = new Journal();
  private readonly clock = new VendorClock();
  private readonly waiting = new WaitingRoom();
  private readonly states: { settled(): Promise<void> }[] = [];
  private readonly closing = new AbortController();
  private readonly server: Server = createServer((request, response) => {
    this.receive(request, response).catch((error: unknown) => {
      if (!this.closing.signal.aborted) process.stderr.write(`sandbox ${this.plan.key}: ${String(error)}\n`);
      response.destroy();
    });
  });
  private vendor: Vendor | undefined;

  constructor(private readonly plan: VendorPlan) {}

  /** Port 0 takes a free one. Resolves to the address; rejects with the system's error when the port is taken. */
  async open(options: { host: string; port: number; folder: string | undefined }): Promise<string> {
    const file = options.folder === undefined ? undefined : join(options.folder, `${this.plan.key}.json`);
    this.server.keepAliveTimeout = KEEP_ALIVE_MS;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(options.port, options.host, resolve);
    });
    try {
      this.vendor = await this.plan.open({
        clock: this.clock,
        moods: this.moods,
        state: (initial) => this.remember(initial, file),
      });
    } catch (error) {
      await this.close();
      throw error;
    }
    const { port } = this.server.address() as AddressInfo;
    return `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
    await Promise.all(this.states.map((state) => state.settled()));
  }

  private async remember<T extends object>(initial: T, file: string | undefined): Promise<State<T>> {
    const state = await State.open(initial, file);
    this.states.push(state);
    return state;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    if (this.vendor === undefined) return sendPlain(response, textAnswer(503, 'The curtain is still down.'));
    if (url.startsWith(CONTROL_PREFIX)) {
      const call = new Call({ method, host: '', target: url, headers });
      if (!(await takeBody(request, call))) return sendPlain(response, textAnswer(413, 'Too large.'));
      const answer = answerControl(call, {
        vendor: this.vendor,
        moods: this.moods,
        journal: this.journal,
        clock: this.clock,
        waiting: this.waiting,
      });
      await this.settled();
      return sendPlain(response, answer);
    }
    const place = findVendorHost(url, headers, this.plan.hosts);
    if (place === undefined) return sendPlain(response, this.notMyHost());
    if (this.vendor.serve) return this.vendor.serve({ request, response, target: place.target });
    const call = new Call({ method, ...place, headers });
    const route = findRoute(this.vendor.routes, call);
    call.file = 'answer' in route ? route.file?.(call) : undefined;
    if (!(await takeBody(request, call))) return sendPlain(response, textAnswer(413, 'Too large.'));
    await this.play(call, response);
  }

  private async play(call: Call, response: ServerResponse): Promise<void> {
    if (this.vendor === undefined) return;
    const credential = presentedCredential(call);
    if (call.file) Object.assign(call.notes, { size: String(call.file.size), sha256: call.file.sha256 });
    const performance = await this.performOrFail(this.vendor, call);
    await this.settled();
    this.journal.record({
      at: this.clock.iso(),
      method: call.method,
      host: call.host,
      path: call.path,
      endpoint: call.endpoint,
      status: performance.ending === 'lost' ? 0 : performance.answer.status,
      ...(credential === undefined ? {} : { credential: fingerprint(credential) }),
      ...(performance.moods.length === 0 ? {} : { moods: performance.moods }),
      ...(Object.keys(call.notes).length === 0 ? {} : { notes: call.notes }),
    });
    const headers = { date: new Date(this.clock.now()).toUTCString(), ...this.vendor.headers?.(call) };
    await send(response, { ...performance, answer: withHeaders(performance.answer, headers) });
  }

  private async performOrFail(vendor: Vendor, call: Call): Promise<Performance> {
    try {
      const { moods, waiting } = this;
      return await perform(vendor, call, { moods, waiting, closing: this.closing.signal });
    } catch (error) {
      if (this.closing.signal.aborted) throw error;
      process.stderr.write(`sandbox ${this.plan.key}: ${error instanceof Error ? error.stack : String(error)}\n`);
      return { answer: vendor.wording.breaksDown(call, 500), ending: 'whole', moods: [] };
    }
  }

  private async settled(): Promise<void> {
    for (const state of this.states) await state.settled();
  }

  private notMyHost(): Answer {
    const example = this.plan.hosts[0]?.replace('*', 'name') ?? '';
    return textAnswer(
      404,
      `This stand-in plays ${this.plan.title}. Put the vendor's host first in the path (for example /${example}/...) or ` +
        `send it as the Host header. Its hosts are ${this.plan.hosts.join(', ')}.\n`,
    );
  }
}

/** Reads the body into the call; false when it is too large for that. */
async function takeBody(request: IncomingMessage, call: Call): Promise<boolean> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    call.file?.update(chunk);
    size += chunk.length;
    if (call.file === undefined && size <= MOST_BODY_BYTES) chunks.push(chunk);
  }
  call.body = Buffer.concat(chunks);
  return call.file !== undefined || size <= MOST_BODY_BYTES;
}

function withHeaders(answer: Answer, headers: Record<string, string>): Answer {
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

function sendPlain(response: ServerResponse, answer: Answer): Promise<void> {
  return send(response, { answer, ending: 'whole', moods: [] });
}

async function send(response: ServerResponse, { answer, ending }: Performance): Promise<void> {
  if (ending === 'lost') {
    response.destroy();
    return;
  }
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const size = Buffer.isBuffer(body) ? body.length : body.size;
  const isBare = answer.status === 204 || answer.status === 304;
  response.writeHead(answer.status, isBare ? answer.headers : { ...answer.headers, 'content-length': String(size) });
  if (!isBare) {
    const chunks = Buffer.isBuffer(body) ? [body] : body.chunks();
    await write(response, chunks, ending === 'cut' ? Math.ceil(size / 2) : size);
  }
  if (ending === 'cut') response.destroy();
  else response.end();
}

/** So many bytes, no faster than the reader takes them; fewer when it leaves. */
async function write(response: ServerResponse, chunks: Iterable<Buffer>, most: number): Promise<void> {
  let left = most;
  for (const chunk of chunks) {
    if (left <= 0 || response.destroyed) return;
    const piece = chunk.subarray(0, left);
    left -= piece.length;
    await new Promise<void>((resolve) => response.write(piece, () => resolve()));
  }
}
