import { PassThrough, Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { BrokerError } from '../../kernel/broker.error.js';
import { ConnectorsOptions } from '../contract/connectors-options.js';
import type { ClientCertificate } from '../contract/oauth-client.js';
import type { CancelSignal, VendorHeaders } from '../contract/vendor-exchange.js';
import { type CheckedAddress, Destinations } from './destinations.js';
import { type Answer, Attempt } from './exchange/attempt.js';
import { Deadline } from './exchange/deadline.js';
import { decodedWhole } from './exchange/decoded-body.js';
import { headersForForeignHost, headersToHandOn, headersToSend } from './exchange/message-headers.js';
import type { PassingBody } from './exchange/passing-body.js';
import { parseVendorUrl } from './host-rules.js';
import { vendorAddress } from './vendor-address.js';
import { VendorConnections } from './vendor-connections.js';
import { answerLost, answerTooLarge, redirectRefused, requestInvalid } from './wire.errors.js';

const DEADLINE_MS = 30_000;
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
const MAX_REDIRECTS = 5;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface VendorCall {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  /** Where this call may go, redirects included: exact host names or `*.suffix`. */
  readonly hosts: readonly string[];
  /** Where redirects may lead besides; nothing that proves who asks goes there. */
  readonly linkHosts?: readonly string[] | undefined;
  readonly headers?: VendorHeaders | undefined;
  readonly body?: string | Uint8Array | Readable | undefined;
  /** Headers that prove who asks, made anew for each address on the way; never asked for another host. */
  readonly authorize?: ((url: string) => Readonly<Record<string, string>>) | undefined;
  /** What is added to the query for the same reason, and under the same rule; it stands in no address that is told. */
  readonly secretQuery?: (() => string) | undefined;
  /** Proves who asks on connections to the first host, and on no other. */
  readonly certificate?: ClientCertificate | undefined;
  readonly freshConnection?: boolean;
  readonly deadlineMs?: number | undefined;
  readonly maxAnswerBytes?: number;
  readonly signal?: CancelSignal | undefined;
  readonly handBackRedirects?: boolean | undefined;
}

export interface VendorReply<Body> {
  readonly status: number;
  readonly headers: VendorHeaders;
  /** The vendor's address that answered. */
  readonly url: string;
  readonly body: Body;
}

/** One request of a call: the first, or one that follows a redirect. */
interface Hop extends CheckedAddress {
  readonly isHome: boolean;
}

/**
 * The one place that speaks HTTP to vendors. Keeps the rules that no caller may forget: allowed hosts, public
 * addresses, TLS, deadlines, limited answers, no cookies, redirects by hand.
 */
@Injectable()
export class VendorHttp {
  readonly #options: ConnectorsOptions;
  readonly #connections: VendorConnections;
  readonly #destinations: Destinations;

  constructor(@Inject(ConnectorsOptions) options: ConnectorsOptions, connections: VendorConnections) {
    this.#options = options;
    this.#connections = connections;
    this.#destinations = new Destinations(options, connections);
  }

  /** The host of an address that a request of a customer's own could go to. @throws host-refused */
  hostOf(address: string): string {
    const { hostname } = parseVendorUrl(address);
    return this.#destinations.find(address, [hostname]).destination.hostname;
  }

  /** Reads the whole answer. @throws BrokerError whose fact `sent` says whether the request may have arrived. */
  async exchange(call: VendorCall): Promise<VendorReply<Buffer>> {
    const deadline = this.#deadlineOf(call);
    const limit = call.maxAnswerBytes ?? this.#options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
    try {
      const reply = await this.#follow(call, deadline);
      const { hostname } = new URL(reply.url);
      const tooLong = (): BrokerError => answerTooLarge(hostname, limit);
      const unreadable = (cause: unknown): BrokerError => answerLost(hostname, 'its body cannot be decoded', cause);
      const body = await reply.body.readWhole(limit, tooLong);
      return { ...reply, ...(await decodedWhole({ headers: reply.headers, body }, { limit, tooLong, unreadable })) };
    } finally {
      deadline.lift();
    }
  }

  /** Hands the answer over as soon as its headers are there. The deadline holds until its body is released. */
  open(call: VendorCall): Promise<VendorReply<PassingBody>> {
    return this.#follow(call, this.#deadlineOf(call));
  }

  #deadlineOf({ deadlineMs, body, signal }: VendorCall): Deadline {
    const ms = deadlineMs ?? this.#options.vendorTimeoutMs ?? DEADLINE_MS;
    return new Deadline({ ms, signal, after: body instanceof Readable ? body : undefined });
  }

  /** @throws with the deadline lifted */
  async #follow(call: VendorCall, deadline: Deadline): Promise<VendorReply<PassingBody>> {
    try {
      const first = this.#destinations.find(call.url, call.hosts);
      const { hostname } = first.destination;
      let hop: Hop = { ...first, isHome: true };
      for (let redirects = 0; ; redirects += 1) {
        const attempt = new Attempt(hop.destination.hostname, deadline);
        const answer = await this.#send(attempt, call, hop);
        const target = call.handBackRedirects ? undefined : redirectTarget(call.method, answer);
        if (target === undefined) return replyOf(answer, hop);
        attempt.abort();
        if (redirects === MAX_REDIRECTS) throw redirectRefused(hop.destination.hostname, 'it redirects too often');
        const next = this.#redirected(target, hop, [...call.hosts, ...(call.linkHosts ?? [])]);
        hop = { ...next, isHome: next.destination.hostname === hostname };
      }
    } catch (error) {
      deadline.lift();
      throw error;
    }
  }

  #send(attempt: Attempt, call: VendorCall, { href, target, destination, isHome }: Hop): Promise<Answer> {
    const method = METHODS.find((known) => known === call.method);
    if (method === undefined) throw requestInvalid(new Error('This method is not used with vendors.'));
    const { body } = call;
    const given = headersToSend(call.headers ?? {}, body instanceof Readable);
    const headers = isHome ? given : headersForForeignHost(given);
    headers['user-agent'] ??= 'latchkey';
    const proof = isHome ? proofFor(call, href) : {};
    Object.assign(headers, proof.headers);
    const freshness = call.freshConnection ? 'momentary' : 'kept';
    const connection = this.#connections.for(destination.reach, freshness, proof.certificate);
    return attempt.send(connection, {
      origin: destination.origin,
      path: destination.prefix + withQuery(target, proof.query),
      method,
      headers,
      body: body instanceof Readable ? untouched(body) : (body ?? null),
    });
  }

  #redirected(location: string, from: Hop, hosts: readonly string[]): CheckedAddress {
    const { origin, prefix, hostname } = from.destination;
    const base = origin + prefix + from.target;
    if (!URL.canParse(location, base)) throw redirectRefused(hostname, 'its address cannot be read');
    try {
      const address = vendorAddress(new URL(location, base), this.#options.sandboxHosts ?? []);
      return this.#destinations.find(address, hosts);
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      throw redirectRefused(String(error.facts.host), String(error.facts.reason));
    }
  }
}

/** What proves who asks, for the host that the caller meant. */
interface Proof {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: string | undefined;
  readonly certificate?: ClientCertificate | undefined;
}

function proofFor(call: VendorCall, href: string): Proof {
  return { headers: call.authorize?.(href), query: call.secretQuery?.(), certificate: call.certificate };
}

function withQuery(target: string, added: string | undefined): string {
  if (!added) return target;
  return target + (target.includes('?') ? '&' : '?') + added;
}

/** Only what can be repeated without harm follows a redirect; any other is the caller's answer. */
function redirectTarget(method: string, { status, headers: { location } }: Answer): string | undefined {
  const follows = REDIRECTS.has(status) && (method === 'GET' || method === 'HEAD');
  return follows && typeof location === 'string' ? location : undefined;
}

function replyOf({ status, headers, body }: Answer, { href }: Hop): VendorReply<PassingBody> {
  return { status, headers: headersToHandOn(headers), url: href, body };
}

/** The same bytes in a stream of their own: whatever ends it leaves the source, which may be a caller's connection. */
function untouched(source: Readable): Readable {
  const copy = new PassThrough({ highWaterMark: 64 * 1024 });
  // The call that it belongs to tells of every failure.
  copy.on('error', () => undefined);
  source.once('close', () => {
    if (!source.readableEnded) copy.destroy();
  });
  return source.pipe(copy);
}
