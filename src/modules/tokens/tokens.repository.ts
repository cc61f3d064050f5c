import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Database } from '../database/database.js';
import type { Fact, FactKind, Moment } from '../database/facts/fact.js';
import type { FactStore } from '../database/facts/fact-store.js';
import { Facts } from '../database/facts/facts.js';
import { AccessToken } from './access-token.entity.js';
import { GLOBAL_SCOPE, type ScopeKey } from './token-scope.js';

const TOKEN_OF_NAME: FactKind = {
  name: 'access_token_by_name',
  table: 'access_token',
  by: { tenantId: 'text', scopeKey: 'text', nameFolded: 'text' },
  of: 'row',
};

/** In which app which name is meant. */
export interface NamePlace {
  readonly tenantId: string;
  readonly appId: string;
  readonly nameFolded: string;
}

/** A token, and all that was read to know that it is the one. */
export interface FoundToken {
  readonly token: AccessToken | undefined;
  readonly facts: readonly Fact<unknown>[];
}

/**
 * With a fence only while no lease was taken since: a renewal under way then keeps its right to store. With a revision
 * only while no person has changed it.
 */
export type TokenVersion = Pick<AccessToken, 'id' | 'generation'> & Partial<Pick<AccessToken, 'fence' | 'revision'>>;
/** A token among those of the same name. */
export type Namesake = Pick<AccessToken, 'id' | 'name' | 'nameFolded' | 'scopeKey'>;
export type TokenChange = Partial<Omit<AccessToken, 'id' | 'tenantId'>>;

/** Access tokens in storage. Every change names the generation it was made from, and fails when that is gone. */
@Injectable()
export class TokensRepository {
  readonly #byName: FactStore<AccessToken | undefined>;

  constructor(
    private readonly database: Database,
    facts: Facts,
  ) {
    this.#byName = facts.open(TOKEN_OF_NAME, async ([tenantId = '', scopeKey = '', nameFolded = '']) => {
      return (await this.database.reader.findOneBy(AccessToken, { tenantId, scopeKey, nameFolded })) ?? undefined;
    });
  }

  async findById(tenantId: string, id: string): Promise<AccessToken | undefined> {
    return (await this.database.reader.findOneBy(AccessToken, { tenantId, id })) ?? undefined;
  }

  /** The app's own token first, then the global one. */
  async findByName(tenantId: string, appId: string, nameFolded: string): Promise<AccessToken | undefined> {
    return (await this.lookUp({ tenantId, appId, nameFolded })).token;
  }

  /** The same with all that was read for it. */
  async lookUp({ tenantId, appId, nameFolded }: NamePlace, moment?: Moment): Promise<FoundToken> {
    const [own, global] = await Promise.all([
      this.#byName.read([tenantId, appId, nameFolded], moment),
      this.#byName.read([tenantId, GLOBAL_SCOPE, nameFolded], moment),
    ]);
    return own.value ? { token: own.value, facts: [own] } : { token: global.value, facts: [own, global] };
  }

  /**
   * All tokens that share a name with one of these: who hides whom.
   * @param scopeKey only those of this scope
   */
  namesakes(tenantId: string, namesFolded: readonly string[], scopeKey?: ScopeKey): Promise<Namesake[]> {
    return this.database.reader.find(AccessToken, {
      select: { id: true, name: true, nameFolded: true, scopeKey: true },
      where: { tenantId, nameFolded: In([...namesFolded]), ...(scopeKey === undefined ? {} : { scopeKey }) },
    });
  }

  async insert(manager: EntityManager, token: AccessToken): Promise<void> {
    await manager.insert(AccessToken, token);
  }

  /** Whether the token still was of that generation, and so was changed. */
  async change(manager: EntityManager, version: TokenVersion, change: TokenChange): Promise<boolean> {
    const { id, generation, fence, revision } = version;
    const where = {
      ...{ id, generation },
      ...(fence === undefined ? {} : { fence }),
      ...(revision === undefined ? {} : { revision }),
    };
    const result = await manager.update(AccessToken, where, change);
    return result.affected === 1;
  }

  /** Changes what belongs to no generation; whether nobody else had changed the token meanwhile. */
  async mark(manager: EntityManager, { id, revision }: AccessToken, change: TokenChange): Promise<boolean> {
    const result = await manager.update(AccessToken, { id, revision }, change);
    return result.affected === 1;
  }

  async remove(manager: EntityManager, version: TokenVersion): Promise<boolean> {
    const { id, generation } = version;
    const result = await manager.delete(AccessToken, { id, generation });
    return result.affected === 1;
  }
}
