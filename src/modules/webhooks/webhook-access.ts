import { appsWithRight, hasRight, requireRight, type TenantCaller } from '../callers/caller.js';

/** Whose webhooks a caller sees and manages: those of the tenant with all of its apps, or those of apps. */
export interface WebhookReach {
  readonly ofTenant: boolean;
  readonly ofApps: 'all' | readonly string[];
}

export function webhookReach(caller: TenantCaller): WebhookReach {
  const ofTenant = hasRight(caller, 'manage-tenant');
  return { ofTenant, ofApps: ofTenant ? 'all' : appsWithRight(caller, 'manage-app') };
}

export function reaches({ ofTenant, ofApps }: WebhookReach, appId: string | null): boolean {
  if (appId === null) return ofTenant;
  return ofApps === 'all' || ofApps.includes(appId);
}

/** @throws right-missing */
export function requireReach(caller: TenantCaller, appId: string | undefined): void {
  if (reaches(webhookReach(caller), appId ?? null)) return;
  requireRight(caller, appId === undefined ? 'manage-tenant' : 'manage-app', appId);
}
