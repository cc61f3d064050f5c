import { Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import { Database } from '../database/database.js';
import { AccessToken } from '../tokens/access-token.entity.js';
import type { ScopeKey } from '../tokens/token-scope.js';

export interface NeedingPerson {
  readonly tenantId: string;
  readonly scopes: readonly ScopeKey[] | 'all';
  readonly before?: Date;
}

/** Tokens by the instant at which they need a person; an index has them in this order. */
@Injectable()
export class ForecastRepository {
  constructor(private readonly database: Database) {}

  list(
    { tenantId, scopes, before }: NeedingPerson,
    { after, limit }: { readonly after?: string; readonly limit: number },
  ): Promise<AccessToken[]> {
    const query = this.database.reader
      .createQueryBuilder(AccessToken, 'token')
      .where('token.tenantId = :tenantId', { tenantId })
      .andWhere('token.needsPersonAt IS NOT NULL')
      .andWhere('token.disabledAt IS NULL')
      .orderBy('token.needsPersonAt', 'ASC')
      .addOrderBy('token.id', 'ASC')
      .limit(limit);
    if (scopes !== 'all') query.andWhere('token.scopeKey IN (:...scopes)', { scopes: [...scopes] });
    if (before) query.andWhere('token.needsPersonAt < :before', { before: before.toISOString() });
    if (after !== undefined) {
      const [at, id] = after.split(' ');
      query.andWhere(
        new Brackets((either) =>
          either
            .where('token.needsPersonAt > :at', { at })
            .orWhere('(token.needsPersonAt = :at AND token.id > :id)', { at, id }),
        ),
      );
    }
    return query.getMany();
  }
}

/** The place of a token in that order. */
export function placeOf({ needsPersonAt, id }: Pick<AccessToken, 'needsPersonAt' | 'id'>): string {
  return `${needsPersonAt?.toISOString() ?? ''} ${id}`;
}
