import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Connection } from '../../connectors/contract/connection.js';
import { Clock } from '../../kernel/clock.js';
import type { SealingKey } from '../vault/vault.js';
import type { AccessToken } from './access-token.entity.js';
import { TokenOutlook } from './outlook/token-outlook.js';
import { plainOf, secretKeysOf, TokenSafe } from './token-safe.js';
import type { TokenChange } from './tokens.repository.js';

/** Makes the columns of a token's next generation: every change seals anew, so an older value opens nowhere. */
@Injectable()
export class TokenGenerations {
  constructor(
    private readonly safe: TokenSafe,
    private readonly connectors: ConnectorsService,
    private readonly outlook: TokenOutlook,
    private readonly clock: Clock,
  ) {}

  /** What to store over `token`; nothing is stored here. */
  async next(token: AccessToken, connection: Connection, change: TokenChange): Promise<TokenChange> {
    return this.nextWith(await this.safe.keyOf(token), token, { connection, change });
  }

  /** As `next`, with a key that was fetched before: asks the database for nothing. */
  nextWith(
    key: SealingKey,
    token: AccessToken,
    { connection, change }: { readonly connection: Connection; readonly change: TokenChange },
  ): TokenChange {
    const { issued, values } = connection;
    // V8 makes a slow table of an object that grows by much: so all columns stand here, and get their last values below.
    const next = {
      connector: connection.connector,
      method: connection.method,
      definition: connection.definition ?? null,
      plainFields: plainOf(values),
      secretKeys: secretKeysOf(values),
      issuedAt: issued?.issuedAt ?? null,
      expiresAt: issued?.expiresAt ?? null,
      generation: token.generation + 1,
      changedAt: this.clock.now(),
      hasRefreshToken: token.hasRefreshToken,
      grantKey: token.grantKey,
      certificateExpiresAt: token.certificateExpiresAt,
      nextRenewalAt: token.nextRenewalAt,
      needsPersonAt: token.needsPersonAt,
      needsPersonCause: token.needsPersonCause,
      nextNoticeAt: token.nextNoticeAt,
      sealedFields: token.sealedFields,
      sealedIssued: token.sealedIssued,
    } satisfies TokenChange;
    Object.assign(next, this.lifeOf(connection), change);
    const row = { ...token, ...next };
    return Object.assign(next, this.outlook.of(row), this.safe.sealWith(key, row, connection));
  }

  private lifeOf(connection: Connection): TokenChange {
    const { hasRefreshToken, grantIdentity, certificateExpiresAt } = this.connectors.lifeOf(connection);
    return {
      hasRefreshToken: hasRefreshToken ?? null,
      grantKey: grantIdentity === undefined ? null : grantKeyOf(grantIdentity),
      certificateExpiresAt: certificateExpiresAt ?? null,
    };
  }
}

/** Short enough for an index, and the same for the same vendor account. */
export function grantKeyOf(grantIdentity: string): string {
  return hash('sha256', grantIdentity, 'base64url');
}
