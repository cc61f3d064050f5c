import { Injectable } from '@nestjs/common';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { Secret } from '../../kernel/secret.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { OAuthClient, TokenEndpointFacts } from '../contract/scheme.js';
import { parseJson } from './json-members.js';
import { retryAfterMs } from './retry-after.js';
import { authenticateClient } from './token/client-authentication.js';
import { readTokenAnswer } from './token/token-answer.js';
import { errorCodeOf, judgeRefusal } from './token/token-judgement.js';
import { VendorHttp, type VendorReply } from './vendor-http.js';
import { tokenAnswerUnusable } from './wire.errors.js';

/** No token answer is longer; a longer one is a page. */
const MAX_ANSWER_BYTES = 256 * 1024;

export interface TokenRequest {
  readonly url: string;
  /** Where the token may be asked for and where its base URL may lead. */
  readonly hosts: readonly string[];
  readonly encoding: 'form' | 'json';
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
    const askedAt = this.#clock.now();
    const reply = await this.#post(request);
    const host = new URL(request.url).hostname;
    const body = parseJson(reply.body.toString('utf8'));
    const isSuccess = reply.status >= 200 && reply.status < 300;
    if (!isSuccess || errorCodeOf(body) !== undefined) {
      throw judgeRefusal(
        {
          host,
          httpStatus: reply.status,
          body,
          secrets: secretsIn(request),
          retryAfterMs: retryAfterMs(reply.headers['retry-after'], this.#clock.now()),
        },
        request.facts,
      );
    }
    const answer = { host, httpStatus: reply.status, body, askedAt, hosts: request.hosts };
    return readTokenAnswer(answer, request.facts.answer ?? {});
  }

  async #post(request: TokenRequest): Promise<VendorReply<Buffer>> {
    const { url, hosts, client, encoding } = request;
    const proof = client ? authenticateClient(client) : { members: {} };
    try {
      return await this.#http.exchange({
        method: 'POST',
        url,
        hosts,
        headers: { accept: 'application/json', 'content-type': CONTENT_TYPES[encoding] },
        body: encode({ ...request.body, ...proof.members }, encoding),
        authorize: (): Readonly<Record<string, string>> =>
          proof.authorization === undefined ? {} : { authorization: proof.authorization },
        freshConnection: true,
        maxAnswerBytes: MAX_ANSWER_BYTES,
      });
    } catch (error) {
      const isTooLong = error instanceof BrokerError && error.code === 'answer-too-large';
      throw isTooLong ? tokenAnswerUnusable(new URL(url).hostname, 0, 'the answer is far too long') : error;
    }
  }
}

const CONTENT_TYPES = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const;

function encode(body: TokenRequest['body'], encoding: TokenRequest['encoding']): string {
  const open = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, opened(value)]));
  return encoding === 'json' ? JSON.stringify(open) : new URLSearchParams(open).toString();
}

function secretsIn({ body, client }: TokenRequest): readonly string[] {
  return [...Object.values(body), client?.secret].filter((value) => value instanceof Secret).map(opened);
}

function opened(value: string | Secret): string {
  return value instanceof Secret ? value.reveal('token request') : value;
}
