import type { BrokerError, Remedy } from '../../kernel/broker.error.js';

/** What is stored of how the connection stands. */
export const TOKEN_STATES = ['connected', 'needs-reconnect', 'needs-configuration', 'in-doubt', 'unreachable'] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

/**
 * All that an admin sees: `renewing` is a lease that has not ended, `disabled` a switch that hides the rest. A draft is
 * none of these, because it is no token yet.
 */
export const SHOWN_STATES = [...TOKEN_STATES, 'renewing', 'disabled'] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

/** Why a token is in its state, in words and codes that may be shown. */
export interface StateReason {
  readonly code: string;
  readonly message: string;
  readonly remedy: Remedy;
}

const STATE_OF_REMEDY: Readonly<Record<Remedy, TokenState>> = {
  reconnect: 'needs-reconnect',
  configure: 'needs-configuration',
  'in-doubt': 'in-doubt',
  wait: 'unreachable',
  'fix-request': 'needs-configuration',
  ours: 'unreachable',
};

export function stateAfter(error: BrokerError): TokenState {
  return STATE_OF_REMEDY[error.remedy];
}

export function reasonOf(error: BrokerError): StateReason {
  return { code: error.code, message: error.message, remedy: error.remedy };
}

/** Whether only a person can bring the token back; the clock then leaves it alone. */
export function needsPerson(state: TokenState): boolean {
  return state === 'needs-reconnect' || state === 'needs-configuration' || state === 'in-doubt';
}
