import type { Method } from '../../../connectors/contract/connector.js';
import type { BrokerError } from '../../../kernel/broker.error.js';

type Physics = Pick<Method, 'scheme' | 'renewal'>;

/**
 * Whether a renewal can spend the grant for good: the vendor may replace the refresh token and take the old one no
 * more, so an answer that is lost is a token that is lost. Where fields alone bring a token, nothing can be spent.
 */
export function maySpendGrant({ scheme, renewal }: Physics): boolean {
  if ((scheme.kind !== 'authorization-code' && scheme.kind !== 'device-code') || !renewal) return false;
  return renewal.rotatesRefreshToken !== 'never' && !renewal.oldStaysValid;
}

/** A renewal of the same grant that the vendor was or may have been asked for, and whose answer nobody has. */
export interface UnansweredRenewal {
  /** When the first of them was intended; the vendor's replay window runs from then at the latest. */
  readonly since: Date;
  readonly now: Date;
}

/** How much of a window may pass before the request leaves; the rest is for its way to the vendor. */
const USABLE = 0.9;

/**
 * Whether the same refresh token may be sent again after an answer was lost: always where it cannot be spent, within
 * the vendor's replay window where it can, and never after it; nor when the clock has gone back and nobody knows. To send a spent one again can end the whole grant (RFC
 * 9700 section 4.14.2), so beyond this only a person decides.
 */
export function maySendAgain(method: Physics, { since, now }: UnansweredRenewal): boolean {
  if (!maySpendGrant(method)) return true;
  const windowMs = (method.renewal?.replayWindowSeconds ?? 0) * 1_000;
  const elapsed = now.getTime() - since.getTime();
  return elapsed >= 0 && elapsed < windowMs * USABLE;
}

/** The vendor may have carried it out, and what it said is lost or of no use. A refusal is an answer. */
const UNKNOWN_ANSWERS = new Set([
  ...['answer-lost', 'vendor-timeout', 'call-cancelled'],
  ...['token-answer-unusable', 'base-url-refused'],
]);

/** Whether this failure leaves open what the vendor did. */
export function isAnswerUnknown({ code, facts }: BrokerError): boolean {
  return facts.sent === true && UNKNOWN_ANSWERS.has(code);
}
