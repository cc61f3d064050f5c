import type { FastifyReply } from 'fastify';
import type { ProxyAnswer } from './proxy.service.js';

/** What every answer of the proxy says, whoever the vendor is. A vendor says none of it in our place. */
export class OwnHeaders {
  readonly #pairs: readonly string[];
  readonly #names: ReadonlySet<string>;

  constructor(readonly named: Readonly<Record<string, string>>) {
    this.#pairs = Object.entries(named).flat();
    this.#names = new Set([...Object.keys(named), REQUEST_ID]);
  }

  /** Name and value in turns, as Node takes them; more may be added. */
  pairs(): (string | string[])[] {
    return this.#pairs.slice();
  }

  isOurs(name: string): boolean {
    return this.#names.has(name) || name.startsWith('latchkey-');
  }
}

const REQUEST_ID = 'x-request-id';

/** Answers with what the vendor said, byte for byte, and with what every answer of ours says. */
export function sendAnswer(reply: FastifyReply, own: OwnHeaders, { resolution, answer }: ProxyAnswer): void {
  const { token, warning } = resolution;
  const headers = own.pairs();
  for (const name of Object.keys(answer.headers)) {
    if (!own.isOurs(name)) headers.push(name, text(answer.headers[name]));
  }
  headers.push(REQUEST_ID, reply.request.id);
  headers.push('latchkey-token-generation', String(token.generation), 'latchkey-token-scope', token.scope);
  if (warning !== undefined) headers.push('latchkey-token-warning', encodeURIComponent(warning));
  // What came in chunks and is all there goes out in one piece.
  const { whole } = answer.body;
  if (whole && answer.headers['content-length'] === undefined) headers.push('content-length', String(whole));
  const theirId = answer.headers[REQUEST_ID];
  if (theirId !== undefined) headers.push('latchkey-vendor-request-id', text(theirId));
  try {
    reply.raw.writeHead(answer.status, headers);
  } catch (error) {
    answer.body.discard();
    throw error;
  }
  void reply.hijack();
  answer.body.sendTo(reply.raw);
}

function text(value: string | readonly string[] | undefined): string | string[] {
  return typeof value === 'string' ? value : [...(value ?? [])];
}
