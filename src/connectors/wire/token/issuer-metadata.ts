import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../../kernel/clock.js';
import { Secret } from '../../../kernel/secret.js';
import { definedOnly } from '../../contract/defined-only.js';
import type { ClientCertificate } from '../../contract/oauth-client.js';
import { isHostCovered, parseVendorUrl } from '../host-rules.js';
import { memberAt, parseJson, textMember } from '../json-members.js';
import { VendorHttp } from '../vendor-http.js';
import { discoveryFailed } from '../wire.errors.js';

const MAX_ANSWER_BYTES = 256 * 1024;
/** So long an issuer's addresses are believed. Milliseconds. */
const KEPT_MS = 10 * 60_000;
const KEEP_AT_MOST = 500;

/** What an issuer says of itself. */
export interface IssuerEndpoints {
  readonly issuer: string;
  readonly tokenUrl: string;
  readonly authorizeUrl?: string;
  readonly deviceUrl?: string;
  /** It names itself in every callback (RFC 9207), so a callback without its name is none of its own. */
  readonly namesItself: boolean;
}

export interface IssuerQuestion {
  readonly issuer: string;
  /** Where its addresses may lead. */
  readonly hosts: readonly string[];
  /** Of a client that proves itself by it: its addresses are the aliases of RFC 8705 section 5, where there are some. */
  readonly certificate?: ClientCertificate;
}

interface Kept {
  readonly endpoints: IssuerEndpoints;
  readonly at: number;
}

/** Asks issuers for their addresses: OpenID Connect Discovery 1.0 section 4, then RFC 8414 section 3. */
@Injectable()
export class IssuerMetadata {
  readonly #http: VendorHttp;
  readonly #clock: Clock;
  readonly #kept = new LRUCache<string, Kept>({ max: KEEP_AT_MOST });

  constructor(http: VendorHttp, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
  }

  /** @throws BrokerError `discovery-failed`, `certificate-unusable`, or one of the wire */
  async of(question: IssuerQuestion): Promise<IssuerEndpoints> {
    const key = keyOf(question);
    const kept = this.#kept.get(key);
    if (kept !== undefined && this.#clock.elapsed() - kept.at < KEPT_MS) return kept.endpoints;
    const endpoints = read(await this.#ask(question), question);
    this.#kept.set(key, { endpoints, at: this.#clock.elapsed() });
    return endpoints;
  }

  async #ask({ issuer, hosts, certificate }: IssuerQuestion): Promise<unknown> {
    const { hostname } = parseVendorUrl(issuer);
    for (const url of documentsOf(issuer)) {
      const headers = { accept: 'application/json' };
      const reply = await this.#http.exchange({
        method: 'GET',
        url,
        hosts,
        headers,
        // A server of a company's own is believed here as it is at the token endpoint.
        ...definedOnly({ certificate }),
        maxAnswerBytes: MAX_ANSWER_BYTES,
      });
      if (reply.status >= 500 || reply.status === 429) throw discoveryFailed(hostname, 'it is in trouble', 'wait');
      if (reply.status === 200) return parseJson(reply.body.toString('utf8'));
    }
    throw discoveryFailed(hostname, 'it has no discovery document');
  }
}

/** What one client was told because of whom it trusts is not told to another. */
function keyOf({ issuer, hosts, certificate }: IssuerQuestion): string {
  const texts = certificate && [certificate.certificate, certificate.trusted ?? ''].map(opened);
  const client = texts && createHash('sha256').update(JSON.stringify(texts)).digest('base64');
  return JSON.stringify([issuer, hosts, client]);
}

function opened(text: Secret | string): string {
  return text instanceof Secret ? text.reveal('tell the clients of an issuer apart') : text;
}

function documentsOf(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ];
}

/** Another issuer's document, or addresses beyond the hosts, would send codes and secrets astray. */
function read(body: unknown, { issuer, hosts, certificate }: IssuerQuestion): IssuerEndpoints {
  const { hostname } = new URL(issuer);
  const stated = textMember(body, 'issuer');
  // Identical, not alike (RFC 8414 section 3.3).
  if (stated !== issuer) throw discoveryFailed(hostname, `it calls itself "${excerpt(stated)}"`);
  const addressAt = (...path: string[]): string | undefined => {
    const text = memberAt(body, path);
    return typeof text === 'string' ? checked(text, hostname, hosts) : undefined;
  };
  // An alias that nobody goes to may lead anywhere.
  const forClient = (name: string): string | undefined =>
    (certificate && addressAt('mtls_endpoint_aliases', name)) ?? addressAt(name);
  const tokenUrl = forClient('token_endpoint');
  if (tokenUrl === undefined) throw discoveryFailed(hostname, 'it names no token endpoint');
  return {
    issuer,
    tokenUrl,
    namesItself: memberAt(body, ['authorization_response_iss_parameter_supported']) === true,
    ...definedOnly({
      authorizeUrl: addressAt('authorization_endpoint'),
      deviceUrl: forClient('device_authorization_endpoint'),
    }),
  };
}

function checked(text: string, issuerHost: string, hosts: readonly string[]): string {
  const { hostname, href } = parseVendorUrl(text);
  if (isHostCovered(hostname, hosts)) return href;
  throw discoveryFailed(issuerHost, `it leads to "${hostname}", which is not one of the hosts of the connection`);
}

function excerpt(text: string | undefined): string {
  return (text ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 200);
}
