import { operatorOnly, rightMissing, tenantCallerOnly } from './callers.errors.js';
import type { Right } from './rights.js';

/** Who asks: the platform operator, or a key of a tenant. */
export interface Caller {
  readonly kind: 'operator' | 'key';
  readonly id: string;
  /** Absent for the operator, who belongs to no tenant and has no right in any. */
  readonly tenantId?: string;
  /** The one app that the key is bound to. */
  readonly appId?: string;
  readonly rights: ReadonlySet<Right>;
  /** When the key ends. */
  readonly expiresAt?: Date;
  /** Where the request came from, for the audit. */
  readonly address?: string;
  readonly requestId?: string;
}

export type TenantCaller = Caller & { readonly tenantId: string };

/** @throws tenant-caller-only for the operator, who has no tenant to act in */
export function requireTenant(caller: Caller): TenantCaller {
  if (caller.tenantId === undefined) throw tenantCallerOnly();
  return { ...caller, tenantId: caller.tenantId };
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
  return caller.rights.has(right) && (caller.appId === undefined || caller.appId === appId);
}

/** @throws right-missing */
export function requireRight(caller: Caller, right: Right, appId?: string): void {
  if (!hasRight(caller, right, appId)) throw rightMissing(right, appId);
}

/** Whether anything of this app exists for the caller; if not, the answer is "not found". */
export function mayReachApp(caller: Caller, app: { readonly id: string; readonly tenantId: string }): boolean {
  return caller.tenantId === app.tenantId && (caller.appId === undefined || caller.appId === app.id);
}
