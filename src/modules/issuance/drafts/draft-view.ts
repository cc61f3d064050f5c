import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { IssuedToken } from '../../../connectors/contract/issued-token.js';
import { Configuration } from '../../../kernel/configuration.js';
import type { TenantCaller } from '../../callers/caller.js';
import { entryViewOf } from '../../tokens/care/entry-view.js';
import { redirectUriOf } from '../consents/redirect-uri.js';
import type { DraftDto, IssuedDto } from './draft.dto.js';
import { DraftValues } from './draft-values.js';
import { DraftWarnings } from './draft-warnings.js';
import type { TokenDraft } from './token-draft.entity.js';

/** A draft as its owner sees it, with what is worth knowing before Done. */
@Injectable()
export class DraftView {
  constructor(
    private readonly values: DraftValues,
    private readonly connectors: ConnectorsService,
    private readonly warnings: DraftWarnings,
    private readonly configuration: Configuration,
  ) {}

  async of(caller: TenantCaller, draft: TokenDraft): Promise<DraftDto> {
    const connection = await this.values.open(draft);
    const { issued } = connection;
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
      keepAlive: draft.keepAlive,
      remindDays: draft.remindDays,
      forecast: this.warnings.forecastOf(draft, connection).map(entryViewOf),
      warnings: await this.warnings.of(caller, draft, connection),
      createdAt: draft.createdAt,
      expiresAt: draft.expiresAt,
      ...(draft.tokenId === null ? {} : { tokenId: draft.tokenId }),
      ...(draft.account === null ? {} : { account: draft.account }),
      ...(draft.provedAt === null ? {} : { provedAt: draft.provedAt }),
      ...(draft.provedBy === null ? {} : { provedBy: draft.provedBy }),
      ...(draft.credentialExpiresAt === null ? {} : { credentialExpiresAt: draft.credentialExpiresAt }),
      ...(draft.reminderContact === null ? {} : { reminderContact: draft.reminderContact }),
      ...(issued ? { issued: issuedView(issued) } : {}),
      ...('redirectUriLabel' in scheme
        ? { redirectUri: redirectUriOf(this.configuration), redirectUriLabel: scheme.redirectUriLabel }
        : {}),
    };
  }
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
