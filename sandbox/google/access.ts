import { Refusal } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import { DRIVE_SCOPE } from './accounts.js';
import type { GoogleCaller, GoogleDesk } from './desk.js';
import { apiError, refuse } from './wording.js';

const READING = [DRIVE_SCOPE, `${DRIVE_SCOPE}.readonly`, `${DRIVE_SCOPE}.file`];
const WRITING = [DRIVE_SCOPE, `${DRIVE_SCOPE}.file`];

/** Checks the bearer token and that it has one of the scopes that the call needs. */
export function requireCaller(call: Call, desk: GoogleDesk, need: 'read' | 'write' | 'any' = 'any'): GoogleCaller {
  const checked = desk.book.check(call.bearer() ?? '');
  if (typeof checked === 'string') throw new Refusal(apiError(401, 'authError', 'Invalid Credentials'));
  const { clientId, userId } = checked.grant;
  const { scopes } = checked.access;
  const allowed = need === 'write' ? WRITING : READING;
  if (need !== 'any' && !allowed.some((scope) => scopes.includes(scope))) {
    throw refuse(
      403,
      'insufficientPermissions',
      'Insufficient Permission: Request had insufficient authentication scopes.',
    );
  }
  const user = desk.state.data.users.find(({ id }) => id === userId);
  return { clientId, scopes, email: user?.email ?? userId, isServiceAccount: user === undefined };
}
