import { type Caller, hasRight, requireRight } from '../callers/caller.js';
import { RIGHTS_OF_DESIGNER, RIGHTS_OF_ROLE, type Role } from '../callers/users/roles.js';
import { roleNotHeld } from './users.errors.js';

/**
 * Users are the business of whoever manages the tenant; but nobody hands out an account, or the link that opens one,
 * with more rights than he has himself. @throws right-missing, role-not-held
 */
export function requireGrant(caller: Caller, role: Role): void {
  requireRight(caller, 'manage-tenant');
  const rights = [...new Set([...RIGHTS_OF_ROLE[role], ...RIGHTS_OF_DESIGNER])];
  const missing = rights.filter((right) => !hasRight(caller, right));
  if (missing.length > 0) throw roleNotHeld(missing);
}
