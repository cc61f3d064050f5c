import { Injectable } from '@nestjs/common';
import type { Secret } from '../../../kernel/secret.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import { Users } from '../../callers/users/users.js';
import { Database } from '../../database/database.js';
import { TenantsService } from '../../tenants/tenants.service.js';
import { PasswordCheck } from '../passwords/password-check.js';
import type { Email } from '../user-account.js';
import { signInRefused, tenantToChoose } from '../users.errors.js';
import { type BrowserApproach, SignInAttempts } from './sign-in-attempts.js';
import { type SignedIn, SignIns } from './sign-ins.js';

export interface Credentials {
  readonly email: Email;
  readonly password: Secret;
  /** Where address and password open accounts of several tenants. */
  readonly tenantId?: string;
}

/** Signs in by address and password. Other ways to prove who somebody is end at the same `SignIns`. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly users: Users,
    private readonly check: PasswordCheck,
    private readonly attempts: SignInAttempts,
    private readonly signIns: SignIns,
    private readonly tenants: TenantsService,
    private readonly database: Database,
  ) {}

  /** @throws sign-in-refused, too-many-sign-ins, tenant-to-choose, sign-in-busy */
  async signIn({ email, password, tenantId }: Credentials, from: BrowserApproach): Promise<SignedIn> {
    const all = await this.users.withPassword(email.folded);
    const accounts = tenantId === undefined ? all : all.filter((user) => user.tenantId === tenantId);
    const attempt = { emailFolded: email.folded, accounts, from };
    const [user, ...others] = await this.attempts.within(attempt, () => this.check.opened(accounts, password));
    if (!user) throw signInRefused();
    if (others.length > 0) throw tenantToChoose(await this.#tenantsOf([user, ...others]));
    return this.database.write((manager) => this.signIns.begin(manager, user, from));
  }

  #tenantsOf(users: readonly UserEntity[]): Promise<{ tenantId: string; name: string }[]> {
    return Promise.all(
      users.map(async ({ tenantId }) => ({ tenantId, name: (await this.tenants.get(tenantId)).name })),
    );
  }
}
