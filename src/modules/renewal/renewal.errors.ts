import { BrokerError, type Remedy } from '../../kernel/broker.error.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { needsPerson, type StateReason } from '../tokens/token-state.js';

const NEXT_STEP: Readonly<Record<Remedy, string>> = {
  reconnect: 'Somebody has to reconnect it: get a new token and select Done.',
  configure: 'An admin has to correct its configuration.',
  'in-doubt': 'Test the connection; then select Renew now to try the old grant once, or reconnect.',
  wait: 'This passes; try again later.',
  'fix-request': 'Correct the request.',
  ours: 'This is a fault of ours; please report it.',
};

/** A reason of doubt says it itself. */
const nextStepAfter = ({ remedy }: StateReason) => (remedy === 'in-doubt' ? '' : NEXT_STEP[remedy]);

/** The token cannot be used until a person has acted. */
export const tokenNeedsPerson = (token: AccessToken, reason: StateReason) =>
  new BrokerError({
    code: `token-${token.state}`,
    remedy: reason.remedy,
    status: 409,
    message: `The access token "${token.name}" cannot be used: ${reason.message} ${nextStepAfter(reason)}`.trimEnd(),
    facts: { token: token.name, generation: token.generation, reason: reason.code },
  });

/** It has expired and could not be renewed for a passing cause. */
export const tokenNotRenewedYet = (token: AccessToken, options: { cause?: unknown; retryAfterMs: number }) =>
  new BrokerError({
    code: 'token-not-renewed-yet',
    remedy: 'wait',
    status: 503,
    message: `The access token "${token.name}" has expired and its vendor does not renew it right now. ${NEXT_STEP.wait}`,
    facts: { token: token.name, generation: token.generation },
    ...options,
  });

/** Its vendor's token endpoint fails for many tokens, and is left alone for a while. */
export const tokenEndpointResting = (
  token: AccessToken,
  { host, retryAfterMs }: { readonly host: string; readonly retryAfterMs: number },
) =>
  new BrokerError({
    code: 'token-endpoint-resting',
    remedy: 'wait',
    status: 503,
    message: `"${token.name}" is not renewed right now: "${host}" fails for several tokens and is left alone for a while. ${NEXT_STEP.wait}`,
    facts: { token: token.name, generation: token.generation, host, sent: false },
    retryAfterMs,
  });

export const nothingToRenew = (token: AccessToken) =>
  new BrokerError({
    code: 'nothing-to-renew',
    remedy: 'fix-request',
    status: 409,
    message: `"${token.name}" signs each request; nothing was issued that could be renewed.`,
  });

/** The answer of a call that spends the refresh token was lost: the vendor may have replaced it. */
export const renewalInDoubt = ({ expiresAt }: Pick<AccessToken, 'expiresAt'>, cause?: unknown) =>
  new BrokerError({
    code: 'renewal-in-doubt',
    remedy: 'in-doubt',
    status: 502,
    message:
      'The vendor may have renewed the token, but its answer was lost. ' +
      `The present one works until ${expiresAt ? expiresAt.toISOString() : 'the vendor ends it'}. ${NEXT_STEP['in-doubt']}`,
    facts: { expiresAt: expiresAt?.toISOString() },
    cause,
  });

/** The old refresh token is refused after a renewal whose answer was lost: that renewal has replaced it. */
export const grantReplaced = (since: Date, { facts, cause }: BrokerError) =>
  new BrokerError({
    code: 'grant-replaced',
    remedy: 'reconnect',
    status: 502,
    message: `The vendor no longer takes the old grant: the renewal of ${since.toISOString()}, whose answer was lost, has replaced it.`,
    facts,
    cause,
  });

/** What the renewal that somebody else just made has come to. */
export const storedFailure = (token: AccessToken): BrokerError => {
  const reason = token.stateReason;
  if (reason && needsPerson(token.state)) return tokenNeedsPerson(token, reason);
  return tokenNotRenewedYet(token, { retryAfterMs: 5_000 });
};

/** The vendor is not asked, because there is no space for an answer that exists nowhere else. */
export const spoolRefused = (folder: string, cause: unknown) =>
  new BrokerError({
    code: 'spool-refused',
    remedy: 'wait',
    status: 503,
    message: `Nothing is renewed that could be lost: ${folder} takes no data. An operator has to make space, or the folder writable.`,
    facts: { sent: false },
    retryAfterMs: 30_000,
    cause,
  });

/** The intent could not be stored, so the vendor was not asked. */
export const intentNotStored = (cause: unknown) =>
  new BrokerError({
    code: 'intent-not-stored',
    remedy: 'wait',
    status: 503,
    message: 'The database takes no writes right now, so the vendor was not asked for a renewal. Try again shortly.',
    facts: { sent: false },
    retryAfterMs: 2_000,
    cause,
  });

/** The vendor has renewed the token, and the database does not take it yet. Nothing is lost. */
export const answerNotStoredYet = (token: Pick<AccessToken, 'name' | 'generation'>) =>
  new BrokerError({
    code: 'answer-not-stored-yet',
    remedy: 'wait',
    status: 503,
    message: `The access token "${token.name}" is renewed, and waits for the database to store it. Try again shortly.`,
    facts: { token: token.name, generation: token.generation },
    retryAfterMs: 2_000,
  });

export const answerTooLongForSpool = (bytes: number) =>
  new BrokerError({
    code: 'answer-too-long-for-spool',
    remedy: 'ours',
    status: 500,
    message: `An answer of ${bytes} bytes does not fit into the spool and is kept in memory only.`,
    facts: { bytes },
  });
