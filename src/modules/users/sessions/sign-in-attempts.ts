import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { digestOf } from '../../callers/key-format.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import { UserSessions } from '../../callers/users/user-sessions.js';
import { Metrics } from '../../metrics/metrics.js';
import { type Attempt, SignInLimits } from './sign-in-limits.js';
import type { SessionBeginning } from './sign-ins.js';

export interface BrowserApproach extends SessionBeginning {
  /** The cookie that the browser was given at an earlier sign-in, as it says. */
  readonly browser?: string;
}

/** Holds up whoever guesses passwords, and tells of it those whom it concerns. */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly limits: SignInLimits,
    private readonly sessions: UserSessions,
    private readonly audit: AuditService,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Compares within the limits. An attempt counts unless the password opened each account: whoever has one account of
   * the address would otherwise guess at the others with its password, as often as he likes. @throws too-many-sign-ins
   * @param accounts of the address, which may be none
   * @param compare gives those that the password opened
   */
  async within(
    { emailFolded, accounts, from }: { emailFolded: string; accounts: readonly UserEntity[]; from: BrowserApproach },
    compare: () => Promise<readonly UserEntity[]>,
  ): Promise<readonly UserEntity[]> {
    const attempt = { emailFolded, address: from.address, knownBrowser: await this.#known(accounts, from) };
    this.#begin(attempt);
    const opened = await compare().catch((error: unknown) => {
      this.limits.forgive(attempt);
      throw error;
    });
    if (opened.length === 0) this.#refused(accounts, from);
    else if (opened.length === accounts.length) this.limits.forgive(attempt);
    return opened;
  }

  #begin(attempt: Attempt): void {
    try {
      this.limits.begin(attempt);
    } catch (error) {
      this.metrics.count('authentication_failures', 'sign-ins-limited');
      throw error;
    }
  }

  /** Known to each account: a browser that an account of another tenant knows is no better than a stranger's. */
  async #known(accounts: readonly UserEntity[], { browser }: BrowserApproach): Promise<string | undefined> {
    if (browser === undefined || accounts.length === 0) return undefined;
    const digest = digestOf(browser);
    const ids = accounts.map(({ id }) => id);
    return (await this.sessions.knowsBrowser(digest, ids)) ? digest : undefined;
  }

  #refused(accounts: readonly UserEntity[], { address, requestId }: BrowserApproach): void {
    this.metrics.count('authentication_failures', 'password');
    for (const { id, email: name, tenantId } of accounts) {
      this.audit.countSoon(`sign-in ${id} ${address}`, () => ({
        tenantId,
        by: { kind: 'anonymous', id: 'anonymous', address, requestId },
        action: 'user.sign-in-refused',
        subject: { kind: 'user', id, name },
      }));
    }
  }
}
