import type { AccessToken } from '../access-token.entity.js';
import type { ShownState, StateReason } from '../token-state.js';
import { nextStepOf } from './next-steps.js';
import type { TokenStateDto } from './state.dto.js';

export type StateSubject = Pick<
  AccessToken,
  'id' | 'state' | 'stateSince' | 'stateReason' | 'leaseUntil' | 'disabledAt' | 'disabledBy' | 'disabledReason'
>;

/** Switched off before anything else; then a renewal under way; then what is stored. */
export function shownStateName({ state, leaseUntil, disabledAt }: StateSubject, now: Date): ShownState {
  if (disabledAt) return 'disabled';
  return leaseUntil !== null && leaseUntil > now ? 'renewing' : state;
}

/** State, since when, why, and what to do next. */
export function shownStateOf(token: StateSubject, now: Date): TokenStateDto {
  const name = shownStateName(token, now);
  const reason = name === 'disabled' ? disabledReasonOf(token) : token.stateReason;
  const next = nextStepOf(name, token.id, reason ?? undefined);
  return {
    name,
    since: token.disabledAt ?? token.stateSince,
    ...(reason ? { reason } : {}),
    ...(next ? { next } : {}),
  };
}

/** Why a token that was switched off is not handed out: by whom, since when, and in whose words. */
export function disabledReasonOf(
  token: Pick<AccessToken, 'disabledAt' | 'disabledBy' | 'disabledReason'>,
): StateReason & { readonly since: Date } {
  const { disabledAt, disabledBy, disabledReason } = token;
  const since = disabledAt ?? new Date(0);
  const words = disabledReason ? `: ${disabledReason.replace(/[.\s]+$/, '')}.` : '.';
  return {
    code: 'token-disabled',
    remedy: 'configure',
    message: `${disabledBy ?? 'Somebody'} switched it off on ${since.toISOString()}${words}`,
    since,
  };
}
