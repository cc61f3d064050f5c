import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Dispatcher } from 'undici';
import { BrokerError } from '../../kernel/broker.error.js';
import { ConnectorsOptions } from '../contract/connectors-options.js';
import type { VendorHeaders } from '../contract/vendor-exchange.js';
import { Attempt } from './attempt.js';
import { Deadline } from './deadline.js';
import { isHostCovered, parseVendorUrl } from './host-rules.js';
import { headersForForeignHost, headersToHandOn, headersToSend } from './message-headers.js';
import { actualAddress, vendorAddress } from './vendor-address.js';
import { VendorConnections } from './vendor-connections.js';
import { answerTooLarge, hostRefused, redirectRefused, requestInvalid } from './wire.errors.js';

const DEADLINE_MS = 30_000;
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
const MAX_REDIRECTS = 5;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface VendorCall {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  /** Where this call may go, redirects included: exact host names or `*.suffix`. */
  readonly hosts: readonly string[];
  readonly headers?: VendorHeaders;
  readonly body?: string | Uint8Array | Readable;
  /** Headers that prove who asks, made anew for each address on the way; never asked for another host. */
  authorize?(url: string): Readonly<Record<string, string>>;
  readonly freshConnection?: boolean;
  readonly deadlineMs?: number;
  readonly maxAnswerBytes?: number;
  readonly signal?: AbortSignal;
  readonly handBackRedirects?: boolean;
}

export interface VendorReply<Body> {
  readonly status: number;
  readonly headers: VendorHeaders;
  /** The vendor's address that answered. */
  readonly url: string;
  readonly body: Body;
}

/**
 * The one place that speaks HTTP to vendors. Keeps the rules that no caller may forget: allowed hosts, public
 * addresses, TLS, deadlines, limited answers, no cookies, redirects by hand.
 */
@Injectable()
export class VendorHttp {
  readonly #options: ConnectorsOptions;
  readonly #connections: VendorConnections;

  constructor(@Inject(ConnectorsOptions) options: ConnectorsOptions, connections: VendorConnections) {
    this.#options = options;
    this.#connections = connections;
  }

  /** Reads the whole answer. @throws BrokerError whose fact `sent` says whether the request may have arrived. */
  async exchange(call: VendorCall): Promise<VendorReply<Buffer>> {
    const deadline = this.#deadlineOf(call);
    const limit = call.maxAnswerBytes ?? this.#options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
    try {
      const { reply, attempt } = await this.#follow(call, deadline);
      try {
        return { ...reply, body: await readWhole(reply.body, attempt.host, limit) };
      } catch (error) {
        throw attempt.failure(error, deadline);
      }
    } finally {
      deadline.lift();
    }
  }

  /** Hands the answer over as soon as its headers are there; reading it slowly slows the vendor down. */
  async open(call: VendorCall): Promise<VendorReply<Readable>> {
    const deadline = this.#deadlineOf(call);
    try {
      return (await this.#follow(call, deadline)).reply;
    } finally {
      deadline.lift();
    }
  }

  #deadlineOf(call: VendorCall): Deadline {
    return new Deadline(call.deadlineMs ?? this.#options.vendorTimeoutMs ?? DEADLINE_MS, call.signal);
  }

  async #follow(call: VendorCall, deadline: Deadline): Promise<{ reply: VendorReply<Readable>; attempt: Attempt }> {
    if (!METHODS.has(call.method)) throw requestInvalid(new Error('This method is not used with vendors.'));
    const first = this.#checked(call.url, call.hosts);
    let hop = first;
    for (let redirects = 0; ; redirects += 1) {
      const attempt = new Attempt(hop.hostname);
      const answer = await this.#send({ ...call, url: hop.href }, first, { attempt, deadline });
      const target = call.handBackRedirects ? undefined : redirectTarget(call.method, answer);
      if (target === undefined) return { reply: replyOf(answer, hop), attempt };
      await answer.body.dump();
      if (redirects === MAX_REDIRECTS) throw redirectRefused(hop.hostname, 'it redirects too often');
      hop = this.#redirected(target, hop, call.hosts);
    }
  }

  async #send(
    call: VendorCall,
    first: URL,
    { attempt, deadline }: { attempt: Attempt; deadline: Deadline },
  ): Promise<Dispatcher.ResponseData> {
    const hop = new URL(call.url);
    const headers = headersToSend(call.headers ?? {}, call.body instanceof Readable);
    const isHome = hop.host === first.host;
    const proof = isHome ? (call.authorize?.(hop.href) ?? {}) : {};
    const actual = actualAddress(hop, this.#options.sandboxHosts ?? []);
    const connection = this.#connections.for(hop.hostname, call.freshConnection ?? false);
    try {
      return await attempt.watch(connection).request({
        origin: actual.origin,
        path: actual.pathname + actual.search,
        method: call.method,
        headers: { 'user-agent': 'latchkey', ...(isHome ? headers : headersForForeignHost(headers)), ...proof },
        body: call.body ?? null,
        signal: deadline.signal,
      });
    } catch (error) {
      throw attempt.failure(error, deadline);
    }
  }

  #redirected(location: string, from: URL, hosts: readonly string[]): URL {
    const mappings = this.#options.sandboxHosts ?? [];
    const base = actualAddress(from, mappings);
    if (!URL.canParse(location, base.href)) throw redirectRefused(from.hostname, 'its address cannot be read');
    try {
      return this.#checked(vendorAddress(new URL(location, base), mappings), hosts);
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      throw redirectRefused(String(error.facts.host), String(error.facts.reason));
    }
  }

  #checked(text: string, hosts: readonly string[]): URL {
    const url = parseVendorUrl(text);
    url.hash = '';
    if (!isHostCovered(url.hostname, hosts)) {
      throw hostRefused(url.hostname, 'it is not one of the hosts of this connector');
    }
    if (url.protocol === 'http:' && !this.#connections.mayBePrivate(url.hostname)) {
      throw hostRefused(url.hostname, 'vendors are spoken to by https only');
    }
    return url;
  }
}

/** Only what can be repeated without harm follows a redirect; any other is the caller's answer. */
function redirectTarget(method: string, answer: Dispatcher.ResponseData): string | undefined {
  const { location } = answer.headers;
  const follows = REDIRECTS.has(answer.statusCode) && (method === 'GET' || method === 'HEAD');
  return follows && typeof location === 'string' ? location : undefined;
}

function replyOf(answer: Dispatcher.ResponseData, hop: URL): VendorReply<Readable> {
  return { status: answer.statusCode, headers: headersToHandOn(answer.headers), url: hop.href, body: answer.body };
}

async function readWhole(body: Readable, host: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) throw answerTooLarge(host, limit);
  }
  return Buffer.concat(chunks, size);
}
