import { Injectable } from '@nestjs/common';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { Secret } from '../../kernel/secret.js';
import { definedOnly } from '../contract/defined-only.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { OAuthClient } from '../contract/oauth-client.js';
import type { TokenEndpointFacts } from '../contract/scheme.js';
import { parseJson } from './json-members.js';
import { retryAfterMs } from './retry-after.js';
import { authenticateClient, type ClientProof } from './token/client-authentication.js';
import { type DeviceAnswer, readDeviceAnswer } from './token/device-answer.js';
import { readTokenAnswer, type TokenAnswer } from './token/token-answer.js';
import { errorCodeOf, judgeRefusal } from './token/token-judgement.js';
import { VendorHttp, type VendorReply } from './vendor-http.js';
import { tokenAnswerUnusable } from './wire.errors.js';

/** No token answer is longer; a longer one is a page. */
const MAX_ANSWER_BYTES = 256 * 1024;

export interface TokenRequest {
  readonly url: string;
  /** Where the token may be asked for and where its base URL may lead. */
  readonly hosts: readonly string[];
  readonly body: Readonly<Record<string, string | Secret>>;
  /** Absent when the body itself proves who asks. */
  readonly client?: OAuthClient;
  readonly facts: TokenEndpointFacts;
}

/** The one place where providers' token answers are judged; above it nobody knows `invalid_grant`. */
@Injectable()
export class TokenEndpoint {
  readonly #http: VendorHttp;
  readonly #clock: Clock;

  constructor(http: VendorHttp, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
  }

  /**
   * Asks once, on a connection of its own, and never repeats: a repeated refresh can end a grant.
   * @throws BrokerError `token-refused`, `token-answer-unusable`, or one of the wire with the fact `sent`.
   */
  async request(request: TokenRequest): Promise<IssuedToken> {
    return readTokenAnswer(await this.#ask(request), request.facts.answer ?? {});
  }

  /** Begins a consent by device (RFC 8628 section 3.1). @throws as `request` */
  async deviceCode(request: TokenRequest): Promise<DeviceAnswer> {
    return readDeviceAnswer(await this.#ask(request));
  }

  async #ask(request: TokenRequest): Promise<TokenAnswer> {
    const askedAt = this.#clock.now();
    const { client, url } = request;
    const proof = client ? await authenticateClient(client, { tokenUrl: url, now: askedAt }) : { members: {} };
    const reply = await this.#post(request, proof);
    const host = new URL(url).hostname;
    const body = parseJson(reply.body.toString('utf8'));
    const isSuccess = reply.status >= 200 && reply.status < 300;
    const answer = { host, httpStatus: reply.status, body };
    if (isSuccess && errorCodeOf(body) === undefined) return { ...answer, askedAt, hosts: request.hosts };
    const retryAfter = retryAfterMs(reply.headers['retry-after'], this.#clock.now());
    throw judgeRefusal({ ...answer, secrets: secretsIn(request, proof), retryAfterMs: retryAfter }, request.facts);
  }

  async #post({ url, hosts, body, facts }: TokenRequest, proof: ClientProof): Promise<VendorReply<Buffer>> {
    const { encoding = 'form', headers } = facts;
    try {
      return await this.#http.exchange({
        method: 'POST',
        url,
        hosts,
        headers: { accept: 'application/json', ...headers, 'content-type': CONTENT_TYPES[encoding] },
        body: encode({ ...body, ...proof.members }, encoding),
        authorize: (): Readonly<Record<string, string>> =>
          proof.authorization === undefined ? {} : { authorization: proof.authorization },
        freshConnection: true,
        ...definedOnly({ certificate: proof.certificate }),
        maxAnswerBytes: MAX_ANSWER_BYTES,
      });
    } catch (error) {
      const isTooLong = error instanceof BrokerError && error.code === 'answer-too-large';
      throw isTooLong ? tokenAnswerUnusable(new URL(url).hostname, 0, 'the answer is far too long') : error;
    }
  }
}

const CONTENT_TYPES = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const;

function encode(body: TokenRequest['body'], encoding: keyof typeof CONTENT_TYPES): string {
  const open = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, opened(value)]));
  return encoding === 'json' ? JSON.stringify(open) : new URLSearchParams(open).toString();
}

function secretsIn({ body, client }: TokenRequest, { members }: ClientProof): readonly string[] {
  const sent = [...Object.values(body), ...Object.values(members), client && 'secret' in client && client.secret];
  return sent.filter((value) => value instanceof Secret).map(opened);
}

function opened(value: string | Secret): string {
  return value instanceof Secret ? value.reveal('token request') : value;
}
