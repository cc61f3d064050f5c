import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Brackets, type EntityManager, In } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../database/database.js';
import { TokenProofEntity } from './token-proof.entity.js';

/** A crash loses at most this many milliseconds of proofs. */
const FLUSH_EVERY = 5_000;
const ROWS_AT_ONCE = 500;

/** How a vendor took a token: the request passed, or it was refused and no renewal mended that. */
export type ProofOutcome = 'worked' | 'refused';
export type Proof = { -readonly [K in `${ProofOutcome}At`]?: Date };

type NotedProof = Proof & { readonly tenantId: string };

/**
 * What requests with a token have proved: kept in memory, written down now and then, so that it costs a request
 * nothing.
 */
@Injectable()
export class TokenProofs implements BeforeApplicationShutdown {
  readonly #log = new Logger('Usage');
  #proofs = new Map<string, NotedProof>();
  /** On their way to the database, and not surely there yet. */
  #leaving: ReadonlyMap<string, NotedProof> = new Map();
  #flushing: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** For every request to a vendor with the token's credential, when its answer is judged. */
  note(token: { readonly id: string; readonly tenantId: string }, outcome: ProofOutcome): void {
    const { id, tenantId } = token;
    let proof = this.#proofs.get(id);
    if (!proof) {
      proof = { tenantId };
      this.#proofs.set(id, proof);
    }
    proof[`${outcome}At`] = this.clock.now();
  }

  /** By token id; what this process has not written yet is included. */
  async of(tokenIds: readonly string[]): Promise<ReadonlyMap<string, Proof>> {
    const rows = await this.database.reader.findBy(TokenProofEntity, { tokenId: In([...tokenIds]) });
    const known = new Map(
      rows.map(({ tokenId, workedAt, refusedAt }) => [tokenId, definedOf({ workedAt, refusedAt })]),
    );
    for (const tokenId of tokenIds) {
      for (const noted of [this.#leaving.get(tokenId), this.#proofs.get(tokenId)]) {
        if (noted) known.set(tokenId, later(known.get(tokenId) ?? {}, noted));
      }
    }
    return known;
  }

  @Interval(FLUSH_EVERY)
  flush(): Promise<void> {
    this.#flushing ??= this.#flushAll().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  /** What came while a flush was under way needs another. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
    await this.flush();
  }

  async deleteOf(manager: EntityManager, tokenId: string): Promise<void> {
    this.#proofs.delete(tokenId);
    await manager.delete(TokenProofEntity, { tokenId });
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    for (const [tokenId, proof] of this.#proofs) if (proof.tenantId === tenantId) this.#proofs.delete(tokenId);
    await manager.delete(TokenProofEntity, { tenantId });
  }

  async #flushAll(): Promise<void> {
    const proofs = this.#proofs;
    this.#leaving = proofs;
    this.#proofs = new Map();
    const all = [...proofs];
    for (let from = 0; from < all.length; from += ROWS_AT_ONCE) await this.#write(all.slice(from, from + ROWS_AT_ONCE));
    this.#leaving = new Map();
  }

  /** In the order of the ids: two replicas that lock the same rows in different orders would block each other. */
  async #write(proofs: [string, NotedProof][]): Promise<void> {
    const sorted = proofs.sort(([a], [b]) => (a < b ? -1 : 1));
    try {
      await this.database.write(async (manager) => {
        for (const [tokenId, proof] of sorted) await writeOne(manager, tokenId, proof);
      });
    } catch (error) {
      for (const [tokenId, proof] of proofs) {
        const newer = this.#proofs.get(tokenId);
        this.#proofs.set(tokenId, newer ? { ...proof, ...newer } : proof);
      }
      this.#log.warn(`Proofs of ${proofs.length} access tokens are kept for the next time: ${error}`);
    }
  }
}

/** Never moves a time back: another replica may have seen a later answer. */
async function writeOne(manager: EntityManager, tokenId: string, proof: NotedProof): Promise<void> {
  const { tenantId } = proof;
  await manager
    .createQueryBuilder()
    .insert()
    .into(TokenProofEntity)
    .values({ tokenId, tenantId, workedAt: null, refusedAt: null })
    .orIgnore()
    .execute();
  for (const column of ['workedAt', 'refusedAt'] as const) {
    const at = proof[column];
    if (!at) continue;
    await manager
      .createQueryBuilder()
      .update(TokenProofEntity)
      .set({ [column]: at })
      .where({ tokenId })
      .andWhere(
        new Brackets((either) =>
          either.where(`"${column}" IS NULL`).orWhere(`"${column}" < :at`, { at: at.toISOString() }),
        ),
      )
      .execute();
  }
}

function later(one: Proof, other: Proof): Proof {
  return definedOf({
    workedAt: latest(one.workedAt, other.workedAt),
    refusedAt: latest(one.refusedAt, other.refusedAt),
  });
}

function latest(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one && other && one > other ? one : (other ?? one);
}

function definedOf({ workedAt, refusedAt }: Record<keyof Proof, Date | null | undefined>): Proof {
  return { ...(workedAt ? { workedAt } : {}), ...(refusedAt ? { refusedAt } : {}) };
}
