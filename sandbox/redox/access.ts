import { type Answer, Refusal } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { RedoxEnvironment, RedoxSource } from './accounts.js';
import type { RedoxDesk } from './desk.js';

export interface RedoxCaller {
  readonly kind: 'legacy' | 'oauth';
  readonly environment: RedoxEnvironment;
  readonly source: RedoxSource;
}

/** Who sends, proved by the bearer token; `refuse` words the 401. */
export function requireCaller(call: Call, desk: RedoxDesk, refuse: (text: string) => Answer): RedoxCaller {
  const token = call.bearer();
  if (token === undefined) throw new Refusal(refuse('Missing access token'));
  // Both books write into the same pages, so either can check.
  const checked = desk.legacyBook.check(token);
  if (typeof checked === 'string') throw new Refusal(refuse('Invalid or expired access token'));
  const { legacyKeys, oauthKeys } = desk.state.data;
  const { clientId } = checked.grant;
  const oauth = oauthKeys.get(clientId);
  const key = oauth ?? legacyKeys.get(clientId);
  if (key === undefined) throw new Refusal(refuse('Invalid or expired access token'));
  return { kind: oauth === undefined ? 'legacy' : 'oauth', environment: key.environment, source: key.source };
}
