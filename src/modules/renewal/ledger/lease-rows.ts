import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../database/database.js';
import { type ColumnType, RowFormat } from '../../database/rows/row-format.js';
import {
  entitiesFor,
  keysChanged,
  type RowStatement,
  type RowValues,
  rowChange,
  runForRows,
  storedNow,
} from '../../database/rows/row-statement.js';
import { AccessToken } from '../../tokens/access-token.entity.js';
import type { TokenChange } from '../../tokens/tokens.repository.js';

export interface WantedLease {
  /**
   * As it was when somebody saw that it must be renewed. Whoever was leased it since then knows more; and one who
   * looked while it was leased has not seen yet that this renewal failed.
   */
  readonly token: AccessToken;
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
  readonly #storing = new Map<string, RowStatement>();
  #returned: string | undefined;
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
    const statement = rowChange(
      engine,
      columns,
      (from) => `UPDATE access_token
        SET "leaseHolder" = v."holder", "leaseUntil" = ${this.until(forMs)}, "fence" = "fence" + 1
        ${from} WHERE "id" = v."key" AND "generation" = v."was" AND "fence" = v."fenced" AND "failures" = v."failed"
        AND (${FREE(storedNow(engine))} OR "fence" = v."dead")${this.skippingLocked(from)} RETURNING ${this.returned()}`,
    );
    const { now, until } = this.times(forMs);
    const lists = wanted.map(({ token, holder, deadFence = -1 }) => {
      const { id, generation, fence, failures } = token;
      return [id, generation, fence, failures, deadFence, holder, now, until];
    });
    const taken = await entitiesFor(manager, { statement, format: this.format }, lists);
    const seen = new Map(wanted.map(({ token }) => [token.id, token]));
    for (const row of taken) take(row, seen.get(row.id) ?? row, SEEN);
    return taken;
  }

  /** Lets live leases of this holder last longer. A lease that was lost stays lost. */
  async extend(holder: string, leases: readonly { tokenId: string; fence: number }[], forMs: number): Promise<void> {
    const { engine } = this.database;
    const columns = { key: 'text', fenced: 'int', holder: 'text', now: 'text', until: 'text' } as const;
    const statement = rowChange(
      engine,
      columns,
      (from) => `UPDATE access_token SET "leaseUntil" = ${this.until(forMs)} ${from}
        WHERE "id" = v."key" AND "fence" = v."fenced" AND "leaseHolder" = v."holder"`,
    );
    const times = this.times(forMs);
    const rows = leases.map(({ tokenId, fence }) => ({ key: tokenId, fenced: fence, holder, ...times }));
    await this.database.write((manager) => runForRows(manager, statement, rows));
  }

  /** Stores changes and ends their leases; answers the ids of the tokens that still were as leased. */
  async store(manager: EntityManager, changes: readonly LeasedChange[]): Promise<Set<string>> {
    const groups = new Map<string, { readonly names: readonly string[]; readonly lists: RowValues[] }>();
    const { now } = this.times(0);
    for (const { token, fence, change, isAnswer } of changes) {
      const { names, values } = this.format.changesOf(change, unmoved(token, change));
      const key = names.join();
      const group = groups.get(key) ?? { names, lists: [] };
      groups.set(key, group);
      group.lists.push([...values, token.id, token.generation, fence, isAnswer ? 1 : 0, now]);
    }
    const stored = new Set<string>();
    for (const [key, { names, lists }] of groups) {
      const change = { statement: this.storing(key, names), keyAt: names.length };
      for (const id of await keysChanged(manager, change, lists)) stored.add(id);
    }
    return stored;
  }

  /** What may have changed since the token was seen. */
  private returned(): string {
    const seen: readonly string[] = SEEN;
    this.#returned ??= this.format.names
      .filter((name) => !seen.includes(name))
      .map((name) => `"${name}"`)
      .join(', ');
    return this.#returned;
  }

  /** Few: what a renewal changes is much the same each time. */
  private storing(key: string, names: readonly string[]): RowStatement {
    const known = this.#storing.get(key);
    if (known) return known;
    const statement = this.storingOf(names);
    this.#storing.set(key, statement);
    return statement;
  }

  private storingOf(names: readonly string[]): RowStatement {
    const { engine } = this.database;
    const types = Object.fromEntries(names.map((name): [string, ColumnType] => [name, this.format.typeOf(name)]));
    const columns = { ...types, key: 'text', was: 'int', fenced: 'int', answer: 'int', now: 'text' } as const;
    const set = [...names.map((name) => `"${name}" = v."${name}"`), '"leaseHolder" = NULL', '"leaseUntil" = NULL'];
    // On PostgreSQL both sides have these columns, so the row's own are named in full.
    const returning = engine === 'postgres' ? ' RETURNING access_token."id" AS "key"' : '';
    const free = `(access_token."leaseUntil" IS NULL OR access_token."leaseUntil" < ${storedNow(engine)})`;
    return rowChange(
      engine,
      columns,
      (from) => `UPDATE access_token SET ${set.join(', ')} ${from}
        WHERE access_token."id" = v."key" AND access_token."generation" = v."was"
        AND (access_token."fence" = v."fenced" OR (v."answer" = 1 AND ${free}))${returning}`,
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
  private skippingLocked(from: string): string {
    if (this.database.engine !== 'postgres') return '';
    return ` AND "id" IN (SELECT "id" FROM access_token
      WHERE "id" IN (SELECT v."key" ${from}) ORDER BY "id" FOR UPDATE SKIP LOCKED)`;
  }
}

/** These change with the generation only, and cost much to write: what a renewal leaves alone is not written again. */
const KEPT_BY_GENERATION = [
  ...(['connector', 'method', 'definition', 'plainFields', 'secretKeys'] as const),
  ...(['grantKey', 'hasRefreshToken', 'certificateExpiresAt'] as const),
];

/** As they were seen: a lease is taken on that generation only. They are most of a row, and cost most to read again. */
const SEEN = [
  ...(['tenantId', 'scopeKey', 'name', 'nameFolded', 'sealedFields', 'sealedIssued'] as const),
  ...(['issuedAt', 'expiresAt', 'createdAt', 'secretsChangedAt'] as const),
  ...KEPT_BY_GENERATION,
];

function take<K extends keyof AccessToken>(row: AccessToken, seen: AccessToken, names: readonly K[]): void {
  for (const name of names) row[name] = seen[name];
}

function unmoved(token: AccessToken, change: TokenChange): readonly string[] {
  return KEPT_BY_GENERATION.filter((name) => isSame(token[name], change[name]));
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (one instanceof Date) return other instanceof Date && one.getTime() === other.getTime();
  return JSON.stringify(one) === JSON.stringify(other);
}
