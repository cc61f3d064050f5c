import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { Precondition } from '../api/etag.js';
import type { Caller } from '../callers/caller.js';
import type { Role } from '../callers/users/roles.js';
import { UserEntity } from '../callers/users/user.entity.js';
import { Users } from '../callers/users/users.js';
import { Database } from '../database/database.js';
import { lockRow } from '../database/lock-row.js';
import { TenantEntity } from '../tenants/tenant.entity.js';
import { UserApps } from './user-apps.js';
import { UserEnds } from './user-ends.js';
import { requireGrant } from './user-policy.js';
import { UserRecords } from './user-records.js';
import { lastAdmin, userNotFound } from './users.errors.js';
import type { ListedUser } from './users.service.js';

export interface UserWish {
  readonly name?: string;
  readonly role?: Role;
  readonly appIds?: readonly string[];
  readonly isDisabled?: boolean;
}

interface Guarded {
  readonly listed: ListedUser;
  readonly precondition: Precondition;
}

/** Changes and removes users. A tenant that has an admin among its users keeps one. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
    private readonly apps: UserApps,
    private readonly ends: UserEnds,
    private readonly records: UserRecords,
    private readonly clock: Clock,
  ) {}

  /** In force on the user's very next request. @throws role-not-held, app-not-found, last-admin, precondition-failed */
  async change(caller: Caller, { listed, precondition }: Guarded, wish: UserWish): Promise<ListedUser> {
    const role = wish.role ?? listed.user.role;
    if (wish.role !== undefined || wish.appIds !== undefined || wish.isDisabled === false) requireGrant(caller, role);
    const wanted = wish.appIds && (await this.apps.checked(caller, wish.role ?? 'designer', wish.appIds));
    return this.#guarded({ listed, precondition }, async (manager, user) => {
      const next = this.#changed(user, wish);
      if (isAdmin(user) && !isAdmin(next)) await this.#requireAnother(manager, user);
      await this.users.update(manager, user, next);
      const appIds = await this.#storeApps(manager, next, wanted);
      if (next.role !== user.role) await this.ends.withdrawLinks(manager, user);
      if (next.disabledAt) await this.ends.shutOut(manager, user);
      const facts = { role: next.role, appIds, isDisabled: next.disabledAt !== null };
      await this.records.record(manager, { by: caller, user: next, what: 'changed', facts });
      return { user: next, appIds };
    });
  }

  /** With sessions and links. What he made stays, his keys too. @throws last-admin, precondition-failed */
  async remove(caller: Caller, guarded: Guarded): Promise<void> {
    await this.#guarded(guarded, async (manager, user) => {
      if (isAdmin(user)) await this.#requireAnother(manager, user);
      await this.ends.forget(manager, user);
      await this.users.delete(manager, user);
      await this.records.record(manager, { by: caller, user, what: 'removed' });
    });
  }

  /** Ends all sessions of the user. */
  async signOut(caller: Caller, { user }: ListedUser): Promise<void> {
    await this.database.write(async (manager) => {
      await this.ends.endSessions(manager, user);
      await this.records.record(manager, { by: caller, user, what: 'signed-out-everywhere' });
    });
  }

  /** The tenant's row keeps two who take each other's role from doing it at the same moment. */
  #guarded<T>(
    { listed, precondition }: Guarded,
    work: (manager: EntityManager, user: UserEntity) => Promise<T>,
  ): Promise<T> {
    return this.database.write(async (manager) => {
      await lockRow(manager, TenantEntity, { id: listed.user.tenantId });
      const user = await this.users.lock(manager, listed.user.id);
      if (!user) throw userNotFound(listed.user.id);
      precondition.check(user.version);
      return work(manager, user);
    });
  }

  /** What was read before the transaction may be out of date: apps that nobody asked to change stay as they stand. */
  async #storeApps(
    manager: EntityManager,
    user: UserEntity,
    wanted: readonly string[] | undefined,
  ): Promise<readonly string[]> {
    const appIds = user.role === 'admin' ? [] : wanted;
    if (!appIds) return (await this.users.appsOf([user.id], manager)).get(user.id) ?? [];
    await this.users.replaceApps(manager, user, appIds);
    return appIds;
  }

  #changed(user: UserEntity, { name, role, isDisabled }: UserWish): UserEntity {
    const now = this.clock.now();
    return Object.assign(new UserEntity(), user, {
      ...(name !== undefined && { name: name.trim() }),
      ...(role !== undefined && { role }),
      ...(isDisabled !== undefined && { disabledAt: isDisabled ? (user.disabledAt ?? now) : null }),
      ...{ version: user.version + 1, updatedAt: now },
    });
  }

  async #requireAnother(manager: EntityManager, user: UserEntity): Promise<void> {
    if ((await this.users.countOtherAdmins(manager, user)) === 0) throw lastAdmin();
  }
}

/** Who can sign in and manages the tenant. */
function isAdmin({ role, passwordHash, disabledAt }: UserEntity): boolean {
  return role === 'admin' && passwordHash !== null && disabledAt === null;
}
