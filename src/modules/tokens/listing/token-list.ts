import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import type { PagePlace } from '../../api/cursor.js';
import { Database } from '../../database/database.js';
import { TokenLastUseEntity } from '../../usage/token-last-use.entity.js';
import { AccessToken } from '../access-token.entity.js';
import { type Direction, environmentOf, sortColumn, type TokenSort } from './token-columns.js';
import { narrow, type TokenFilter } from './token-filter.js';

export interface TokenOrder {
  readonly sort: TokenSort;
  readonly direction: Direction;
}

/** A token and what it was sorted by. */
export interface ListedToken {
  readonly token: AccessToken;
  readonly place: string;
}

/** How many tokens have which value. */
export interface TokenCount {
  readonly value: string;
  readonly tokens: number;
}

export interface TokenCounts {
  readonly connectors: readonly TokenCount[];
  readonly environments: readonly TokenCount[];
  readonly states: readonly TokenCount[];
}

const STATE = `CASE WHEN token.disabledAt IS NOT NULL THEN 'disabled' ELSE token.state END`;

/**
 * Lists access tokens. Sorted are ids alone, and only the rows of one page are read whole: sealed values are long, and
 * a tenant may have ten thousand.
 */
@Injectable()
export class TokenList {
  constructor(private readonly database: Database) {}

  async page(filter: TokenFilter, order: TokenOrder, { after, limit }: PagePlace): Promise<ListedToken[]> {
    const query = this.#narrowed(filter);
    const [column, direction] = [sortColumn(query, order.sort, order.direction), order.direction];
    if (order.sort === 'lastUsedAt') query.leftJoin(TokenLastUseEntity, 'last', 'last.tokenId = token.id');
    query.select('token.id', 'id').addSelect(column, 'place').limit(limit);
    query.orderBy('place', SQL_ORDER[direction]).addOrderBy('token.id', SQL_ORDER[direction]);
    if (after !== undefined) {
      const beyond = direction === 'ascending' ? '>' : '<';
      const { place, id } = parsePlace(after);
      // As one comparison, a database begins at that place of an index; as two, it goes there from the beginning.
      query.andWhere(`(${column}, token.id) ${beyond} (:place, :id)`, { place, id });
    }
    const rows = await query.getRawMany<{ id: string; place: string }>();
    const tokens = await this.#byId(rows.map(({ id }) => id));
    return rows.flatMap(({ id, place }) => {
      const token = tokens.get(id);
      return token ? { token, place } : [];
    });
  }

  total(filter: TokenFilter): Promise<number> {
    return this.#narrowed(filter).getCount();
  }

  /** What a filter can be set to, with the number of tokens behind each value; the most frequent first. */
  async counts(filter: TokenFilter): Promise<TokenCounts> {
    const [connectors, environments, states] = await Promise.all([
      this.#countsOf(filter, () => 'token.connector'),
      this.#countsOf(filter, environmentOf),
      this.#countsOf(filter, () => STATE),
    ]);
    return { connectors, environments, states };
  }

  async #countsOf(
    filter: TokenFilter,
    columnOf: (query: SelectQueryBuilder<AccessToken>) => string,
  ): Promise<TokenCount[]> {
    const query = this.#narrowed(filter);
    const column = columnOf(query);
    query.select(column, 'value').addSelect('COUNT(*)', 'tokens').andWhere(`${column} IS NOT NULL`).groupBy('value');
    const rows = await query.getRawMany<{ value: string; tokens: string | number }>();
    const counts = rows.map(({ value, tokens }) => ({ value, tokens: Number(tokens) }));
    return counts.sort((one, other) => other.tokens - one.tokens || (one.value < other.value ? -1 : 1));
  }

  #narrowed(filter: TokenFilter): SelectQueryBuilder<AccessToken> {
    return narrow(this.database.reader.createQueryBuilder(AccessToken, 'token'), filter);
  }

  async #byId(ids: readonly string[]): Promise<ReadonlyMap<string, AccessToken>> {
    const tokens = await this.database.reader.findBy(AccessToken, { id: In([...ids]) });
    return new Map(tokens.map((token) => [token.id, token]));
  }
}

const SQL_ORDER = { ascending: 'ASC', descending: 'DESC' } as const;

/** Where a page ends, as a cursor carries it. */
export function placeOf({ token, place }: ListedToken): string {
  return `${token.id} ${place}`;
}

function parsePlace(text: string): { readonly id: string; readonly place: string } {
  const gap = text.indexOf(' ');
  return { id: text.slice(0, gap), place: text.slice(gap + 1) };
}
