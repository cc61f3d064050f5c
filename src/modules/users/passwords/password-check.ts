import { Injectable } from '@nestjs/common';
import type { Secret } from '../../../kernel/secret.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import { Users } from '../../callers/users/users.js';
import { Database } from '../../database/database.js';
import { isOutdated, NO_PASSWORD } from './password-hash.js';
import { Passwords } from './passwords.js';

/** Compares a password with those of accounts, in the same time whether there are any. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly database: Database,
  ) {}

  /** The accounts among these that the password opens. @throws sign-in-busy */
  async opened(accounts: readonly UserEntity[], password: Secret): Promise<UserEntity[]> {
    if (accounts.length === 0) await this.passwords.matches(password, NO_PASSWORD);
    const matches = await Promise.all(
      accounts.map(({ passwordHash }) => this.passwords.matches(password, passwordHash ?? NO_PASSWORD)),
    );
    const opened = accounts.filter((_account, index) => matches[index]);
    return Promise.all(opened.map((user) => this.#withTodaysHash(user, password)));
  }

  /** Nobody but the person knows the password, so this is the moment to store it with the parameters of today. */
  async #withTodaysHash(user: UserEntity, password: Secret): Promise<UserEntity> {
    if (user.passwordHash === null || !isOutdated(user.passwordHash)) return user;
    const passwordHash = await this.passwords.hash(password);
    const isStored = await this.database.write((manager) => this.users.replaceHash(manager, user, passwordHash));
    return isStored ? { ...user, passwordHash } : this.#asStored(user, password);
  }

  /** Somebody was faster: another sign-in with the same password, whose hash serves as well, or a new password. */
  async #asStored(user: UserEntity, password: Secret): Promise<UserEntity> {
    const stored = await this.users.find(user.id);
    const isSame = await this.passwords.matches(password, stored?.passwordHash ?? NO_PASSWORD);
    return stored && isSame ? stored : user;
  }
}
