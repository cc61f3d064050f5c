import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LastUses } from './last-uses.js';
import { type Proof, TokenProofs } from './token-proofs.js';

/** What the use of one token has left. */
export interface TokenTrace {
  readonly lastUsedAt?: Date;
  readonly proof?: Proof;
}

/** All that the use of a token leaves here: to show it, and to forget it on the day on which the token goes. */
@Injectable()
export class TokenTraces {
  constructor(
    private readonly lastUses: LastUses,
    private readonly proofs: TokenProofs,
  ) {}

  /** By token id. */
  async of(tokenIds: readonly string[]): Promise<ReadonlyMap<string, TokenTrace>> {
    const [uses, proofs] = await Promise.all([this.lastUses.of(tokenIds), this.proofs.of(tokenIds)]);
    return new Map(tokenIds.map((id) => [id, traceOf(uses.get(id), proofs.get(id))]));
  }

  async deleteOf(manager: EntityManager, tokenId: string): Promise<void> {
    await this.lastUses.deleteOf(manager, tokenId);
    await this.proofs.deleteOf(manager, tokenId);
  }
}

function traceOf(lastUsedAt: Date | undefined, proof: Proof | undefined): TokenTrace {
  return { ...(lastUsedAt ? { lastUsedAt } : {}), ...(proof ? { proof } : {}) };
}
