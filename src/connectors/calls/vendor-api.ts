import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../contract/api-errors.js';
import { ConnectorsOptions } from '../contract/connectors-options.js';
import type { Credential } from '../contract/credential.js';
import { definedOnly } from '../contract/defined-only.js';
import type { VendorAnswer, VendorHeaders, VendorRequest, VendorStream } from '../contract/vendor-exchange.js';
import { notSignable } from '../schemes/schemes.errors.js';
import { actualAddress } from '../wire/vendor-address.js';
import { type VendorCall, VendorHttp } from '../wire/vendor-http.js';
import { judgeApiAnswer } from './judge-api-answer.js';

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
/** A refusal is short; what comes after this much of it does not change its meaning. */
const JUDGED_BYTES = 64 * 1024;

export interface CallFacts {
  readonly apiErrors?: ApiErrorFacts;
  readonly freshConnection?: boolean;
}

/** Sends requests to vendors' APIs with a credential, and tells when an answer means that the token is spent. */
@Injectable()
export class VendorApi {
  readonly #http: VendorHttp;
  readonly #options: ConnectorsOptions;

  constructor(http: VendorHttp, @Inject(ConnectorsOptions) options: ConnectorsOptions) {
    this.#http = http;
    this.#options = options;
  }

  /** Where a browser must go for a vendor's address: the sandbox, when the operator put one in the vendor's place. */
  browserAddress(url: string): string {
    return actualAddress(new URL(url), this.#options.sandboxHosts ?? []).href;
  }

  async send(credential: Credential, request: VendorRequest, facts: CallFacts): Promise<VendorAnswer> {
    const reply = await this.#http.exchange(toCall(credential, request, facts));
    return { ...reply, meansExpired: meansExpired(credential, facts, { ...reply, text: reply.body.toString('utf8') }) };
  }

  async stream(credential: Credential, request: VendorRequest, facts: CallFacts): Promise<VendorStream> {
    const reply = await this.#http.open(toCall(credential, request, facts));
    if (reply.status < 400) return { ...reply, meansExpired: false };
    const { start, body } = await peek(reply.body);
    return { ...reply, body, meansExpired: meansExpired(credential, facts, { ...reply, text: start }) };
  }
}

/** A key that signs is never spent. */
function meansExpired(credential: Credential, { apiErrors }: CallFacts, reply: JudgedReply): boolean {
  const isRefusal = credential.kind === 'headers' && reply.status >= 400;
  return isRefusal && judgeApiAnswer(reply.status, reply.text, apiErrors).verdict === 'expired';
}

interface JudgedReply {
  readonly status: number;
  readonly text: string;
}

function toCall(credential: Credential, request: VendorRequest, { freshConnection = false }: CallFacts): VendorCall {
  const { headers = {}, body, deadlineMs, signal, handBackRedirects } = request;
  const method = request.method.toUpperCase();
  return {
    method,
    url: absolute(request.url, credential.baseUrl),
    hosts: credential.hosts,
    headers,
    freshConnection,
    ...definedOnly({ body, deadlineMs, signal, handBackRedirects }),
    authorize: (url) => {
      const proof =
        credential.kind === 'headers'
          ? credential.headers
          : credential.sign({ method, url, ...definedOnly({ form: formIn(headers, body) }) });
      const opened = Object.entries(proof).map(([name, value]) => [name, value.reveal('apply to one request')]);
      return Object.fromEntries(opened);
    },
  };
}

/** Relative addresses continue the base URL, whose path belongs to it. */
function absolute(url: string, baseUrl: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return url;
  return `${baseUrl.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

function formIn(headers: VendorHeaders, body: VendorRequest['body']): string | undefined {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (body === undefined || type === undefined || !FORM.test([type].flat().join())) return undefined;
  if (body instanceof Readable) throw notSignable('a form that enters the signature cannot be streamed');
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}

/** Reads the start of a stream and gives it back whole. */
async function peek(source: Readable): Promise<{ start: string; body: Readable }> {
  const chunks: Buffer[] = [];
  const rest: AsyncIterator<Buffer> = source[Symbol.asyncIterator]();
  for (let size = 0; size < JUDGED_BYTES; ) {
    const { done, value } = await rest.next();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield* chunks;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  const start = Buffer.concat(chunks).toString('utf8');
  const body = Readable.from(whole(), { objectMode: false });
  body.once('close', () => source.destroy());
  return { start, body };
}
