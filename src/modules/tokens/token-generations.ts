import { Injectable } from '@nestjs/common';
import type { Connection } from '../../connectors/contract/connection.js';
import { Clock } from '../../kernel/clock.js';
import type { AccessToken } from './access-token.entity.js';
import { plainOf, secretKeysOf, TokenSafe } from './token-safe.js';
import type { TokenChange } from './tokens.repository.js';

/** Makes the columns of a token's next generation: every change seals anew, so an older value opens nowhere. */
@Injectable()
export class TokenGenerations {
  constructor(
    private readonly safe: TokenSafe,
    private readonly clock: Clock,
  ) {}

  /** What to store over `token`; nothing is stored here. */
  async next(token: AccessToken, connection: Connection, change: TokenChange): Promise<TokenChange> {
    const now = this.clock.now();
    const plain: TokenChange = {
      ...change,
      connector: connection.connector,
      method: connection.method,
      plainFields: plainOf(connection.values),
      secretKeys: secretKeysOf(connection.values),
      issuedAt: connection.issued?.issuedAt ?? null,
      expiresAt: connection.issued?.expiresAt ?? null,
      generation: token.generation + 1,
      changedAt: now,
    };
    return { ...plain, ...(await this.safe.seal({ ...token, ...plain }, connection)) };
  }
}
