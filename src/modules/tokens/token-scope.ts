/** Where a token counts: the whole tenant, or one app. Stored as one text so that names are unique within it. */
export const GLOBAL_SCOPE = 'global';

export type ScopeKey = string;

export function scopeKeyOf(appId: string | undefined): ScopeKey {
  return appId ?? GLOBAL_SCOPE;
}

export function appOfScope(scopeKey: ScopeKey): string | undefined {
  return scopeKey === GLOBAL_SCOPE ? undefined : scopeKey;
}

export function scopeName(scopeKey: ScopeKey): 'global' | 'app' {
  return scopeKey === GLOBAL_SCOPE ? 'global' : 'app';
}
