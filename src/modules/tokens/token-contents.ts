import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { type TenantContents, TenantContentsRegistry } from '../tenants/tenant-contents.js';
import { TokenProofs } from '../usage/token-proofs.js';
import { type ResealBatch, type ResealOutcome, type SealedStore, SealedStores } from '../vault/sealed-stores.js';
import { sealedPrefix } from '../vault/sealed-value.js';
import { AccessToken } from './access-token.entity.js';
import { TokenSafe } from './token-safe.js';

/** What happens to tokens when their tenant goes, and when the tenant's data key is rotated. */
@Injectable()
export class TokenContents implements TenantContents, SealedStore, OnModuleInit {
  readonly name = 'access tokens';

  constructor(
    private readonly database: Database,
    private readonly safe: TokenSafe,
    private readonly tenants: TenantContentsRegistry,
    private readonly stores: SealedStores,
    private readonly proofs: TokenProofs,
  ) {}

  onModuleInit(): void {
    this.tenants.register(this);
    this.stores.register(this);
  }

  async eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(AccessToken, { tenantId });
    await this.proofs.deleteOfTenant(manager, tenantId);
  }

  countBehind(tenantId: string, version: number): Promise<number> {
    return this.behind(tenantId, version).getCount();
  }

  async resealBatch({ tenantId, version, after, limit }: ResealBatch): Promise<ResealOutcome> {
    const tokens = await this.behind(tenantId, version)
      .andWhere('token.id > :after', { after })
      .orderBy('token.id', 'ASC')
      .limit(limit)
      .getMany();
    let resealed = 0;
    for (const token of tokens) if (await this.reseal(token)) resealed += 1;
    return {
      resealed,
      refused: tokens.length - resealed,
      next: tokens.length === limit ? tokens.at(-1)?.id : undefined,
    };
  }

  /** The generation stays, because nothing that a caller could see changes. */
  private async reseal(token: AccessToken): Promise<boolean> {
    try {
      const columns = await this.safe.seal(token, await this.safe.open(token));
      const { id, generation, sealedFields } = token;
      await this.database.write((manager) => manager.update(AccessToken, { id, generation, sealedFields }, columns));
      return true;
    } catch {
      // Counted as refused: an altered row is shown by the next resolution, and must not stop the others.
      return false;
    }
  }

  private behind(tenantId: string, version: number) {
    return this.database.reader
      .createQueryBuilder(AccessToken, 'token')
      .where('token.tenantId = :tenantId', { tenantId })
      .andWhere('token.sealedFields NOT LIKE :prefix', { prefix: `${sealedPrefix(version)}%` });
  }
}
