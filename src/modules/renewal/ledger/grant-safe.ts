import { Injectable } from '@nestjs/common';
import type { Connection } from '../../../connectors/contract/connection.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
import { TokenSafe } from '../../tokens/token-safe.js';
import { type SealingKey, Vault } from '../../vault/vault.js';

export interface OpenedGrant {
  readonly live: Connection;
  /** For sealing what comes of it. */
  readonly key: SealingKey;
  /** Which refresh token a renewal sends, as a digest that only the vault's key can make; null when it sends none. */
  readonly refreshFingerprint: string | null;
}

/** Opens what a renewal needs of a token. */
@Injectable()
export class GrantSafe {
  constructor(
    private readonly safe: TokenSafe,
    private readonly vault: Vault,
  ) {}

  /** @throws sealed-value-refused, data-key-missing */
  async open(token: AccessToken): Promise<OpenedGrant> {
    const [live, key] = await Promise.all([this.safe.open(token), this.safe.keyOf(token)]);
    const text = live.issued?.refreshToken?.reveal('to fingerprint it');
    const refreshFingerprint =
      text === undefined ? null : await this.vault.digest(token.tenantId, 'refresh fingerprint', { text });
    return { live, key, refreshFingerprint };
  }
}
