import { Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { Database } from '../../database/database.js';
import { RowFormat } from '../../database/rows/row-format.js';
import { entitiesFor, rowChange, rowStatement, runForValues } from '../../database/rows/row-statement.js';
import { wholeRows } from '../../database/rows/whole-rows.js';
import { AccessToken } from '../../tokens/access-token.entity.js';
import type { PutBack } from './later.js';

/** How long a claim keeps other replicas away. After a crash the token comes due again. Milliseconds. */
const CLAIM_MS = 120_000;

export interface DueQuery {
  readonly now: Date;
  readonly limit: number;
  /** Only those of this tenant. */
  readonly tenantId?: string;
}

type Wanted = Omit<DueQuery, 'now'>;

/** Says which of the due ones to leave to another time. */
export type Postpone = (due: readonly AccessToken[], now: Date) => readonly PutBack[];

/**
 * Finds tokens whose renewal is due, by an index that has the due ones in front, and claims them. Among replicas the
 * claim moves `nextRenewalAt` ahead in the transaction that found them, so no other finds them meanwhile. On SQLite,
 * where one process owns the file, it keeps its claims in memory: nothing is written, and a crash claims nothing.
 */
@Injectable()
export class DueTokens {
  readonly #own = new Set<string>();
  #format: RowFormat<AccessToken> | undefined;

  constructor(private readonly database: Database) {}

  /** The longest due first, of one tenant or of all; each is this process's until it is `done` or put back. */
  async claim(wanted: Wanted, postpone: Postpone): Promise<AccessToken[]> {
    const now = await this.database.now();
    return this.database.engine === 'sqlite'
      ? this.claimAlone({ ...wanted, now }, postpone)
      : this.claimAmongReplicas({ ...wanted, now }, postpone);
  }

  /** The renewal came to its end: what its row says counts again. */
  done(id: string): void {
    this.#own.delete(id);
  }

  /** Gives claims back unused: they are another replica's, or the next start's, at once. */
  async letGo(tokens: readonly AccessToken[]): Promise<void> {
    for (const { id } of tokens) this.#own.delete(id);
    if (this.database.engine === 'postgres') await this.putBack([{ at: await this.database.now(), tokens }]);
  }

  /** Plans anew what is still planned as it was seen: what somebody has renewed or changed meanwhile stays. */
  async putBack(later: readonly PutBack[]): Promise<void> {
    if (later.length === 0) return;
    try {
      await this.database.write((manager) => this.lookAt(manager, later));
    } finally {
      for (const { id } of later.flatMap(({ tokens }) => tokens)) this.#own.delete(id);
    }
  }

  private async claimAlone(query: DueQuery, postpone: Postpone): Promise<AccessToken[]> {
    const { now, limit } = query;
    const found = await dueTokens(this.database.reader, { ...query, limit: limit + this.#own.size })
      .select('token.id', 'id')
      .getRawMany<{ id: string }>();
    const ids = found
      .filter(({ id }) => !this.#own.has(id))
      .slice(0, limit)
      .map(({ id }) => id);
    for (const id of ids) this.#own.add(id);
    const due = await this.stillDue(ids, now).catch((error: unknown) => {
      for (const id of ids) this.#own.delete(id);
      throw error;
    });
    await this.putBack(postpone(due, now));
    return due;
  }

  /** Read after they were claimed: a renewal may have ended since they were found. The claim on those ends. */
  private async stillDue(ids: readonly string[], now: Date): Promise<AccessToken[]> {
    const statement = rowStatement(
      'sqlite',
      { key: 'text', now: 'text' },
      (table) => `SELECT access_token.* FROM ${table} JOIN access_token ON "id" = v."key"
        WHERE "nextRenewalAt" <= v."now" AND ("leaseUntil" IS NULL OR "leaseUntil" < v."now")`,
    );
    const lists = ids.map((id) => [id, now.toISOString()]);
    const due = await entitiesFor(this.database.reader, { statement, format: this.format }, lists);
    const isDue = new Set(due.map(({ id }) => id));
    for (const id of ids) if (!isDue.has(id)) this.#own.delete(id);
    return due;
  }

  private async claimAmongReplicas(query: DueQuery, postpone: Postpone): Promise<AccessToken[]> {
    const { now } = query;
    // Mostly nothing is due. In order of the index: whether one is there at all, a database may find out by reading all.
    const first = await dueTokens(this.database.reader, { ...query, limit: 1 })
      .select('token.id')
      .getRawMany();
    if (first.length === 0) return [];
    return this.database.write(async (manager) => {
      const locked = dueTokens(manager, query).setLock('pessimistic_write').setOnLocked('skip_locked');
      const due = await wholeRows(locked.select('token.*'), this.format);
      const claimedUntil = new Date(now.getTime() + CLAIM_MS);
      await this.lookAt(manager, [{ at: claimedUntil, tokens: due }, ...postpone(due, now)]);
      for (const token of due) token.nextRenewalAt = claimedUntil;
      return due;
    });
  }

  /** Where a token is named twice, the last one counts. */
  private async lookAt(manager: EntityManager, times: readonly PutBack[]): Promise<void> {
    const plans = times.flatMap(({ at, tokens }) =>
      tokens.map(({ id, nextRenewalAt }) => [id, [nextRenewalAt?.toISOString() ?? null, at.toISOString()]] as const),
    );
    const statement = rowChange(
      this.database.engine,
      { key: 'text', was: 'text', at: 'text' },
      (from) => `UPDATE access_token SET "nextRenewalAt" = v."at" ${from}
        WHERE "id" = v."key" AND "nextRenewalAt" = v."was"`,
    );
    const lists = [...new Map(plans)].map(([id, [was = null, at = null]]) => [id, was, at]);
    await runForValues(manager, statement, lists);
  }

  private get format(): RowFormat<AccessToken> {
    this.#format ??= new RowFormat(this.database.reader.dataSource, AccessToken);
    return this.#format;
  }
}

/** Whoever is being renewed by somebody is left to them. */
export function dueTokens(manager: EntityManager, { now, limit, tenantId }: DueQuery): SelectQueryBuilder<AccessToken> {
  const at = { now: now.toISOString() };
  const query = manager
    .createQueryBuilder(AccessToken, 'token')
    .where('token.nextRenewalAt <= :now', at)
    // A renewal that was under way when somebody switched the token off may have planned the next one.
    .andWhere(new Brackets((either) => either.where('token.leaseUntil IS NULL').orWhere('token.leaseUntil < :now', at)))
    .orderBy('token.nextRenewalAt', 'ASC')
    .limit(limit);
  return tenantId === undefined ? query : query.andWhere('token.tenantId = :tenantId', { tenantId });
}
