import type { BrokerError } from '../../kernel/broker.error.js';
import type { Clock } from '../../kernel/clock.js';
import type { ApiErrorFacts } from '../contract/api-errors.js';
import { definedOnly } from '../contract/defined-only.js';
import type { VendorAnswer } from '../contract/vendor-exchange.js';
import { retryAfterMs } from '../wire/retry-after.js';
import { messageForPeople } from '../wire/vendor-words.js';
import { apiRefused } from './calls.errors.js';
import { judgeApiAnswer } from './judge-api-answer.js';

export interface JudgeFacts {
  readonly apiErrors?: ApiErrorFacts;
  readonly clock: Clock;
  /** What must not come back in a message. */
  readonly secrets: readonly string[];
}

/** What is needed of an answer to judge it. */
export type JudgedAnswer = Pick<VendorAnswer, 'status' | 'headers' | 'url' | 'body'>;

/** Turns an answer that is no success into an error that says who must act. @throws BrokerError `api-refused` */
export function refuseFailure(answer: JudgedAnswer, facts: JudgeFacts): void {
  if (answer.status < 200 || answer.status >= 300) throw refusalOf(answer, facts);
}

/** The error that an answer means. */
export function refusalOf(
  { status, headers, url, body }: JudgedAnswer,
  { apiErrors, clock, secrets }: JudgeFacts,
): BrokerError {
  const { said, ...judgement } = judgeApiAnswer({ status, headers, body: body.toString('utf8') }, apiErrors);
  const words = definedOnly({
    vendorMessage: messageForPeople(said, secrets),
    retryAfterMs: retryAfterMs(headers['retry-after'], clock.now()),
  });
  return apiRefused({ host: new URL(url).hostname, httpStatus: status, ...judgement, ...words });
}
