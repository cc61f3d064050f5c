import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThan, MoreThan } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../database/database.js';
import { TokenConsent } from '../consents/token-consent.entity.js';
import { TokenDraft } from './token-draft.entity.js';

export type DraftVersion = Pick<TokenDraft, 'id' | 'revision'>;
export type DraftChange = Partial<Omit<TokenDraft, 'id' | 'tenantId' | 'ownerId'>>;

/** Drafts in storage. A change names the revision it was made from. */
@Injectable()
export class DraftsRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Undefined also when it has expired. */
  async find(tenantId: string, id: string): Promise<TokenDraft | undefined> {
    const expiresAt = MoreThan(this.clock.now());
    return (await this.database.reader.findOneBy(TokenDraft, { tenantId, id, expiresAt })) ?? undefined;
  }

  /** The newest first. */
  listOf(tenantId: string, ownerId: string): Promise<TokenDraft[]> {
    const expiresAt = MoreThan(this.clock.now());
    return this.database.reader.find(TokenDraft, {
      where: { tenantId, ownerId, expiresAt },
      order: { id: 'DESC' },
      take: 200,
    });
  }

  async insert(draft: TokenDraft): Promise<void> {
    await this.database.write((manager) => manager.insert(TokenDraft, draft));
  }

  /** Whether the draft still was of that revision, and so was changed. */
  change(version: DraftVersion, change: DraftChange): Promise<boolean> {
    const { id, revision } = version;
    return this.database.write(async (manager) => {
      const result = await manager.update(TokenDraft, { id, revision }, change);
      return result.affected === 1;
    });
  }

  /** Whether it was there; its consents go too. */
  async remove(manager: EntityManager, version: DraftVersion): Promise<boolean> {
    await manager.delete(TokenConsent, { draftId: version.id });
    const result = await manager.delete(TokenDraft, { id: version.id, revision: version.revision });
    return result.affected === 1;
  }

  async discard(draft: DraftVersion): Promise<void> {
    await this.database.write((manager) => this.remove(manager, draft));
  }

  async removeExpired(): Promise<void> {
    const expiresAt = LessThan(this.clock.now());
    await this.database.write(async (manager) => {
      await manager.delete(TokenConsent, { expiresAt });
      await manager.delete(TokenDraft, { expiresAt });
    });
  }

  async removeScope(manager: EntityManager, tenantId: string, scopeKey: string): Promise<void> {
    const drafts = await manager.find(TokenDraft, { select: { id: true }, where: { tenantId, scopeKey } });
    for (const { id } of drafts) await manager.delete(TokenConsent, { draftId: id });
    await manager.delete(TokenDraft, { tenantId, scopeKey });
  }

  async removeTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(TokenConsent, { tenantId });
    await manager.delete(TokenDraft, { tenantId });
  }
}
