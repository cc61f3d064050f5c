import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { Connection } from '../../../connectors/contract/connection.js';
import { parseName } from '../../../kernel/name.js';
import type { TenantCaller } from '../../callers/caller.js';
import { GrantSharers, NOBODY } from '../../tokens/care/grant-sharers.js';
import { sharedGrantsOf } from '../../tokens/care/shared-grants.js';
import type { ForecastEntry, ForecastKind } from '../../tokens/outlook/forecast-entry.js';
import { forecastOf } from '../../tokens/outlook/forecast-of.js';
import { maySeeScope, visibleScopes } from '../../tokens/token-access.js';
import { grantKeyOf } from '../../tokens/token-generations.js';
import { GLOBAL_SCOPE } from '../../tokens/token-scope.js';
import { TokensRepository } from '../../tokens/tokens.repository.js';
import type { WarningDto } from './draft.dto.js';
import type { TokenDraft } from './token-draft.entity.js';

/** What somebody should know before Done: what will lie ahead, whom the name hides, and who shares the vendor account. */
@Injectable()
export class DraftWarnings {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly tokens: TokensRepository,
    private readonly sharers: GrantSharers,
  ) {}

  async of(caller: TenantCaller, draft: TokenDraft, connection: Connection): Promise<WarningDto[]> {
    return [
      ...this.forecastOf(draft, connection).map(warningOf),
      ...(await this.nameWarnings(caller, draft)),
      ...(await this.grantWarnings(caller, draft, connection)),
    ];
  }

  /** What will lie ahead of the token if the draft is done as it is. */
  forecastOf(draft: TokenDraft, connection: Connection): readonly ForecastEntry[] {
    const { isByConsent, hasRefreshToken, certificateExpiresAt } = this.connectors.lifeOf(connection);
    const { issued } = connection;
    const issuedAt = issued?.issuedAt ?? null;
    const token = {
      ...draft,
      state: 'connected' as const,
      stateReason: null,
      issuedAt,
      expiresAt: issued?.expiresAt ?? null,
      lastRenewalAt: null,
      consentedAt: isByConsent ? issuedAt : null,
      hasRefreshToken: hasRefreshToken ?? null,
      certificateExpiresAt: certificateExpiresAt ?? null,
      secretsChangedAt: draft.stateSince,
    };
    return forecastOf(token, this.connectors.method(draft).renewal);
  }

  private async nameWarnings(caller: TenantCaller, draft: TokenDraft): Promise<WarningDto[]> {
    const folded = parseName(draft.name)?.folded;
    if (folded === undefined) return [];
    const namesakes = await this.tokens.namesakes(draft.tenantId, [folded]);
    const others = namesakes.filter(({ id, scopeKey }) => id !== draft.tokenId && maySeeScope(caller, scopeKey));
    const isGlobal = draft.scopeKey === GLOBAL_SCOPE;
    const hiding = others.filter(({ scopeKey }) => (scopeKey === GLOBAL_SCOPE) !== isGlobal);
    if (hiding.length === 0) return [];
    return [isGlobal ? HIDDEN_IN_APPS : HIDES_GLOBAL];
  }

  private async grantWarnings(caller: TenantCaller, draft: TokenDraft, connection: Connection): Promise<WarningDto[]> {
    const { grantIdentity } = this.connectors.lifeOf(connection);
    const cap = this.connectors.method(draft).renewal?.grantCap;
    if (grantIdentity === undefined || cap === undefined) return [];
    const grantKey = grantKeyOf(grantIdentity);
    const [sharers, live] = await Promise.all([
      this.sharers.of({ tenantId: draft.tenantId, grantKeys: [grantKey], scopes: visibleScopes(caller) }),
      draft.tokenId === null ? undefined : this.tokens.findById(draft.tenantId, draft.tokenId),
    ]);
    const tokenId = live?.grantKey === grantKey ? live.id : undefined;
    const shared = sharedGrantsOf({ tokenId, cap, sharers: sharers.get(grantKey) ?? NOBODY });
    if (!shared) return [];
    const names = shared.others.map(({ name }) => `"${name}"`).join(', ');
    const whole = shared.others.length === shared.used - 1 ? 'They are' : 'Among them';
    return [{ code: 'shared-grants', message: names ? `${shared.message} ${whole}: ${names}.` : shared.message }];
  }
}

const HIDES_GLOBAL: WarningDto = {
  code: 'hides-global',
  message: 'A global access token has this name. In this app, the new one will be used in its place.',
};
const HIDDEN_IN_APPS: WarningDto = {
  code: 'hidden-in-apps',
  message: 'Apps have access tokens of this name. They go on using their own.',
};

/** The same codes as in a forecast, but for the one that has a name of its own on this screen. */
const CODES: Partial<Record<ForecastKind, string>> = { 'access-ends': 'no-refresh-token' };

function warningOf({ kind, at, message }: ForecastEntry): WarningDto {
  return { code: CODES[kind] ?? kind, message, at };
}
