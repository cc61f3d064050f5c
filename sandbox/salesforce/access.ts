import { Refusal } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { SalesforceOrg, SalesforceUser } from './accounts.js';
import type { SalesforceDesk } from './desk.js';
import { apiError } from './wording.js';

export interface SalesforceCaller {
  readonly org: SalesforceOrg;
  readonly user: SalesforceUser;
  readonly scopes: readonly string[];
}

/** Whose session it is; undefined when the bearer token is no live one. */
export function findCaller(call: Call, { book, state }: SalesforceDesk): SalesforceCaller | undefined {
  const checked = book.check(call.bearer() ?? '');
  if (typeof checked === 'string') return undefined;
  const { users, orgs } = state.data;
  const user = users.find(({ id }) => id === checked.grant.userId);
  const org = orgs.find(({ id }) => id === user?.orgId);
  return user === undefined || org === undefined ? undefined : { user, org, scopes: checked.access.scopes };
}

/** Lets an API call in: a live session of this very org (its My Domain is the host) with the scope for REST. */
export function requireCaller(call: Call, desk: SalesforceDesk): SalesforceCaller {
  const header = call.header('authorization');
  if (header !== '' && !/^(Bearer|OAuth) /.test(header))
    throw new Refusal(apiError(401, 'INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE'));
  const caller = findCaller(call, desk);
  if (caller === undefined || caller.org.myDomain !== call.host) {
    throw new Refusal(apiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid'));
  }
  if (!caller.scopes.includes('api') && !caller.scopes.includes('full')) {
    throw new Refusal(apiError(401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API'));
  }
  if (!isKnownVersion(call.params.version ?? ''))
    throw new Refusal(apiError(404, 'NOT_FOUND', 'The requested resource does not exist'));
  return caller;
}

export const NEWEST_VERSION = 66;
const OLDEST_VERSION = 31;

function isKnownVersion(version: string): boolean {
  const number = Number(/^v(\d+)\.0$/.exec(version)?.[1] ?? 0);
  return number >= OLDEST_VERSION && number <= NEWEST_VERSION;
}
