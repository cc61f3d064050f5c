import type { Method } from '../../../connectors/contract/connector.js';
import { BrokerError } from '../../../kernel/broker.error.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
import { needsPerson, reasonOf, stateAfter, type TokenState } from '../../tokens/token-state.js';
import type { Settlement } from '../ledger/lease.js';
import { renewalInDoubt } from '../renewal.errors.js';
import type { AttemptOutcome } from '../renewal-attempt.entity.js';
import { alertOf } from './alert-cause.js';
import { backoffAfter } from './backoff.js';
import { isAnswerUnknown, maySendAgain, maySpendGrant } from './spent-grant.js';

export interface FailedRenewal {
  readonly token: AccessToken;
  readonly method: Pick<Method, 'scheme' | 'renewal'>;
  readonly error: unknown;
  readonly now: Date;
  /** 0 to 1. */
  readonly random: number;
  /** When the vendor was asked first without an answer; default: now. */
  readonly since?: Date;
  /** The token endpoint fails for several tokens; default: no. */
  readonly isWidespread?: boolean;
}

/** The pause before a lost answer is asked for again inside the vendor's replay window. Milliseconds. */
const REPLAY_PAUSE = 1_000;

/** What a failed renewal means for the token: whether it passes, who must act, and when to try again. */
export function judgeFailure(failed: FailedRenewal): Settlement & { readonly error: BrokerError } {
  const { token, now, method, isWidespread = false } = failed;
  const error = errorOf(failed);
  const isLost = isAnswerUnknown(error) && maySpendGrant(method);
  const shown = stateChangeOf(token, error, now);
  const failures = token.failures + 1;
  const wait = isLost ? REPLAY_PAUSE : backoffAfter(failures, failed.random, error.retryAfterMs);
  const retryAt = needsPerson(shown.state) ? null : new Date(now.getTime() + wait);
  const alert = alertOf({ token, method, error, state: shown.state, failures, isWidespread });
  return {
    error,
    ...(alert === undefined ? {} : { alert }),
    outcome: isLost ? 'in-doubt' : (OUTCOMES[error.remedy] ?? 'failed'),
    reason: reasonOf(error),
    change: {
      failures,
      lastFailureAt: now,
      retryAt,
      // A lost answer is asked for again by the clock at any rate, because the vendor's window closes.
      nextRenewalAt: token.nextRenewalAt || isLost ? retryAt : null,
      ...shown,
    },
  };
}

function stateChangeOf(token: AccessToken, error: BrokerError, now: Date) {
  const state = stateWhile(token, stateAfter(error), now);
  const isAsBefore = needsPerson(state) && stateAfter(error) !== state;
  return {
    state,
    stateReason: isAsBefore ? token.stateReason : reasonOf(error),
    ...(state === token.state ? {} : { stateSince: now }),
  };
}

const OUTCOMES: Partial<Record<BrokerError['remedy'], AttemptOutcome>> = {
  reconnect: 'refused',
  configure: 'refused',
  'in-doubt': 'in-doubt',
};

/**
 * A token that still works stays connected while its renewal fails for a passing cause. What needs a person goes on
 * needing one: that the vendor could not be asked says nothing of the grant, and the clock must not try it again.
 */
function stateWhile(token: AccessToken, state: TokenState, now: Date): TokenState {
  if (state !== 'unreachable') return state;
  const stillWorks = token.expiresAt === null || token.expiresAt > now;
  return needsPerson(token.state) || (stillWorks && token.state === 'connected') ? token.state : state;
}

function errorOf({ error, method, token, now, since = now }: FailedRenewal): BrokerError {
  if (!(error instanceof BrokerError)) return unexpected(error, token);
  return isAnswerUnknown(error) && !maySendAgain(method, { since, now }) ? renewalInDoubt(token, error) : error;
}

function unexpected(cause: unknown, token: AccessToken): BrokerError {
  return new BrokerError({
    code: 'renewal-failed',
    remedy: 'ours',
    status: 500,
    message: `The renewal of "${token.name}" failed for a reason of ours.`,
    cause,
  });
}
