import { appsWithRight, hasRight, hasRightSomewhere, type TenantCaller } from '../callers/caller.js';
import type { Right } from '../callers/rights.js';

/** Which events a caller sees: what belongs to the whole tenant by the kind of its subject, and that of apps. */
export interface EventSight {
  readonly tenantId: string;
  /** Kinds of subjects that belong to no app. */
  readonly tenantKinds: readonly string[];
  readonly apps: 'all' | readonly string[];
}

export interface Sighted {
  readonly tenantId: string;
  readonly appId: string | null;
  readonly subjectKind: string;
}

/** Any of these rights in the whole tenant shows what belongs to no app. */
const TENANT_KINDS: Readonly<Record<string, readonly Right[]>> = {
  alert: ['manage-tenant', 'manage-global-tokens'],
  'own-connector': ['manage-tenant'],
  webhook: ['manage-tenant'],
};

/** Who designs an app picks from the global tokens, also where he may do nothing outside of it. */
const SHOW_GLOBAL_TOKENS: readonly Right[] = ['manage-global-tokens', 'view-global-tokens', 'manage-app'];

export function sightOf(caller: TenantCaller): EventSight {
  const seesTokens = SHOW_GLOBAL_TOKENS.some((right) => hasRightSomewhere(caller, right));
  const others = Object.entries(TENANT_KINDS).filter(([, rights]) => rights.some((right) => hasRight(caller, right)));
  return {
    tenantId: caller.tenantId,
    tenantKinds: [...(seesTokens ? ['access-token'] : []), ...others.map(([kind]) => kind)],
    apps: appsWithRight(caller, 'manage-app'),
  };
}

export function seesNothing({ tenantKinds, apps }: EventSight): boolean {
  return tenantKinds.length === 0 && apps !== 'all' && apps.length === 0;
}

export function sees({ tenantId, tenantKinds, apps }: EventSight, event: Sighted): boolean {
  if (event.tenantId !== tenantId) return false;
  if (event.appId === null) return tenantKinds.includes(event.subjectKind);
  return apps === 'all' || apps.includes(event.appId);
}
