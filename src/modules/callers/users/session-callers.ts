import { Injectable } from '@nestjs/common';
import type { Caller } from '../caller.js';
import { unauthenticated } from '../callers.errors.js';
import { digestOf, sameDigest } from '../key-format.js';
import { RIGHTS_OF_DESIGNER, RIGHTS_OF_ROLE } from './roles.js';
import { idOfCookie } from './session-format.js';
import type { UserEntity } from './user.entity.js';
import type { UserSessionEntity } from './user-session.entity.js';
import { UserSessions } from './user-sessions.js';
import { Users } from './users.js';

export interface SessionApproach {
  readonly cookie: string;
  readonly address: string;
  readonly requestId: string;
}

/** Finds out which user asks, and what he may do right now: a role that was changed counts on the very next request. */
@Injectable()
export class SessionCallers {
  constructor(
    private readonly sessions: UserSessions,
    private readonly users: Users,
  ) {}

  /** @throws unauthenticated */
  async authenticate({ cookie, address, requestId }: SessionApproach): Promise<Caller> {
    const id = idOfCookie(cookie);
    const session = id === undefined ? undefined : await this.sessions.find(id);
    if (!session || !sameDigest(digestOf(cookie), session.digest)) throw unauthenticated('session-ended');
    const caller = await this.#callerOf(session);
    if (!caller) throw unauthenticated('session-ended');
    this.sessions.see(session);
    return { ...caller, address, requestId };
  }

  /** False when the session has ended, or when the user may do other things now. */
  async stands({ sessionId = '', rights, apps }: Caller): Promise<boolean> {
    const session = await this.sessions.find(sessionId);
    const now = session && (await this.#callerOf(session));
    return now !== undefined && told(now.rights, now.apps) === told(rights, apps);
  }

  /** What a user may do in the tenant, and in which apps. */
  async rightsOf({ id, role }: UserEntity): Promise<Pick<Caller, 'rights' | 'apps'>> {
    const rights = new Set(RIGHTS_OF_ROLE[role]);
    if (role === 'admin') return { rights };
    const appIds = (await this.users.appsOf([id])).get(id) ?? [];
    return { rights, apps: new Map(appIds.map((appId) => [appId, new Set(RIGHTS_OF_DESIGNER)])) };
  }

  async #callerOf(session: UserSessionEntity): Promise<Caller | undefined> {
    if (!this.sessions.isAlive(session)) return undefined;
    const user = await this.users.find(session.userId);
    if (!user || user.disabledAt) return undefined;
    const { id, tenantId, email } = user;
    return { kind: 'user', id, name: email, tenantId, sessionId: session.id, ...(await this.rightsOf(user)) };
  }
}

function told(rights: Caller['rights'], apps: Caller['apps']): string {
  return JSON.stringify([[...rights], [...(apps ?? [])].map(([id, ownRights]) => [id, ...ownRights])]);
}
