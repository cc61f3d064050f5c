import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { IssuedToken } from '../../connectors/contract/issued-token.js';
import { Configuration } from '../../kernel/configuration.js';
import { parseName } from '../../kernel/name.js';
import type { TenantCaller } from '../callers/caller.js';
import { maySeeScope } from '../tokens/token-access.js';
import { GLOBAL_SCOPE } from '../tokens/token-scope.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import type { DraftDto, IssuedDto, WarningDto } from './draft.dto.js';
import { DraftValues } from './draft-values.js';
import { redirectUriOf } from './redirect-uri.js';
import type { TokenDraft } from './token-draft.entity.js';

/** A draft as its owner sees it, with what is worth knowing before Done. */
@Injectable()
export class DraftView {
  constructor(
    private readonly values: DraftValues,
    private readonly connectors: ConnectorsService,
    private readonly tokens: TokensRepository,
    private readonly configuration: Configuration,
  ) {}

  async of(caller: TenantCaller, draft: TokenDraft): Promise<DraftDto> {
    const { issued } = await this.values.open(draft);
    const { scheme } = this.connectors.method(draft);
    return {
      id: draft.id,
      connector: draft.connector,
      method: draft.method,
      scope: draft.scopeKey,
      name: draft.name,
      description: draft.description,
      fields: draft.plainFields,
      secretsSet: draft.secretKeys,
      renewalRate: draft.renewalRate,
      state: {
        name: draft.state,
        since: draft.stateSince,
        ...(draft.stateReason ? { reason: draft.stateReason } : {}),
      },
      warnings: [...refreshWarning(draft, issued, scheme.kind), ...(await this.nameWarnings(caller, draft))],
      createdAt: draft.createdAt,
      expiresAt: draft.expiresAt,
      ...(draft.tokenId === null ? {} : { tokenId: draft.tokenId }),
      ...(draft.account === null ? {} : { account: draft.account }),
      ...(draft.provedAt === null ? {} : { provedAt: draft.provedAt }),
      ...(issued ? { issued: issuedView(issued) } : {}),
      ...(scheme.kind === 'authorization-code'
        ? { redirectUri: redirectUriOf(this.configuration), redirectUriLabel: scheme.redirectUriLabel }
        : {}),
    };
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
}

const HIDES_GLOBAL: WarningDto = {
  code: 'hides-global',
  message: 'A global access token has this name. In this app, the new one will be used in its place.',
};
const HIDDEN_IN_APPS: WarningDto = {
  code: 'hidden-in-apps',
  message: 'Apps have access tokens of this name. They go on using their own.',
};
const NO_REFRESH_TOKEN: WarningDto = {
  code: 'no-refresh-token',
  message: 'The vendor sent no refresh token: when this token expires, somebody has to connect again.',
};

function refreshWarning(draft: TokenDraft, issued: IssuedToken | undefined, scheme: string): WarningDto[] {
  const canEnd = draft.state === 'issued' && scheme === 'authorization-code' && issued?.expiresAt !== undefined;
  return canEnd && !issued.refreshToken ? [NO_REFRESH_TOKEN] : [];
}

function issuedView(issued: IssuedToken): IssuedDto {
  return {
    issuedAt: issued.issuedAt,
    expiryAssumed: issued.expiryAssumed,
    hasRefreshToken: issued.refreshToken !== undefined,
    ...(issued.expiresAt ? { expiresAt: issued.expiresAt } : {}),
    ...(issued.scope === undefined ? {} : { scope: issued.scope }),
  };
}
