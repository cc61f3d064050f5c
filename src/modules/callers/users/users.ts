import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, MoreThan, Not } from 'typeorm';
import { Database } from '../../database/database.js';
import { lockRow } from '../../database/lock-row.js';
import { UserEntity } from './user.entity.js';
import { UserAppEntity } from './user-app.entity.js';

export interface UserListing {
  readonly tenantId: string;
  readonly after?: string;
  readonly limit: number;
}

/** The stored users of all tenants. It keeps the rows; who may do what with them is decided above. */
@Injectable()
export class Users {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<UserEntity | undefined> {
    return (await this.database.reader.findOneBy(UserEntity, { id })) ?? undefined;
  }

  /** Whoever may try a password for this address: one account for each tenant at most. */
  withPassword(emailFolded: string): Promise<UserEntity[]> {
    const where = { emailFolded, passwordHash: Not(IsNull()), disabledAt: IsNull() };
    return this.database.reader.find(UserEntity, { where, order: { id: 'ASC' } });
  }

  /** In the order they were made. */
  list({ tenantId, after, limit }: UserListing): Promise<UserEntity[]> {
    return this.database.reader.find(UserEntity, {
      where: { tenantId, ...(after && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** The apps that these users design, by user id. */
  async appsOf(
    userIds: readonly string[],
    manager: EntityManager = this.database.reader,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await manager.find(UserAppEntity, {
      where: { userId: In([...userIds]) },
      order: { appId: 'ASC' },
    });
    const apps = new Map<string, string[]>(userIds.map((id) => [id, []]));
    for (const { userId, appId } of rows) apps.get(userId)?.push(appId);
    return apps;
  }

  async lock(manager: EntityManager, id: string): Promise<UserEntity | undefined> {
    return (await lockRow(manager, UserEntity, { id })) ?? undefined;
  }

  async insert(manager: EntityManager, user: UserEntity): Promise<void> {
    await manager.insert(UserEntity, user);
  }

  async update(manager: EntityManager, { id }: UserEntity, change: Partial<UserEntity>): Promise<void> {
    await manager.update(UserEntity, { id }, change);
  }

  /** False, and nothing is stored, when the user's password is another one by now. */
  async replaceHash(
    manager: EntityManager,
    { id, passwordHash: old }: UserEntity,
    passwordHash: string,
  ): Promise<boolean> {
    if (old === null) return false;
    return (await manager.update(UserEntity, { id, passwordHash: old }, { passwordHash })).affected === 1;
  }

  async replaceApps(manager: EntityManager, { id, tenantId }: UserEntity, appIds: readonly string[]): Promise<void> {
    await manager.delete(UserAppEntity, { userId: id });
    const rows = [...new Set(appIds)].map((appId) =>
      Object.assign(new UserAppEntity(), { userId: id, appId, tenantId }),
    );
    if (rows.length > 0) await manager.insert(UserAppEntity, rows);
  }

  /** Admins who have a password and are not switched off, besides this user. */
  countOtherAdmins(manager: EntityManager, { id, tenantId }: UserEntity): Promise<number> {
    const where = { tenantId, role: 'admin' as const, passwordHash: Not(IsNull()), disabledAt: IsNull(), id: Not(id) };
    return manager.countBy(UserEntity, where);
  }

  async delete(manager: EntityManager, { id }: UserEntity): Promise<void> {
    await manager.delete(UserAppEntity, { userId: id });
    await manager.delete(UserEntity, { id });
  }

  async deleteOfApp(manager: EntityManager, tenantId: string, appId: string): Promise<void> {
    await manager.delete(UserAppEntity, { tenantId, appId });
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(UserAppEntity, { tenantId });
    await manager.delete(UserEntity, { tenantId });
  }
}
