import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Caller } from './caller.js';
import { CallerKeys } from './caller-keys.js';
import { SessionCallers } from './users/session-callers.js';

/** For what goes on after the request that began it: whether the caller still may what it could then. */
@Injectable()
export class CallerStanding {
  constructor(
    private readonly keys: CallerKeys,
    private readonly sessions: SessionCallers,
    private readonly clock: Clock,
  ) {}

  /** False when the key or the session was revoked, has ended, is gone, or gives other rights now. */
  async stands(caller: Caller): Promise<boolean> {
    if (caller.kind === 'user') return this.sessions.stands(caller);
    if (caller.kind !== 'key') return true;
    const key = await this.keys.find(caller.id);
    if (!key || key.revokedAt) return false;
    if (key.expiresAt && key.expiresAt <= this.clock.now()) return false;
    return key.rights.length === caller.rights.size && key.rights.every((right) => caller.rights.has(right));
  }
}
