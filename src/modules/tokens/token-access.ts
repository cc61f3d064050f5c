import { appsWithRight, type Caller, hasRight, hasRightSomewhere } from '../callers/caller.js';
import { GLOBAL_SCOPE, type ScopeKey } from './token-scope.js';

/** Whether the caller may know that a token of this scope exists. */
export function maySeeScope(caller: Caller, scopeKey: ScopeKey): boolean {
  if (scopeKey !== GLOBAL_SCOPE) return mayManageScope(caller, scopeKey);
  // Who designs an app picks from the global tokens, also where he may do nothing outside of it.
  return (['manage-global-tokens', 'view-global-tokens', 'manage-app'] as const).some((right) =>
    hasRightSomewhere(caller, right),
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
  const apps = appsWithRight(caller, 'manage-app');
  if (apps === 'all') return 'all';
  return maySeeScope(caller, GLOBAL_SCOPE) ? [GLOBAL_SCOPE, ...apps] : apps;
}
