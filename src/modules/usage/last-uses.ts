import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type EntityManager, In, LessThan } from 'typeorm';
import { Database } from '../database/database.js';
import { TokenLastUseEntity } from './token-last-use.entity.js';

/** A crash loses at most this many milliseconds of "last used". */
const FLUSH_EVERY = 5_000;
const ROWS_AT_ONCE = 500;

interface LastUse {
  readonly tenantId: string;
  readonly usedAt: Date;
}

/** When each access token was last used: kept in memory, written down now and then. */
@Injectable()
export class LastUses implements BeforeApplicationShutdown {
  readonly #log = new Logger('Usage');
  #uses = new Map<string, LastUse>();

  constructor(private readonly database: Database) {}

  note(tokenId: string, use: LastUse): void {
    this.#uses.set(tokenId, use);
  }

  /** By token id, as far as it is written; what this process has not written yet is included. */
  async of(tokenIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.database.reader.findBy(TokenLastUseEntity, { tokenId: In([...tokenIds]) });
    const known = new Map(rows.map((row) => [row.tokenId, row.usedAt]));
    for (const tokenId of tokenIds) {
      const use = this.#uses.get(tokenId);
      if (use && use.usedAt > (known.get(tokenId) ?? new Date(0))) known.set(tokenId, use.usedAt);
    }
    return known;
  }

  @Interval(FLUSH_EVERY)
  async flush(): Promise<void> {
    const uses = [...this.#uses];
    this.#uses = new Map();
    for (let from = 0; from < uses.length; from += ROWS_AT_ONCE)
      await this.#write(uses.slice(from, from + ROWS_AT_ONCE));
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.flush();
  }

  async deleteOf(manager: EntityManager, tokenId: string): Promise<void> {
    this.#uses.delete(tokenId);
    await manager.delete(TokenLastUseEntity, { tokenId });
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    for (const [tokenId, use] of this.#uses) if (use.tenantId === tenantId) this.#uses.delete(tokenId);
    await manager.delete(TokenLastUseEntity, { tenantId });
  }

  /** In the order of the ids: two replicas that lock the same rows in different orders would block each other. */
  async #write(uses: [string, LastUse][]): Promise<void> {
    const sorted = uses.sort(([a], [b]) => (a < b ? -1 : 1));
    try {
      await this.database.write(async (manager) => {
        for (const [tokenId, use] of sorted) await writeOne(manager, tokenId, use);
      });
    } catch (error) {
      for (const [tokenId, use] of uses) if (!this.#uses.has(tokenId)) this.#uses.set(tokenId, use);
      this.#log.warn(`Last uses of ${uses.length} access tokens are kept for the next time: ${error}`);
    }
  }
}

/** Never moves the time back: another replica may have seen a later use. */
async function writeOne(manager: EntityManager, tokenId: string, use: LastUse): Promise<void> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(TokenLastUseEntity)
    .values({ tokenId, ...use })
    .orIgnore()
    .execute();
  await manager.update(TokenLastUseEntity, { tokenId, usedAt: LessThan(use.usedAt) }, { usedAt: use.usedAt });
}
