import type { AccessToken } from '../access-token.entity.js';
import type { SharedGrantsDto, TokenCareDto } from '../care/care.dto.js';
import { entryViewOf } from '../care/entry-view.js';
import { ENVIRONMENT_FIELD } from '../listing/token-columns.js';
import type { ForecastEntry } from '../outlook/forecast-entry.js';
import { shownStateOf } from '../states/shown-state.js';
import type { HealthDto } from '../states/state.dto.js';
import { GLOBAL_SCOPE } from '../token-scope.js';
import type { Namesake } from '../tokens.repository.js';
import type { NamesakeDto } from './namesake.dto.js';
import type { TokenDto } from './token.dto.js';

export interface ViewContext {
  readonly now: Date;
  readonly lastUsedAt: Date | undefined;
  /** Tokens of the same name that the caller may see. */
  readonly namesakes: readonly Namesake[];
  readonly usedBy: number;
  readonly health: HealthDto;
  readonly forecast: readonly ForecastEntry[];
  readonly sharedGrants: SharedGrantsDto | undefined;
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
    state: shownStateOf(token, context.now),
    health: context.health,
    ...careOf(token, context),
    failures: token.failures,
    usedBy: context.usedBy,
    hiddenBy: isGlobal ? others : [],
    createdAt: token.createdAt,
    changedAt: token.changedAt,
    ...present({
      environment: token.plainFields[ENVIRONMENT_FIELD],
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

function careOf(token: AccessToken, { forecast, sharedGrants }: ViewContext): TokenCareDto {
  return {
    keepAlive: token.keepAlive,
    remindDays: token.remindDays,
    forecast: forecast.map(entryViewOf),
    ...present({
      consentedAt: token.consentedAt,
      credentialExpiresAt: token.credentialExpiresAt,
      reminderContact: token.reminderContact,
      certificateExpiresAt: token.certificateExpiresAt,
      needsPersonAt: forecast[0]?.at,
      sharedGrants,
    }),
  };
}

function namesakeOf({ id, name, scopeKey }: Namesake): NamesakeDto {
  return { id, name, scope: scopeKey };
}

/** Without what is null or undefined: absent is absent in the API. */
function present<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
