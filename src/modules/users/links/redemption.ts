import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { AuditService } from '../../audit/audit.service.js';
import type { AuditActor } from '../../audit/audit-entry.js';
import { UserEntity } from '../../callers/users/user.entity.js';
import { UserSessions } from '../../callers/users/user-sessions.js';
import { Users } from '../../callers/users/users.js';
import { type PreparedTenant, TenantsService } from '../../tenants/tenants.service.js';
import { type Email, newUser } from '../user-account.js';
import { linkWithdrawn } from '../users.errors.js';
import type { OneTimeLinkEntity } from './one-time-link.entity.js';

/** An opened link and all that was prepared for it before the transaction. */
export interface Taking {
  readonly link: OneTimeLinkEntity;
  readonly passwordHash: string;
  readonly from: Pick<AuditActor, 'address' | 'requestId'>;
  /** Absent: the name that the admin gave. */
  readonly name?: string;
  /** For the first admin alone. */
  readonly first?: { readonly tenant: PreparedTenant; readonly email: Email };
}

/** Turns an opened link into an account with a password; in the transaction that uses the link. */
@Injectable()
export class Redemption {
  constructor(
    private readonly users: Users,
    private readonly sessions: UserSessions,
    private readonly tenants: TenantsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** @throws link-withdrawn when the account is gone or switched off, or somebody else was the first admin */
  take(manager: EntityManager, taking: Taking): Promise<UserEntity> {
    const { userId } = taking.link;
    return userId === null ? this.#makeFirst(manager, taking) : this.#open(manager, userId, taking);
  }

  async #makeFirst(manager: EntityManager, { name = '', first, passwordHash, from }: Taking): Promise<UserEntity> {
    if (!first || !(await this.tenants.isNone(manager))) throw linkWithdrawn();
    const { tenant } = first.tenant;
    const now = this.clock.now();
    const account = newUser({ id: newId('user'), tenantId: tenant.id, email: first.email, name, role: 'admin' }, now);
    const user = Object.assign(account, { passwordHash, joinedAt: now });
    await this.tenants.insert(manager, first.tenant);
    await this.users.insert(manager, user);
    const by = { kind: 'user', id: user.id, ...from };
    await this.tenants.recordCreated(manager, by, { tenant, facts: { firstUser: user.id } });
    return user;
  }

  async #open(manager: EntityManager, userId: string, { link, name, passwordHash, from }: Taking): Promise<UserEntity> {
    const user = await this.users.lock(manager, userId);
    if (!user || user.disabledAt) throw linkWithdrawn();
    const now = this.clock.now();
    const isNew = link.purpose === 'invitation';
    const change = {
      ...{ passwordHash, version: user.version + 1, updatedAt: now },
      ...(isNew ? { joinedAt: now, name: name ?? user.name } : {}),
    };
    await this.users.update(manager, user, change);
    // Whoever knew the old password goes with it.
    await this.sessions.endAll(manager, user.id);
    await this.audit.record(manager, {
      tenantId: user.tenantId,
      by: { kind: 'user', id: user.id, ...from },
      action: isNew ? 'user.joined' : 'user.password-reset',
      subject: { kind: 'user', id: user.id, name: user.email },
    });
    return Object.assign(new UserEntity(), user, change);
  }
}
