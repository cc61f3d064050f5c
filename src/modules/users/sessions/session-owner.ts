import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../../audit/audit.service.js';
import type { Caller } from '../../callers/caller.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import type { UserSessionEntity } from '../../callers/users/user-session.entity.js';
import { UserSessions } from '../../callers/users/user-sessions.js';
import { Users } from '../../callers/users/users.js';
import { Database } from '../../database/database.js';
import { sessionNotFound, usersOnly } from '../users.errors.js';

/** A user who has signed in. */
export type UserCaller = Caller & { readonly tenantId: string; readonly sessionId: string };

/** @throws users-only for a key, which has no session */
export function requireUser(caller: Caller): UserCaller {
  const { tenantId, sessionId } = caller;
  if (caller.kind !== 'user' || tenantId === undefined || sessionId === undefined) throw usersOnly();
  return { ...caller, tenantId, sessionId };
}

/** What a user does with his own sessions. */
@Injectable()
export class SessionOwner {
  constructor(
    private readonly sessions: UserSessions,
    private readonly users: Users,
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /** The session of the request and its user. */
  async current({ id, sessionId }: UserCaller): Promise<{ user: UserEntity; session: UserSessionEntity }> {
    const [user, session] = await Promise.all([this.users.find(id), this.sessions.find(sessionId)]);
    if (!user || !session) throw sessionNotFound();
    return { user, session };
  }

  list({ id }: UserCaller): Promise<UserSessionEntity[]> {
    return this.sessions.listAlive(id);
  }

  async signOut(caller: UserCaller): Promise<void> {
    await this.#end(caller, caller.sessionId, 'user.signed-out');
  }

  /** @throws session-not-found also when it is somebody else's */
  async revoke(caller: UserCaller, sessionId: string): Promise<void> {
    const session = await this.sessions.find(sessionId);
    if (session?.userId !== caller.id) throw sessionNotFound();
    await this.#end(caller, sessionId, 'session.revoked');
  }

  async revokeOthers(caller: UserCaller): Promise<void> {
    await this.database.write(async (manager) => {
      await this.sessions.endAll(manager, caller.id, caller.sessionId);
      await this.#record(manager, caller, { action: 'session.others-revoked' });
    });
  }

  async #end(caller: UserCaller, sessionId: string, action: string): Promise<void> {
    await this.database.write(async (manager) => {
      if (await this.sessions.end(manager, sessionId)) await this.#record(manager, caller, { action, sessionId });
    });
  }

  #record(
    manager: EntityManager,
    caller: UserCaller,
    { action, sessionId }: { readonly action: string; readonly sessionId?: string },
  ): Promise<void> {
    const { id, name, tenantId } = caller;
    return this.audit.record(manager, {
      ...{ tenantId, by: caller, action },
      subject: { kind: 'user', id, ...(name !== undefined && { name }) },
      ...(sessionId !== undefined && { facts: { sessionId } }),
    });
  }
}
