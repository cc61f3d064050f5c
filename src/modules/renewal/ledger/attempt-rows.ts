import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../database/database.js';
import { insertRows } from '../../database/rows/insert-rows.js';
import { RowFormat } from '../../database/rows/row-format.js';
import { rowChange, rowStatement, runForRows, storedNow } from '../../database/rows/row-statement.js';
import type { StateReason } from '../../tokens/token-state.js';
import { type AttemptOutcome, RenewalAttempt } from '../renewal-attempt.entity.js';

export interface ClosedAttempt {
  readonly id: string;
  readonly outcome: AttemptOutcome;
  readonly reason?: StateReason;
}

/** Which refresh token of which access token. */
interface Grant {
  readonly tokenId: string;
  readonly refreshFingerprint: string | null;
}

/** The answer of the vendor is not known; the words are those of the partial index. */
const UNANSWERED = `"outcome" IN ('intended', 'in-doubt')`;

/** The statements on the lines of the ledger, many at once. */
@Injectable()
export class AttemptRows {
  #format: RowFormat<RenewalAttempt> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Since when the vendor owes an answer for these very refresh tokens, by token id. */
  async unansweredSince(manager: EntityManager, grants: readonly Grant[]): Promise<Map<string, Date>> {
    const asked = grants.filter(({ refreshFingerprint }) => refreshFingerprint !== null);
    if (asked.length === 0) return new Map();
    const statement = rowStatement(
      this.database.engine,
      { key: 'text', print: 'text' },
      (table) => `SELECT v."key" AS "key", MIN("startedAt") AS "since" FROM ${table} JOIN renewal_attempt
        ON "tokenId" = v."key" AND "refreshFingerprint" = v."print" AND ${UNANSWERED} GROUP BY v."key"`,
    );
    const rows = asked.map(({ tokenId, refreshFingerprint }) => ({ key: tokenId, print: refreshFingerprint }));
    const found = await runForRows(manager, statement, rows);
    return new Map(found.map(({ key, since }) => [String(key), new Date(String(since))]));
  }

  async insert(manager: EntityManager, attempts: readonly RenewalAttempt[]): Promise<void> {
    await insertRows(manager, this.format, attempts);
  }

  /** Writes outcomes; only over an attempt whose answer was not known. */
  async close(manager: EntityManager, closed: readonly ClosedAttempt[]): Promise<void> {
    const columns = { key: 'text', ended: 'text', why: 'text', at: 'text' } as const;
    const statement = rowChange(
      this.database.engine,
      columns,
      (from) => `UPDATE renewal_attempt SET "outcome" = v."ended", "reason" = v."why", "settledAt" = v."at"
        ${from} WHERE "id" = v."key" AND ${UNANSWERED}`,
    );
    const at = this.clock.now().toISOString();
    const rows = closed.map(({ id, outcome, reason }) => ({
      ...{ key: id, ended: outcome, why: reason ? JSON.stringify(reason) : null, at },
    }));
    await runForRows(manager, statement, rows);
  }

  /** A newer token is stored: what was left open before it is of no more interest. The reasons stay. */
  async overtake(manager: EntityManager, tokenIds: readonly string[]): Promise<void> {
    if (tokenIds.length === 0) return;
    const statement = rowChange(
      this.database.engine,
      { key: 'text', at: 'text' },
      (from) => `UPDATE renewal_attempt SET "outcome" = 'overtaken', "settledAt" = v."at"
        ${from} WHERE "tokenId" = v."key" AND ${UNANSWERED}`,
    );
    const at = this.clock.now().toISOString();
    const rows = tokenIds.map((key) => ({ key, at }));
    await runForRows(manager, statement, rows);
  }

  /** Open attempts that nobody works on, because their lease has run out or another one followed; the latest first. */
  async open(limit: number, isEveryoneDead: boolean): Promise<RenewalAttempt[]> {
    const { engine } = this.database;
    const isDead = `(t."id" IS NULL OR t."fence" <> a."fence" OR t."leaseUntil" IS NULL OR t."leaseUntil" < ${storedNow(engine)})`;
    const statement = rowStatement(
      engine,
      { now: 'text' },
      (table) => `SELECT a.* FROM ${table} CROSS JOIN renewal_attempt a
        LEFT JOIN access_token t ON t."id" = a."tokenId" WHERE a."outcome" = 'intended'
        ${isEveryoneDead ? '' : `AND ${isDead}`} ORDER BY a."startedAt" DESC LIMIT ${limit}`,
    );
    const rows = await runForRows(this.database.reader, statement, [{ now: this.clock.now().toISOString() }]);
    return rows.map((row) => this.format.fromRow(row));
  }

  private get format(): RowFormat<RenewalAttempt> {
    this.#format ??= new RowFormat(this.database.reader.dataSource, RenewalAttempt);
    return this.#format;
  }
}
