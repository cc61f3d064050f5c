import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Name } from '../../../kernel/name.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import { Users } from '../../callers/users/users.js';
import { type PreparedTenant, TenantsService } from '../../tenants/tenants.service.js';
import type { Email } from '../user-account.js';
import { linkWithdrawn, membersMissing } from '../users.errors.js';
import type { OneTimeLinkEntity } from './one-time-link.entity.js';

/** What a person types on the page of a link besides the password. */
export interface Redeeming {
  readonly name?: string;
  readonly email?: Email;
  readonly tenantName?: Name;
}

/** What the link opens: an account that is there, or the first one, which is not. */
export interface LookedAt {
  readonly link: OneTimeLinkEntity;
  readonly user?: UserEntity;
  readonly tenantName?: string;
}

type First = { readonly tenant: PreparedTenant; readonly email: Email };

/** Whom links are for. */
@Injectable()
export class LinkAccounts {
  constructor(
    private readonly users: Users,
    private readonly tenants: TenantsService,
  ) {}

  /** @throws link-withdrawn when the account is gone or switched off, or when there is a tenant already */
  async of(link: OneTimeLinkEntity): Promise<LookedAt> {
    if (link.userId === null) {
      if (!(await this.tenants.isNone())) throw linkWithdrawn();
      return { link };
    }
    const user = await this.users.find(link.userId);
    if (!user || user.disabledAt) throw linkWithdrawn();
    return { link, user, tenantName: (await this.tenants.get(user.tenantId)).name };
  }

  /** The account before its link, in the order of those who withdraw links: so neither waits for the other for ever. */
  async lock(manager: EntityManager, { userId }: OneTimeLinkEntity): Promise<void> {
    if (userId !== null) await this.users.lock(manager, userId);
  }

  /** @throws members-missing */
  async prepareFirst({ name, email, tenantName }: Redeeming): Promise<First> {
    if (name !== undefined && email && tenantName) {
      return { tenant: await this.tenants.prepare({ name: tenantName }), email };
    }
    const members = Object.entries({ name, email, tenantName });
    throw membersMissing(members.flatMap(([member, value]) => (value === undefined ? [member] : [])));
  }
}
