import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { PagePlace } from '../api/cursor.js';
import { type Caller, requireRight, requireTenant } from '../callers/caller.js';
import type { Role } from '../callers/users/roles.js';
import { UserEntity } from '../callers/users/user.entity.js';
import { Users } from '../callers/users/users.js';
import { Database } from '../database/database.js';
import { isUniqueViolation } from '../database/unique-violation.js';
import { type MadeLink, OneTimeLinks } from './links/one-time-links.js';
import { type Email, newUser } from './user-account.js';
import { UserApps } from './user-apps.js';
import { requireGrant } from './user-policy.js';
import { UserRecords } from './user-records.js';
import { emailTaken, userNotFound } from './users.errors.js';

export interface Invitation {
  readonly email: Email;
  readonly name: string;
  readonly role: Role;
  /** Of a designer. */
  readonly appIds: readonly string[];
}

/** A user with what stands in other rows. */
export interface ListedUser {
  readonly user: UserEntity;
  readonly appIds: readonly string[];
}

export interface Invited extends ListedUser {
  readonly link: MadeLink;
}

/** Invites, shows and lets in the users of a tenant. */
@Injectable()
export class UsersService {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
    private readonly apps: UserApps,
    private readonly links: OneTimeLinks,
    private readonly records: UserRecords,
    private readonly clock: Clock,
  ) {}

  /** Makes an account that a one-time link opens. @throws right-missing, role-not-held, app-not-found, user-email-taken */
  async invite(caller: Caller, { email, name, role, appIds: wanted }: Invitation): Promise<Invited> {
    const { tenantId } = requireTenant(caller);
    requireGrant(caller, role);
    const appIds = await this.apps.checked(caller, role, wanted);
    const user = newUser({ tenantId, email, name, role }, this.clock.now());
    try {
      const link = await this.database.write(async (manager) => {
        await this.users.insert(manager, user);
        await this.users.replaceApps(manager, user, appIds);
        const made = await this.links.make(manager, user, 'invitation');
        await this.records.record(manager, { by: caller, user, what: 'invited', facts: { role, appIds } });
        return made;
      });
      return { user, appIds, link };
    } catch (error) {
      throw isUniqueViolation(error) ? emailTaken(email.shown) : error;
    }
  }

  /** In the order they were made. @throws right-missing */
  async list(caller: Caller, place: PagePlace): Promise<ListedUser[]> {
    const { tenantId } = requireTenant(caller);
    requireRight(caller, 'manage-tenant');
    const users = await this.users.list({ tenantId, ...place });
    const apps = await this.users.appsOf(users.map(({ id }) => id));
    return users.map((user) => ({ user, appIds: apps.get(user.id) ?? [] }));
  }

  /** @throws right-missing, user-not-found also when it is somebody else's */
  async get(caller: Caller, id: string): Promise<ListedUser> {
    const { tenantId } = requireTenant(caller);
    requireRight(caller, 'manage-tenant');
    const user = await this.users.find(id);
    if (user?.tenantId !== tenantId) throw userNotFound(id);
    return { user, appIds: (await this.users.appsOf([id])).get(id) ?? [] };
  }

  /** A link for a new password, or a new invitation for whoever has not joined. @throws as `get`, role-not-held */
  async makeLink(caller: Caller, id: string): Promise<MadeLink> {
    const { user } = await this.get(caller, id);
    requireGrant(caller, user.role);
    const purpose = user.joinedAt ? 'reset' : 'invitation';
    return this.database.write(async (manager: EntityManager) => {
      const link = await this.links.make(manager, user, purpose);
      await this.records.record(manager, { by: caller, user, what: 'link-made', facts: { purpose } });
      return link;
    });
  }
}
