import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type EntityManager, LessThan } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { Database } from '../../database/database.js';
import { type ResealBatch, type ResealOutcome, type SealedStore, SealedStores } from '../../vault/sealed-stores.js';
import { type SealContext, sealedPrefix } from '../../vault/sealed-value.js';
import { Vault } from '../../vault/vault.js';
import { idempotencyKeyReused, requestInDoubt, requestInFlight } from '../api.errors.js';
import { ANSWER_KEPT } from '../requests/limits.js';
import { IdempotentAnswerEntity } from './idempotent-answer.entity.js';

/** A request that has not answered after so many milliseconds lost its process. */
const IN_FLIGHT_AT_MOST = 2 * 60_000;
const CLEAN_EVERY = 60 * 60_000;

export interface IdempotentRequest {
  readonly callerId: string;
  readonly key: string;
  readonly tenantId: string;
  /** Digest of method, address and body. */
  readonly request: string;
}

/** Either this request is the first and does the work, or the answer of the first is there. */
export type Beginning = { readonly row: IdempotentAnswerEntity; readonly answer?: string };

/** Remembers answers to creations, so that a repeated request gets the same answer and creates nothing. */
@Injectable()
export class IdempotentAnswers implements SealedStore, OnModuleInit {
  readonly name = 'idempotent answers';

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly stores: SealedStores,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.stores.register(this);
  }

  /** @throws idempotency-key-reused, request-in-flight, request-in-doubt */
  async begin(wanted: IdempotentRequest): Promise<Beginning> {
    const mine = this.#newRow(wanted);
    const { callerId, key } = wanted;
    const row = await this.database.write(async (manager) => {
      await manager.delete(IdempotentAnswerEntity, { callerId, key, expiresAt: LessThan(this.clock.now()) });
      // The primary key decides which of several simultaneous requests is the first.
      await manager.createQueryBuilder().insert().into(IdempotentAnswerEntity).values(mine).orIgnore().execute();
      return manager.findOneBy(IdempotentAnswerEntity, { callerId, key });
    });
    if (!row) throw requestInFlight();
    if (row.attempt === mine.attempt) return { row };
    if (row.request !== wanted.request) throw idempotencyKeyReused();
    if (row.sealed === null) throw this.#isLost(row) ? requestInDoubt() : requestInFlight();
    const answer = await this.vault.open(row.tenantId, contextOf(row), row.sealed);
    return { row, answer: answer.reveal('to repeat the answer to the same caller') };
  }

  async finish(row: IdempotentAnswerEntity, answer: string): Promise<void> {
    const sealed = await this.vault.seal(row.tenantId, contextOf(row), answer);
    await this.#update(row, { sealed });
  }

  /** Nothing was created: the key may be used again, with a corrected request if need be. */
  async release({ callerId, key, attempt }: IdempotentAnswerEntity): Promise<void> {
    await this.database.write((manager) => manager.delete(IdempotentAnswerEntity, { callerId, key, attempt }));
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(IdempotentAnswerEntity, { tenantId });
  }

  @Interval(CLEAN_EVERY)
  async deleteExpired(): Promise<void> {
    const expired = { expiresAt: LessThan(this.clock.now()) };
    await this.database.write((manager) => manager.delete(IdempotentAnswerEntity, expired));
  }

  countBehind(tenantId: string, version: number): Promise<number> {
    return this.#behind(tenantId, version).getCount();
  }

  async resealBatch({ tenantId, version, after, limit }: ResealBatch): Promise<ResealOutcome> {
    const rows = await this.#behind(tenantId, version)
      .andWhere('a.attempt > :after', { after })
      .orderBy('a.attempt')
      .limit(limit)
      .getMany();
    let resealed = 0;
    for (const row of rows) if (await this.#reseal(row)) resealed += 1;
    const next = rows.length === limit ? rows.at(-1)?.attempt : undefined;
    return { resealed, refused: rows.length - resealed, next };
  }

  async #reseal(row: IdempotentAnswerEntity): Promise<boolean> {
    try {
      const sealed = await this.vault.reseal(row.tenantId, contextOf(row), row.sealed ?? '');
      return await this.#update(row, { sealed });
    } catch {
      // Counted as refused; a repetition of the request will be told the same.
      return false;
    }
  }

  #behind(tenantId: string, version: number) {
    return this.database.reader
      .createQueryBuilder(IdempotentAnswerEntity, 'a')
      .where('a."tenantId" = :tenantId AND a.sealed IS NOT NULL', { tenantId })
      .andWhere('a.sealed NOT LIKE :prefix', { prefix: `${sealedPrefix(version)}%` });
  }

  async #update(row: IdempotentAnswerEntity, change: { sealed: string }): Promise<boolean> {
    const { callerId, key, attempt } = row;
    const result = await this.database.write((manager) =>
      manager.update(IdempotentAnswerEntity, { callerId, key, attempt }, change),
    );
    return result.affected === 1;
  }

  #isLost(row: IdempotentAnswerEntity): boolean {
    return this.clock.now().getTime() - row.createdAt.getTime() > IN_FLIGHT_AT_MOST;
  }

  #newRow(wanted: IdempotentRequest): IdempotentAnswerEntity {
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + ANSWER_KEPT);
    const row = { ...wanted, attempt: newId('attempt'), sealed: null, createdAt, expiresAt };
    return Object.assign(new IdempotentAnswerEntity(), row);
  }
}

function contextOf({ attempt, request }: IdempotentAnswerEntity): SealContext {
  return { owner: attempt, field: 'answer', generation: 1, facts: request };
}
