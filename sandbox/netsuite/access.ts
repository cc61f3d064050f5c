import { Refusal } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { NetsuiteDesk } from './desk.js';
import { accountOfHost, verifyTokenCall } from './token-signature.js';
import { invalidLogin, isRestlet } from './wording.js';

/** Who calls, by signature or by OAuth 2.0 bearer token. */
export interface NetsuiteCaller {
  readonly account: string;
  readonly user: string;
  readonly role: string;
}

/** Lets a call in or refuses it with the generic 401; the precise reason goes to the journal as `audit`. */
export function requireCaller(call: Call, desk: NetsuiteDesk): NetsuiteCaller {
  const account = accountOfHost(call.host);
  if (call.bearer() !== undefined) return requireBearer(call, account, desk);
  const outcome = verifyTokenCall(call, desk);
  if (typeof outcome === 'string') {
    call.notes.audit = outcome;
    throw new Refusal(invalidLogin(call));
  }
  return { account, user: outcome.user, role: outcome.role };
}

function requireBearer(call: Call, account: string, desk: NetsuiteDesk): NetsuiteCaller {
  const checked = desk.book.check(call.bearer() ?? '');
  const client = typeof checked === 'string' ? undefined : desk.state.data.clients.get(checked.grant.clientId);
  const scope = isRestlet(call) ? 'restlets' : 'rest_webservices';
  const isAllowed = typeof checked !== 'string' && checked.access.scopes.includes(scope);
  if (client === undefined || client.account !== account || !isAllowed) {
    call.notes.audit = typeof checked === 'string' ? `token_${checked}` : 'permission_denied';
    const challenge = `Bearer realm="${account}", error="invalid_token", error_description="Invalid login attempt."`;
    const answer = invalidLogin(call);
    throw new Refusal({ ...answer, headers: { ...answer.headers, 'www-authenticate': challenge } });
  }
  return { account, user: client.user, role: client.role };
}
