import { Injectable } from '@nestjs/common';
import type { Secret } from '../../../kernel/secret.js';
import { Database } from '../../database/database.js';
import { checkPassword } from '../passwords/password-rules.js';
import { Passwords } from '../passwords/passwords.js';
import { type SessionBeginning, type SignedIn, SignIns } from '../sessions/sign-ins.js';
import { LinkAccounts, type LookedAt, type Redeeming } from './link-accounts.js';
import { OneTimeLinks } from './one-time-links.js';
import { Redemption } from './redemption.js';

/** What the page of a link sends. */
export interface Opening extends Redeeming {
  readonly secret: Secret;
  readonly password: Secret;
}

/** The page of a one-time link: it says what the link is for, then takes a password and signs in. */
@Injectable()
export class LinkDesk {
  constructor(
    private readonly database: Database,
    private readonly links: OneTimeLinks,
    private readonly redemption: Redemption,
    private readonly accounts: LinkAccounts,
    private readonly passwords: Passwords,
    private readonly signIns: SignIns,
  ) {}

  /** @throws link-unknown, link-used, link-expired, link-withdrawn */
  async look(secret: Secret): Promise<LookedAt> {
    return this.accounts.of(await this.links.find(secret));
  }

  /** Uses the link, stores the password and begins a session. @throws as `look`, members-missing, weak-password */
  async redeem({ secret, password, ...wanted }: Opening, from: SessionBeginning): Promise<SignedIn> {
    const { link, user } = await this.look(secret);
    const first = user ? undefined : await this.accounts.prepareFirst(wanted);
    checkPassword(password, {
      name: wanted.name ?? user?.name ?? '',
      email: user?.email ?? first?.email.shown ?? '',
    });
    const passwordHash = await this.passwords.hash(password);
    const { name } = wanted;
    const taking = { link, passwordHash, from, ...(name === undefined ? {} : { name }), ...(first && { first }) };
    return this.database.write(async (manager) => {
      await this.accounts.lock(manager, link);
      await this.links.use(manager, link);
      return this.signIns.begin(manager, await this.redemption.take(manager, taking), from);
    });
  }
}
