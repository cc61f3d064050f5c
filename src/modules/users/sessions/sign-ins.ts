import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Secret } from '../../../kernel/secret.js';
import { AuditService } from '../../audit/audit.service.js';
import { digestOf, sameDigest } from '../../callers/key-format.js';
import { idOfCookie, randomText } from '../../callers/users/session-format.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import { type StartedSession, UserSessions } from '../../callers/users/user-sessions.js';
import { Users } from '../../callers/users/users.js';
import { signInRefused } from '../users.errors.js';

/** Where a session begins. */
export interface SessionBeginning {
  readonly address: string;
  readonly requestId: string;
  /** What the browser calls itself. */
  readonly agent?: string;
  /** The session cookie that the browser had until now. */
  readonly cookie?: string;
}

export interface SignedIn {
  readonly user: UserEntity;
  readonly session: StartedSession;
  /** By which the browser is known at its next sign-in. */
  readonly browser: Secret;
}

/** Begins sessions. Whoever comes with one leaves it behind: what a browser brought before it signed in opens nothing. */
@Injectable()
export class SignIns {
  constructor(
    private readonly users: Users,
    private readonly sessions: UserSessions,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param user as it was when it was proved who this is. @throws sign-in-refused when the password was changed or the
   * account was switched off meanwhile
   */
  async begin(manager: EntityManager, user: UserEntity, from: SessionBeginning): Promise<SignedIn> {
    const stored = await this.users.lock(manager, user.id);
    if (!stored || stored.disabledAt || stored.passwordHash !== user.passwordHash) throw signInRefused();
    const browser = randomText();
    await this.#endFormer(manager, from.cookie);
    await this.users.update(manager, user, { lastSignedInAt: this.clock.now() });
    const session = await this.sessions.start(manager, user, {
      browserDigest: digestOf(browser),
      address: from.address,
      agent: from.agent,
    });
    const { id, email: name, tenantId } = user;
    await this.audit.record(manager, {
      tenantId,
      by: { kind: 'user', id, address: from.address, requestId: from.requestId },
      action: 'user.signed-in',
      subject: { kind: 'user', id, name },
      facts: { sessionId: session.row.id },
    });
    return { user, session, browser: new Secret(browser) };
  }

  async #endFormer(manager: EntityManager, cookie: string | undefined): Promise<void> {
    const id = cookie === undefined ? undefined : idOfCookie(cookie);
    const former = id === undefined ? undefined : await this.sessions.find(id);
    if (former && sameDigest(digestOf(cookie ?? ''), former.digest)) await this.sessions.end(manager, former.id);
  }
}
