import { type Caller, hasRight } from '../callers/caller.js';
import { GLOBAL_SCOPE, type ScopeKey } from './token-scope.js';

/** Whether the caller may know that a token of this scope exists. */
export function maySeeScope(caller: Caller, scopeKey: ScopeKey): boolean {
  if (scopeKey !== GLOBAL_SCOPE) return mayManageScope(caller, scopeKey);
  // Who designs an app picks from the global tokens, also with a key that is bound to that app.
  return (['manage-global-tokens', 'view-global-tokens', 'manage-app'] as const).some((right) =>
    caller.rights.has(right),
  );
}

/** Whether the caller may create, change and delete tokens of this scope. */
export function mayManageScope(caller: Caller, scopeKey: ScopeKey): boolean {
  return scopeKey === GLOBAL_SCOPE
    ? hasRight(caller, 'manage-global-tokens')
    : hasRight(caller, 'manage-app', scopeKey);
}

/** The scopes whose tokens the caller sees, or all of the tenant's. */
export function visibleScopes(caller: Caller): readonly ScopeKey[] | 'all' {
  const managesApps = caller.rights.has('manage-app');
  if (managesApps && caller.appId === undefined) return 'all';
  const scopes: ScopeKey[] = maySeeScope(caller, GLOBAL_SCOPE) ? [GLOBAL_SCOPE] : [];
  return managesApps && caller.appId !== undefined ? [...scopes, caller.appId] : scopes;
}
