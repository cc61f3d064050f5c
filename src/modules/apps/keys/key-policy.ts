import { type Caller, hasRight } from '../../callers/caller.js';
import { rightMissing } from '../../callers/callers.errors.js';
import { APP_RIGHTS, type Right } from '../../callers/rights.js';
import { keyEndsTooEarly, keyOutlivesCreator, rightsNotHeld, rightsNotOfApps } from './keys.errors.js';

export interface WantedKey {
  readonly appId?: string;
  readonly rights: readonly Right[];
  readonly expiresAt?: Date;
}

/** Keys of the whole tenant belong to its admins; keys of an app also to those who manage the app. */
export function mayManageKey(caller: Caller, appId: string | undefined): boolean {
  return hasRight(caller, 'manage-tenant') || (appId !== undefined && hasRight(caller, 'manage-app', appId));
}

/**
 * Whether the caller may make this key: nobody hands out more than they have, in rights, in reach or in time.
 * @throws right-missing, rights-not-of-apps, rights-not-held
 */
export function checkGrant(caller: Caller, { appId, rights }: WantedKey): void {
  if (!mayManageKey(caller, appId)) throw rightMissing(appId === undefined ? 'manage-tenant' : 'manage-app', appId);
  const tenantWide = appId === undefined ? [] : rights.filter((right) => !APP_RIGHTS.includes(right));
  if (tenantWide.length > 0) throw rightsNotOfApps(tenantWide);
  const missing = rights.filter((right) => !hasRight(caller, right, appId));
  if (missing.length > 0) throw rightsNotHeld(missing);
}

/** When the new key ends: as asked for, at the latest with its creator. @throws expiry-in-the-past, key-outlives-creator */
export function expiryOf(caller: Caller, wanted: Date | undefined, now: Date): Date | undefined {
  if (wanted && wanted <= now) throw keyEndsTooEarly();
  if (wanted && caller.expiresAt && wanted > caller.expiresAt) throw keyOutlivesCreator(caller.expiresAt);
  return wanted ?? caller.expiresAt;
}
