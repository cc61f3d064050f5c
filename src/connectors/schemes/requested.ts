import type { FieldValues } from '../contract/fields.js';
import type { RequestedScopes } from '../contract/scheme.js';

/** The `scope` of a request (RFC 6749 section 3.3); absent when nothing is asked for. */
export function scopeOf(scheme: RequestedScopes, values: FieldValues): { readonly scope?: string } {
  const scopes = [...scheme.scopes, ...(scheme.chosenScopes?.(values) ?? [])];
  return scopes.length === 0 ? {} : { scope: scopes.join(scheme.scopeSeparator ?? ' ') };
}

/** The parameters that have a value: an empty one is a field that was left empty. */
export function filled(parameters: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''));
}
