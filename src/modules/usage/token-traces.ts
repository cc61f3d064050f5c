import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LastUses } from './last-uses.js';
import { TokenProofs } from './token-proofs.js';

/** All that the use of a token leaves here, for the day on which the token goes. */
@Injectable()
export class TokenTraces {
  constructor(
    private readonly lastUses: LastUses,
    private readonly proofs: TokenProofs,
  ) {}

  async deleteOf(manager: EntityManager, tokenId: string): Promise<void> {
    await this.lastUses.deleteOf(manager, tokenId);
    await this.proofs.deleteOf(manager, tokenId);
  }
}
