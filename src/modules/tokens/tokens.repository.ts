import { Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { CommittedReads } from '../database/committed-reads.js';
import { Database } from '../database/database.js';
import { AccessToken } from './access-token.entity.js';
import { GLOBAL_SCOPE, type ScopeKey } from './token-scope.js';
import type { TokenState } from './token-state.js';

/** What may be asked of the list; every condition narrows it. */
export interface TokenFilter {
  readonly tenantId: string;
  readonly scopes: readonly ScopeKey[] | 'all';
  readonly connector?: string;
  readonly state?: TokenState;
  readonly search?: string;
}

export interface TokenPage {
  readonly after: string | undefined;
  readonly limit: number;
}

/** With a fence only while no lease was taken since: a renewal under way then keeps its right to store. */
export type TokenVersion = Pick<AccessToken, 'id' | 'generation'> & Partial<Pick<AccessToken, 'fence'>>;
export type TokenChange = Partial<Omit<AccessToken, 'id' | 'tenantId'>>;

/** Access tokens in storage. Every change names the generation it was made from, and fails when that is gone. */
@Injectable()
export class TokensRepository {
  constructor(
    private readonly database: Database,
    private readonly reads: CommittedReads,
  ) {}

  async findById(tenantId: string, id: string): Promise<AccessToken | undefined> {
    return (await this.database.reader.findOneBy(AccessToken, { tenantId, id })) ?? undefined;
  }

  /** The app's own token first, then the global one. */
  findByName(tenantId: string, appId: string, nameFolded: string): Promise<AccessToken | undefined> {
    return this.reads.read(`token ${tenantId} ${appId} ${nameFolded}`, async () => {
      const scopeKey = In([appId, GLOBAL_SCOPE]);
      const found = await this.database.reader.findBy(AccessToken, { tenantId, nameFolded, scopeKey });
      return found.find((token) => token.scopeKey === appId) ?? found[0];
    });
  }

  /** Sorted by id, which is the order of creation. */
  list(filter: TokenFilter, page: TokenPage): Promise<AccessToken[]> {
    const query = this.database.reader
      .createQueryBuilder(AccessToken, 'token')
      .where('token.tenantId = :tenantId', { tenantId: filter.tenantId })
      .orderBy('token.id', 'ASC')
      .limit(page.limit);
    if (page.after !== undefined) query.andWhere('token.id > :after', { after: page.after });
    return narrow(query, filter).getMany();
  }

  /** All tokens that share a name with one of these: who hides whom. */
  namesakes(tenantId: string, namesFolded: readonly string[]): Promise<AccessToken[]> {
    return this.database.reader.findBy(AccessToken, { tenantId, nameFolded: In([...namesFolded]) });
  }

  async insert(manager: EntityManager, token: AccessToken): Promise<void> {
    await manager.insert(AccessToken, token);
  }

  /** Whether the token still was of that generation, and so was changed. */
  async change(manager: EntityManager, version: TokenVersion, change: TokenChange): Promise<boolean> {
    const { id, generation, fence } = version;
    const where = { id, generation, ...(fence === undefined ? {} : { fence }) };
    const result = await manager.update(AccessToken, where, change);
    return result.affected === 1;
  }

  async remove(manager: EntityManager, version: TokenVersion): Promise<boolean> {
    const { id, generation } = version;
    const result = await manager.delete(AccessToken, { id, generation });
    return result.affected === 1;
  }
}

function narrow(query: SelectQueryBuilder<AccessToken>, filter: TokenFilter): SelectQueryBuilder<AccessToken> {
  if (filter.scopes !== 'all') query.andWhere('token.scopeKey IN (:...scopes)', { scopes: [...filter.scopes] });
  if (filter.connector !== undefined) query.andWhere('token.connector = :connector', { connector: filter.connector });
  if (filter.state !== undefined) query.andWhere('token.state = :state', { state: filter.state });
  if (filter.search) {
    const text = `%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.andWhere(
      new Brackets((either) =>
        either
          .where("token.nameFolded LIKE :text ESCAPE '\\'", { text })
          .orWhere("LOWER(token.description) LIKE :text ESCAPE '\\'", { text }),
      ),
    );
  }
  return query;
}
