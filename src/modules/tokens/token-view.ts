import type { AccessToken } from './access-token.entity.js';
import type { NamesakeDto, TokenDto, TokenStateDto } from './token.dto.js';
import { GLOBAL_SCOPE } from './token-scope.js';

export interface ViewContext {
  readonly now: Date;
  readonly lastUsedAt: Date | undefined;
  /** Tokens of the same name that the caller may see. */
  readonly namesakes: readonly AccessToken[];
}

/** A token as a caller sees it: no secret, not even its length. */
export function viewOf(token: AccessToken, context: ViewContext): TokenDto {
  const others = context.namesakes.filter(({ id }) => id !== token.id).map(namesakeOf);
  const isGlobal = token.scopeKey === GLOBAL_SCOPE;
  const hidden = others.find(({ scope }) => scope === GLOBAL_SCOPE);
  return {
    id: token.id,
    name: token.name,
    description: token.description,
    scope: token.scopeKey,
    connector: token.connector,
    method: token.method,
    fields: token.plainFields,
    secretsSet: token.secretKeys,
    secretsChangedAt: token.secretsChangedAt,
    renewalRate: token.renewalRate,
    generation: token.generation,
    state: stateOf(token, context.now),
    failures: token.failures,
    hiddenBy: isGlobal ? others : [],
    createdAt: token.createdAt,
    changedAt: token.changedAt,
    ...present({
      account: token.account,
      provedAt: token.provedAt,
      issuedAt: token.issuedAt,
      expiresAt: token.expiresAt,
      lastRenewalAt: token.lastRenewalAt,
      nextRenewalAt: token.nextRenewalAt,
      lastFailureAt: token.lastFailureAt,
      lastUsedAt: context.lastUsedAt,
      hides: isGlobal ? undefined : hidden,
    }),
  };
}

function stateOf(token: AccessToken, now: Date): TokenStateDto {
  const isRenewing = token.leaseUntil !== null && token.leaseUntil > now;
  return {
    name: isRenewing ? 'renewing' : token.state,
    since: token.stateSince,
    ...(token.stateReason ? { reason: token.stateReason } : {}),
  };
}

function namesakeOf({ id, name, scopeKey }: AccessToken): NamesakeDto {
  return { id, name, scope: scopeKey };
}

/** Without what is null or undefined: absent is absent in the API. */
function present<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
