import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../../audit/audit.service.js';
import { unauthenticated } from '../../callers/callers.errors.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import { Users } from '../../callers/users/users.js';
import { Database } from '../../database/database.js';
import { UserEnds } from '../user-ends.js';
import { wrongPassword } from '../users.errors.js';
import { type HashedWish, NewPassword, type PasswordWish } from './new-password.js';
import type { UserCaller } from './session-owner.js';
import type { BrowserApproach } from './sign-in-attempts.js';
import { type SignedIn, SignIns } from './sign-ins.js';

/** Changes a user's own password. All sessions and open links end, and this browser gets a new session. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly newPassword: NewPassword,
    private readonly users: Users,
    private readonly ends: UserEnds,
    private readonly signIns: SignIns,
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /** @throws wrong-password, weak-password, too-many-sign-ins, unauthenticated when the session has ended meanwhile */
  async change(
    caller: UserCaller,
    { user, ...wish }: PasswordWish & { readonly user: UserEntity },
    from: BrowserApproach,
  ): Promise<SignedIn> {
    const hashed = await this.newPassword.hashFor(user, wish, from);
    return this.database.write(async (manager) => {
      const changed = await this.#replace(manager, caller, hashed);
      await this.ends.shutOut(manager, user);
      const subject = { kind: 'user', id: user.id, name: user.email };
      const action = 'user.password-changed';
      await this.audit.record(manager, { tenantId: user.tenantId, by: caller, action, subject });
      return this.signIns.begin(manager, changed, from);
    });
  }

  /** A reset or a sign-out of all sessions that came while the passwords were hashed shuts out whoever is asking here. */
  async #replace(
    manager: EntityManager,
    { sessionId }: UserCaller,
    { compared, passwordHash }: HashedWish,
  ): Promise<UserEntity> {
    if (!(await this.users.replaceHash(manager, compared, passwordHash))) throw wrongPassword();
    if (!(await this.ends.endSession(manager, sessionId))) throw unauthenticated('session-ended');
    return { ...compared, passwordHash };
  }
}
