import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type RowStatement, rowStatement, runForRows } from '../../database/rows/row-statement.js';
import type { AccessToken } from '../access-token.entity.js';
import type { ScopeKey } from '../token-scope.js';

export type Sharer = Pick<AccessToken, 'id' | 'name' | 'scopeKey'>;

/** The tokens of one vendor account. */
export interface Sharers {
  /** How many there are; never more than `MOST_COUNTED` are counted. */
  readonly count: number;
  /** Some of those that may be seen: one more than are named, because the token itself may be among them. */
  readonly seen: readonly Sharer[];
}

/** Far above what any vendor keeps. */
export const MOST_COUNTED = 1_000;
export const MOST_NAMED = 20;

export const NOBODY: Sharers = { count: 0, seen: [] };

interface Asked {
  readonly tenantId: string;
  readonly grantKeys: readonly string[];
  readonly scopes: readonly ScopeKey[] | 'all';
}

const COLUMNS = { tenantId: 'text', grantKey: 'text', scopes: 'text' } as const;
const SHARING = 't."tenantId" = v."tenantId" AND t."grantKey" = v."grantKey"';

/**
 * Finds who shares vendor accounts, by an index and never more than a bounded number of its entries: a tenant may have
 * ten thousand tokens of one account, and each of them is asked about when it is shown.
 */
@Injectable()
export class GrantSharers {
  readonly #counting: RowStatement;
  readonly #ofAll: RowStatement;
  readonly #ofScopes: RowStatement;

  constructor(private readonly database: Database) {
    const { engine } = database;
    const inScopes =
      engine === 'postgres'
        ? 't."scopeKey" = ANY (ARRAY(SELECT json_array_elements_text(v."scopes"::json)))'
        : 't."scopeKey" IN (SELECT value FROM json_each(v."scopes"))';
    this.#counting = rowStatement(
      engine,
      COLUMNS,
      (table) => `SELECT v."grantKey",
        (SELECT COUNT(*) FROM (SELECT 1 FROM access_token t WHERE ${SHARING} LIMIT ${MOST_COUNTED}) AS few) AS "count"
        FROM ${table}`,
    );
    this.#ofAll = this.naming(SHARING);
    this.#ofScopes = this.naming(`${SHARING} AND ${inScopes}`);
  }

  /** By grant key; a key that nobody has is left out. */
  async of({ tenantId, grantKeys, scopes }: Asked): Promise<ReadonlyMap<string, Sharers>> {
    if (grantKeys.length === 0) return new Map();
    const { reader } = this.database;
    const rows = grantKeys.map((grantKey) => ({ tenantId, grantKey, scopes: JSON.stringify(scopes) }));
    const counted = await runForRows(reader, this.#counting, rows);
    const counts = new Map(counted.map(({ grantKey, count }) => [String(grantKey), Number(count)]));
    const statement = scopes === 'all' ? this.#ofAll : this.#ofScopes;
    const shared = rows.filter(({ grantKey }) => (counts.get(grantKey) ?? 0) > 0);
    const seen = shared.length === 0 ? [] : await runForRows(reader, statement, shared);
    return new Map(
      shared.map(({ grantKey }) => [
        grantKey,
        { count: counts.get(grantKey) ?? 0, seen: seen.filter((row) => row.grantKey === grantKey).map(sharerOf) },
      ]),
    );
  }

  /** SQLite runs it for one key at a time, so that the limit is each key's. */
  private naming(condition: string): RowStatement {
    const columns = 't."id", t."name", t."scopeKey", t."grantKey"';
    return rowStatement(this.database.engine, COLUMNS, (table) =>
      this.database.engine === 'postgres'
        ? `SELECT few.* FROM ${table}
           CROSS JOIN LATERAL (SELECT ${columns} FROM access_token t WHERE ${condition} LIMIT ${MOST_NAMED + 1}) few`
        : `SELECT ${columns} FROM ${table} JOIN access_token t ON ${condition} LIMIT ${MOST_NAMED + 1}`,
    );
  }
}

function sharerOf({ id, name, scopeKey }: Readonly<Record<string, unknown>>): Sharer {
  return { id: String(id), name: String(name), scopeKey: String(scopeKey) };
}
