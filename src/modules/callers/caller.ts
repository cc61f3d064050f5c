import { operatorOnly, rightMissing, tenantCallerOnly } from './callers.errors.js';
import type { Right } from './rights.js';

/** Who asks: the platform operator, a key of a tenant, a user of a tenant who has signed in, or a schedule. */
export interface Caller {
  readonly kind: 'operator' | 'key' | 'user' | 'schedule';
  readonly id: string;
  /** Of a user, for people. */
  readonly name?: string;
  /** Absent for the operator, who belongs to no tenant and has no right in any. */
  readonly tenantId?: string;
  /** The one app that the key is bound to. */
  readonly appId?: string;
  readonly rights: ReadonlySet<Right>;
  /** Of a user who designs: the only apps that exist for him, with his rights there besides `rights`. */
  readonly apps?: ReadonlyMap<string, ReadonlySet<Right>>;
  /** When the key ends. */
  readonly expiresAt?: Date;
  /** Of a user: the sign-in that the request belongs to. */
  readonly sessionId?: string;
  /** Where the request came from, for the audit. */
  readonly address?: string;
  readonly requestId?: string;
}

export type TenantCaller = Caller & { readonly tenantId: string };

/** @throws tenant-caller-only for the operator, who has no tenant to act in */
export function requireTenant(caller: Caller): TenantCaller {
  if (!isTenantCaller(caller)) throw tenantCallerOnly();
  return caller;
}

/** @throws operator-only */
export function requireOperator(caller: Caller): void {
  if (caller.kind !== 'operator') throw operatorOnly();
}

/**
 * Whether the caller has the right in this app, or, without an app, in the whole tenant. It says nothing of whose app
 * it is: look the app up in the caller's tenant first, so that "not yours" is answered like "not there".
 */
export function hasRight(caller: Caller, right: Right, appId?: string): boolean {
  if (caller.rights.has(right) && (caller.appId === undefined || caller.appId === appId)) return true;
  return appId !== undefined && caller.apps?.get(appId)?.has(right) === true;
}

/** @throws right-missing */
export function requireRight(caller: Caller, right: Right, appId?: string): void {
  if (!hasRight(caller, right, appId)) throw rightMissing(right, appId);
}

/** The apps in which the caller has the right. */
export function appsWithRight({ rights, appId, apps }: Caller, right: Right): 'all' | readonly string[] {
  if (rights.has(right)) return appId === undefined ? 'all' : [appId];
  return [...(apps ?? [])].filter(([, ownRights]) => ownRights.has(right)).map(([id]) => id);
}

/** Whether the caller has the right anywhere: in the tenant, or in any app. */
export function hasRightSomewhere(caller: Caller, right: Right): boolean {
  return caller.rights.has(right) || appsWithRight(caller, right).length > 0;
}

/** The apps of which anything exists for the caller. */
export function appsReached({ appId, apps }: Caller): 'all' | readonly string[] {
  if (apps) return [...apps.keys()];
  return appId === undefined ? 'all' : [appId];
}

/** Whether anything of this app exists for the caller; if not, the answer is "not found". */
export function mayReachApp(caller: Caller, app: { readonly id: string; readonly tenantId: string }): boolean {
  if (caller.tenantId !== app.tenantId) return false;
  const reached = appsReached(caller);
  return reached === 'all' || reached.includes(app.id);
}

function isTenantCaller(caller: Caller): caller is TenantCaller {
  return caller.tenantId !== undefined;
}
