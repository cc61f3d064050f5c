import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Secret } from '../../kernel/secret.js';
import type { ApiErrorFacts } from '../contract/api-errors.js';
import { ConnectorsOptions } from '../contract/connectors-options.js';
import type { Credential, InsideCredential } from '../contract/credential.js';
import type { VendorAnswer, VendorHeaders, VendorRequest, VendorStream } from '../contract/vendor-exchange.js';
import { notSignable } from '../schemes/schemes.errors.js';
import { actualAddress } from '../wire/vendor-address.js';
import { type VendorCall, VendorHttp } from '../wire/vendor-http.js';
import { messageTooLarge } from './calls.errors.js';
import { judgeApiAnswer } from './judge-api-answer.js';

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
/** Bytes of a message that a proof is written into, which is held whole. */
const MOST_WRITTEN_INTO = 10 * 1024 * 1024;
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

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

  /** @throws host-refused */
  hostOf(address: string): string {
    return this.#http.hostOf(address);
  }

  async send(credential: Credential, request: VendorRequest, facts: CallFacts): Promise<VendorAnswer> {
    const reply = await this.#http.exchange(toCall(credential, await written(credential, request), facts));
    const { status, headers, url, body } = reply;
    return { status, headers, url, body, meansExpired: meansExpired(credential, facts, { status, headers, body }) };
  }

  async stream(credential: Credential, request: VendorRequest, facts: CallFacts): Promise<VendorStream> {
    const call = toCall(credential, await written(credential, request), facts);
    const { status, headers, url, body } = await this.#http.open(call);
    const isSpent = status >= 400 && meansExpired(credential, facts, { status, headers, body: await body.start() });
    body.release();
    return { status, headers, url, body, meansExpired: isSpent };
  }
}

interface JudgedReply {
  readonly status: number;
  readonly headers: VendorHeaders;
  readonly body: Buffer;
}

/** A key that signs is never spent. */
function meansExpired(credential: Credential, { apiErrors }: CallFacts, reply: JudgedReply): boolean {
  if (credential.kind === 'signing' || reply.status < 400) return false;
  return judgeApiAnswer({ ...reply, body: reply.body.toString('utf8') }, apiErrors).verdict === 'expired';
}

function toCall(credential: Credential, request: VendorRequest, { freshConnection = false }: CallFacts): VendorCall {
  const { requests } = credential;
  const query = credential.kind === 'signing' ? undefined : credential.query;
  const { body, deadlineMs = requests?.deadlineMs, signal, handBackRedirects } = request;
  const headers = withDefaults(requests?.headers, request.headers);
  const method = request.method.toUpperCase();
  return {
    method,
    url: absolute(request.url, credential.baseUrl),
    hosts: credential.hosts,
    linkHosts: credential.linkHosts,
    headers,
    body,
    deadlineMs,
    signal,
    handBackRedirects,
    freshConnection,
    authorize: (url) => opened(credential, { method, url, headers, body }),
    secretQuery: query === undefined ? undefined : () => openedQuery(query),
    certificate: credential.kind === 'inside' ? credential.certificate : undefined,
  };
}

const NONE: VendorHeaders = {};

/** Whatever a request says itself wins over the connection's default, however it is written. */
function withDefaults(defaults: VendorHeaders | undefined, given: VendorHeaders = NONE): VendorHeaders {
  if (defaults === undefined) return given;
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const kept = Object.entries(defaults).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...given };
}

/** With the proof in the message itself, where the credential has its place there. */
function written(credential: Credential, request: VendorRequest): VendorRequest | Promise<VendorRequest> {
  return credential.kind === 'inside' ? writtenInto(credential, request) : request;
}

async function writtenInto(credential: InsideCredential, request: VendorRequest): Promise<VendorRequest> {
  const { body } = request;
  if (credential.writeInto === undefined || body === undefined) return request;
  const text = typeof body === 'string' ? body : (await wholeOf(body)).toString('utf8');
  return { ...request, body: credential.writeInto(text) };
}

/** @throws BrokerError `message-too-large` */
async function wholeOf(body: Readable | Uint8Array): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.from(body);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MOST_WRITTEN_INTO) throw messageTooLarge(MOST_WRITTEN_INTO);
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/** An address may have more than what is secret; only these are added where nobody reads them. */
function openedQuery(query: Readonly<Record<string, Secret>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) parameters.append(name, value.reveal('apply to one request'));
  return parameters.toString();
}

interface RequestToProve {
  readonly method: string;
  readonly url: string;
  readonly headers: VendorHeaders;
  readonly body: VendorRequest['body'];
}

function opened(credential: Credential, { method, url, headers, body }: RequestToProve): Record<string, string> {
  const proof =
    credential.kind === 'signing' ? credential.sign({ method, url, form: formIn(headers, body) }) : credential.headers;
  const revealed: Record<string, string> = {};
  for (const [name, value] of Object.entries(proof)) revealed[name] = value.reveal('apply to one request');
  return revealed;
}

/** Relative addresses continue the base URL, whose path belongs to it. */
function absolute(url: string, baseUrl: string): string {
  if (ABSOLUTE.test(url)) return url;
  if (url === '') return baseUrl;
  return `${baseUrl.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

function formIn(headers: VendorHeaders, body: VendorRequest['body']): string | undefined {
  if (body === undefined) return undefined;
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (type === undefined || !FORM.test([type].flat().join())) return undefined;
  if (body instanceof Readable) throw notSignable('a form that enters the signature cannot be streamed');
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}
