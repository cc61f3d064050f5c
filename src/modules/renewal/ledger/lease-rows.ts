import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../database/database.js';
import { type ColumnType, RowFormat, type StoredColumns } from '../../database/rows/row-format.js';
import { type RowStatement, rowStatement, runForRows, storedNow } from '../../database/rows/row-statement.js';
import { AccessToken } from '../../tokens/access-token.entity.js';
import type { TokenChange } from '../../tokens/tokens.repository.js';

export interface WantedLease {
  /**
   * As it was when somebody saw that it must be renewed. Whoever was leased it since then knows more; and one who
   * looked while it was leased has not seen yet that this renewal failed.
   */
  readonly token: Pick<AccessToken, 'id' | 'generation' | 'fence' | 'failures'>;
  readonly holder: string;
  /** Whose process is known to be dead: its lease does not count. */
  readonly deadFence?: number;
}

/** What is stored over a leased row, if the row still is what the lease was taken on. */
export interface LeasedChange {
  /** As it was leased. */
  readonly token: AccessToken;
  readonly fence: number;
  readonly change: TokenChange;
  /** An answer of the vendor: also stored when the lease has been lost, as long as nobody else holds one. */
  readonly isAnswer: boolean;
}

const FREE = (now: string) => `("leaseUntil" IS NULL OR "leaseUntil" < ${now})`;

/**
 * The statements on token rows that leases are made of; by hand, because they run for every renewal. Each takes many
 * rows at once. PostgreSQL's time decides there, so that the clocks of replicas may differ.
 */
@Injectable()
export class LeaseRows {
  #format: RowFormat<AccessToken> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The rows on which a lease was taken, whole and as they are now. None where a renewal came or failed meanwhile. */
  async take(manager: EntityManager, wanted: readonly WantedLease[], forMs: number): Promise<AccessToken[]> {
    const { engine } = this.database;
    const columns = {
      key: 'text',
      was: 'int',
      fenced: 'int',
      failed: 'int',
      dead: 'int',
      holder: 'text',
      now: 'text',
      until: 'text',
    } as const;
    const statement = rowStatement(
      engine,
      columns,
      (table) => `UPDATE access_token
        SET "leaseHolder" = v."holder", "leaseUntil" = ${this.until(forMs)}, "fence" = "fence" + 1
        FROM ${table} WHERE "id" = v."key" AND "generation" = v."was" AND "fence" = v."fenced" AND "failures" = v."failed"
        AND (${FREE(storedNow(engine))} OR "fence" = v."dead")${this.skippingLocked(table)} RETURNING *`,
    );
    const times = this.times(forMs);
    const rows = wanted.map(({ token, holder, deadFence }) => ({
      ...{
        key: token.id,
        was: token.generation,
        fenced: token.fence,
        failed: token.failures,
        dead: deadFence ?? -1,
        holder,
      },
      ...times,
    }));
    return (await runForRows(manager, statement, rows)).map((row) => this.format.fromRow(row));
  }

  /** Lets live leases of this holder last longer. A lease that was lost stays lost. */
  async extend(holder: string, leases: readonly { tokenId: string; fence: number }[], forMs: number): Promise<void> {
    const { engine } = this.database;
    const columns = { key: 'text', fenced: 'int', holder: 'text', now: 'text', until: 'text' } as const;
    const statement = rowStatement(
      engine,
      columns,
      (table) => `UPDATE access_token SET "leaseUntil" = ${this.until(forMs)} FROM ${table}
        WHERE "id" = v."key" AND "fence" = v."fenced" AND "leaseHolder" = v."holder"`,
    );
    const times = this.times(forMs);
    const rows = leases.map(({ tokenId, fence }) => ({ key: tokenId, fenced: fence, holder, ...times }));
    await this.database.write((manager) => runForRows(manager, statement, rows));
  }

  /** Stores changes and ends their leases; answers the ids of the tokens that still were as leased. */
  async store(manager: EntityManager, changes: readonly LeasedChange[]): Promise<Set<string>> {
    const groups = new Map<string, { readonly names: readonly string[]; readonly rows: StoredColumns[] }>();
    const { now } = this.times(0);
    for (const { token, fence, change, isAnswer } of changes) {
      const columns = this.format.toColumns(moved(token, change));
      const names = Object.keys(columns).sort();
      const group = groups.get(names.join()) ?? { names, rows: [] };
      groups.set(names.join(), group);
      group.rows.push({
        ...columns,
        key: token.id,
        was: token.generation,
        fenced: fence,
        answer: isAnswer ? 1 : 0,
        now,
      });
    }
    const stored = new Set<string>();
    for (const { names, rows } of groups.values())
      for (const { id } of await runForRows(manager, this.storing(names), rows)) stored.add(String(id));
    return stored;
  }

  private storing(names: readonly string[]): RowStatement {
    const { engine } = this.database;
    const types = Object.fromEntries(names.map((name): [string, ColumnType] => [name, this.format.typeOf(name)]));
    const columns = { ...types, key: 'text', was: 'int', fenced: 'int', answer: 'int', now: 'text' } as const;
    const set = [...names.map((name) => `"${name}" = v."${name}"`), '"leaseHolder" = NULL', '"leaseUntil" = NULL'];
    // Both sides have these columns, so the row's own are named in full.
    const free = `(access_token."leaseUntil" IS NULL OR access_token."leaseUntil" < ${storedNow(engine)})`;
    return rowStatement(
      engine,
      columns,
      (table) => `UPDATE access_token SET ${set.join(', ')} FROM ${table}
        WHERE access_token."id" = v."key" AND access_token."generation" = v."was"
        AND (access_token."fence" = v."fenced" OR (v."answer" = 1 AND ${free})) RETURNING access_token."id" AS "id"`,
    );
  }

  private get format(): RowFormat<AccessToken> {
    this.#format ??= new RowFormat(this.database.reader.dataSource, AccessToken);
    return this.#format;
  }

  /** Used on SQLite, where our clock is the database's. */
  private times(forMs: number): { readonly now: string; readonly until: string } {
    const now = this.clock.now();
    return { now: now.toISOString(), until: new Date(now.getTime() + forMs).toISOString() };
  }

  private until(forMs: number): string {
    return this.database.engine === 'postgres' ? storedNow('postgres', forMs) : 'v."until"';
  }

  /** Two replicas that lock the same rows in different order would wait for each other. */
  private skippingLocked(table: string): string {
    if (this.database.engine !== 'postgres') return '';
    return ` AND "id" IN (SELECT "id" FROM access_token
      WHERE "id" IN (SELECT v."key" FROM ${table}) ORDER BY "id" FOR UPDATE SKIP LOCKED)`;
  }
}

/** These change with the generation only, and cost much to write: what a renewal leaves alone is not written again. */
const KEPT_BY_GENERATION = ['connector', 'method', 'plainFields', 'secretKeys', 'grantKey', 'hasRefreshToken'] as const;

function moved(token: AccessToken, change: TokenChange): TokenChange {
  const moved = { ...change };
  for (const name of KEPT_BY_GENERATION) {
    if (JSON.stringify(token[name]) === JSON.stringify(moved[name])) delete moved[name];
  }
  return moved;
}
