import type { ShownState, StateReason } from '../token-state.js';
import type { MendingDto, NextStepDto } from './state.dto.js';

interface NextStep {
  readonly message: string;
  mending?(tokenId: string): MendingDto;
}

const tokenPath = (tokenId: string, door: string) => `/v1/access-tokens/${tokenId}/${door}`;

const reconnect = (label: string) => (tokenId: string) => ({
  label,
  method: 'POST',
  path: '/v1/drafts',
  body: { tokenId },
});
const renewNow = (tokenId: string) => ({ label: 'Renew Now', method: 'POST', path: tokenPath(tokenId, 'renewal') });
const enable = (tokenId: string) => ({ label: 'Enable', method: 'POST', path: tokenPath(tokenId, 'enable') });

/** What mends each state; the page docs/states.md says the same, and a test compares them. */
export const NEXT_STEPS: Readonly<Record<Exclude<ShownState, 'connected'>, NextStep>> = {
  renewing: { message: 'A renewal is under way; it ends within seconds.' },
  'needs-reconnect': {
    message: 'Reconnect: get a new token in a draft of this one and select Done. Name, scope and uses stay.',
    mending: reconnect('Reconnect'),
  },
  'needs-configuration': {
    message:
      'Correct the key, the secret or the settings at the vendor in a draft of this token, test it and select Done.',
    mending: reconnect('Edit'),
  },
  'in-doubt': {
    message:
      'An answer of the vendor was lost. Renew now to try whether the connection still stands; if not, reconnect.',
    mending: renewNow,
  },
  unreachable: {
    message: 'It is tried again by itself. Renew now to try at once.',
    mending: renewNow,
  },
  disabled: { message: 'Enable it, and whatever waits for it goes on.', mending: enable },
};

/** Connected tokens have a next step only while their renewal fails. */
export function nextStepOf(
  state: ShownState,
  tokenId: string,
  reason: StateReason | undefined,
): NextStepDto | undefined {
  const step = state === 'connected' ? reason && NEXT_STEPS.unreachable : NEXT_STEPS[state];
  if (!step) return undefined;
  const { message, mending } = step;
  return { message, ...(mending ? { mending: mending(tokenId) } : {}) };
}
