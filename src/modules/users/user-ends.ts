import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UserEntity } from '../callers/users/user.entity.js';
import { UserSessions } from '../callers/users/user-sessions.js';
import { Users } from '../callers/users/users.js';
import { type TenantContents, TenantContentsRegistry } from '../tenants/tenant-contents.js';
import { OneTimeLinks } from './links/one-time-links.js';

/** What ends with a user, or with a tenant of users: open sessions and links that nobody has opened. */
@Injectable()
export class UserEnds implements TenantContents, OnModuleInit {
  constructor(
    private readonly users: Users,
    private readonly sessions: UserSessions,
    private readonly links: OneTimeLinks,
    private readonly registry: TenantContentsRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  endSessions(manager: EntityManager, { id }: UserEntity): Promise<void> {
    return this.sessions.endAll(manager, id);
  }

  /** False when it had ended before. */
  endSession(manager: EntityManager, sessionId: string): Promise<boolean> {
    return this.sessions.end(manager, sessionId);
  }

  /** A link opens the account as it was when the link was made, and no other. */
  async withdrawLinks(manager: EntityManager, { id }: UserEntity): Promise<void> {
    await this.links.withdraw(manager, id);
  }

  /** No session goes on and no link opens. */
  async shutOut(manager: EntityManager, { id }: UserEntity): Promise<void> {
    await this.sessions.endAll(manager, id);
    await this.links.withdraw(manager, id);
  }

  async forget(manager: EntityManager, { id }: UserEntity): Promise<void> {
    await this.sessions.deleteOf(manager, id);
    await this.links.withdraw(manager, id);
  }

  async eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await this.sessions.deleteOfTenant(manager, tenantId);
    await this.links.deleteOfTenant(manager, tenantId);
    await this.users.deleteOfTenant(manager, tenantId);
  }
}
