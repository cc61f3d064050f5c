import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { AccessToken } from '../access-token.entity.js';
import type { ScopeKey } from '../token-scope.js';
import type { ShownState } from '../token-state.js';
import { environmentOf } from './token-columns.js';

/** What may be asked of the list; every condition narrows it. */
export interface TokenFilter {
  readonly tenantId: string;
  readonly scopes: readonly ScopeKey[] | 'all';
  readonly connector?: string;
  readonly environment?: string;
  /** Any of these. */
  readonly shown?: { readonly states: readonly ShownState[]; readonly now: Date };
  readonly needsPersonBefore?: Date;
  readonly search?: string;
}

type TokenQuery = SelectQueryBuilder<AccessToken>;

/** Narrows a query over `token`. */
export function narrow(query: TokenQuery, filter: TokenFilter): TokenQuery {
  const { tenantId, scopes, connector, environment, shown, needsPersonBefore, search } = filter;
  query.where('token.tenantId = :tenantId', { tenantId });
  if (scopes !== 'all') query.andWhere('token.scopeKey IN (:...scopes)', { scopes: [...scopes] });
  if (connector !== undefined) query.andWhere('token.connector = :connector', { connector });
  if (environment !== undefined) query.andWhere(`${environmentOf(query)} = :environment`, { environment });
  if (shown !== undefined) showing(query, shown);
  if (needsPersonBefore !== undefined) {
    const before = needsPersonBefore.toISOString();
    query.andWhere('token.needsPersonAt < :before', { before }).andWhere('token.disabledAt IS NULL');
  }
  if (search) containing(query, search);
  return query;
}

function containing(query: TokenQuery, search: string): void {
  const text = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  query.andWhere(
    new Brackets((either) =>
      either
        .where("token.nameFolded LIKE :text ESCAPE '\\'", { text })
        .orWhere("LOWER(token.description) LIKE :text ESCAPE '\\'", { text }),
    ),
  );
}

/** As `shownStateName` has it: switched off before renewing, renewing before what is stored. */
function showing(query: TokenQuery, { states, now }: NonNullable<TokenFilter['shown']>): void {
  const stored = states.filter((state) => state !== 'disabled' && state !== 'renewing');
  query.setParameters({ now: now.toISOString(), stored });
  query.andWhere(
    new Brackets((any) => {
      if (states.includes('disabled')) any.orWhere('token.disabledAt IS NOT NULL');
      if (states.includes('renewing')) any.orWhere('(token.disabledAt IS NULL AND token.leaseUntil > :now)');
      if (stored.length > 0) {
        const isFree = '(token.leaseUntil IS NULL OR token.leaseUntil <= :now)';
        any.orWhere(`(token.disabledAt IS NULL AND ${isFree} AND token.state IN (:...stored))`);
      }
    }),
  );
}
