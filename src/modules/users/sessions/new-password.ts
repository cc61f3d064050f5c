import { Injectable } from '@nestjs/common';
import type { Secret } from '../../../kernel/secret.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import { PasswordCheck } from '../passwords/password-check.js';
import { checkPassword } from '../passwords/password-rules.js';
import { Passwords } from '../passwords/passwords.js';
import { wrongPassword } from '../users.errors.js';
import { type BrowserApproach, SignInAttempts } from './sign-in-attempts.js';

export interface PasswordWish {
  readonly current: Secret;
  readonly next: Secret;
}

export interface HashedWish {
  /** The user with the hash that the present password was compared with. */
  readonly compared: UserEntity;
  readonly passwordHash: string;
}

/** Turns a wish for another password into what is stored of it. */
@Injectable()
export class NewPassword {
  constructor(
    private readonly check: PasswordCheck,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
  ) {}

  /** Who finds an open browser guesses no better than a stranger. @throws wrong-password, weak-password, too-many-sign-ins */
  async hashFor(user: UserEntity, { current, next }: PasswordWish, from: BrowserApproach): Promise<HashedWish> {
    const { emailFolded } = user;
    const attempt = { emailFolded, accounts: [user], from };
    const [compared] = await this.attempts.within(attempt, () => this.check.opened([user], current));
    if (!compared) throw wrongPassword();
    checkPassword(next, user);
    return { compared, passwordHash: await this.passwords.hash(next) };
  }
}
