import { Injectable } from '@nestjs/common';
import { BrokerError, type Remedy } from '../../../kernel/broker.error.js';
import { Clock } from '../../../kernel/clock.js';
import type { Secret } from '../../../kernel/secret.js';
import { definedOnly } from '../../contract/defined-only.js';
import { retryAfterMs } from '../retry-after.js';
import { VendorHttp, type VendorReply } from '../vendor-http.js';
import { tokenAnswerUnusable, tokenRefused } from '../wire.errors.js';

const MAX_ANSWER_BYTES = 64 * 1024;

export interface SignedTokenRequest {
  readonly url: string;
  readonly hosts: readonly string[];
  /** Header of the signed request. */
  readonly authorization: Secret;
}

/** Where OAuth 1.0a credentials come from (RFC 5849 sections 2.1 and 2.3): signed requests, form-encoded answers. */
@Injectable()
export class SignedTokenEndpoint {
  readonly #http: VendorHttp;
  readonly #clock: Clock;

  constructor(http: VendorHttp, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
  }

  /** Asks once and never repeats. @throws BrokerError `token-refused`, `token-answer-unusable`, or one of the wire */
  async request(request: SignedTokenRequest): Promise<URLSearchParams> {
    const host = new URL(request.url).hostname;
    const reply = await this.#post(request, host);
    const answer = new URLSearchParams(reply.body.toString('utf8').trim());
    if (reply.status >= 200 && reply.status < 300 && answer.get('oauth_token')) return answer;
    const vendorCode = codeIn(answer.get('oauth_problem'));
    if (reply.status < 300 && vendorCode === undefined) {
      throw tokenAnswerUnusable(host, reply.status, 'the answer has no token');
    }
    throw tokenRefused({
      host,
      httpStatus: reply.status,
      remedy: remedyOf(reply.status, vendorCode),
      ...definedOnly({ vendorCode, retryAfterMs: retryAfterMs(reply.headers['retry-after'], this.#clock.now()) }),
    });
  }

  async #post({ url, hosts, authorization }: SignedTokenRequest, host: string): Promise<VendorReply<Buffer>> {
    try {
      return await this.#http.exchange({
        method: 'POST',
        url,
        hosts,
        headers: { accept: 'application/x-www-form-urlencoded', 'content-length': '0' },
        authorize: () => ({ authorization: authorization.reveal('ask for OAuth 1.0a credentials') }),
        freshConnection: true,
        maxAnswerBytes: MAX_ANSWER_BYTES,
      });
    } catch (error) {
      const isTooLong = error instanceof BrokerError && error.code === 'answer-too-large';
      throw isTooLong ? tokenAnswerUnusable(host, 0, 'the answer is far too long') : error;
    }
  }
}

/** As the OAuth Problem Reporting extension names them. */
const RECONNECT = new Set([
  ...['token_expired', 'token_used', 'token_revoked', 'token_rejected', 'permission_denied', 'permission_unknown'],
  'verifier_invalid',
]);

function remedyOf(status: number, code: string | undefined): Remedy {
  if (status >= 500 || status === 429) return 'wait';
  return code !== undefined && RECONNECT.has(code) ? 'reconnect' : 'configure';
}

function codeIn(text: string | null): string | undefined {
  return text !== null && /^[\w.-]{1,100}$/.test(text) ? text : undefined;
}
