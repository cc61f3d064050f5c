import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type EntityManager, In, IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import type { Secret } from '../../../kernel/secret.js';
import { Database } from '../../database/database.js';
import { newSessionCookie } from './session-format.js';
import type { UserEntity } from './user.entity.js';
import { UserSessionEntity } from './user-session.entity.js';

/** A session ends when nothing was asked for so long, and however much is asked. Milliseconds. */
export const SESSION_IDLE = 2 * 60 * 60_000;
export const SESSION_LIFE = 12 * 60 * 60_000;

/** Ended sessions are kept so long: by them a browser is known again. */
const KEPT = 180 * 24 * 60 * 60_000;

/** "Seen" is written down at most so often for one session; milliseconds. */
const SEEN_EVERY = 60_000;
const FLUSH_EVERY = 15_000;
const FORGET_EVERY = 60 * 60_000;

export interface SessionStart {
  readonly browserDigest: string;
  readonly address: string;
  readonly agent: string | undefined;
}

export interface StartedSession {
  readonly row: UserSessionEntity;
  readonly cookie: Secret;
}

/** The stored sessions of signed-in users. A session that was ended is refused on the very next request. */
@Injectable()
export class UserSessions implements BeforeApplicationShutdown {
  readonly #log = new Logger('Callers');
  #seen = new Map<string, Date>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Always a new id and a new secret: a browser cannot choose its session. */
  async start(manager: EntityManager, user: UserEntity, { agent, ...start }: SessionStart): Promise<StartedSession> {
    const { id, cookie, digest } = newSessionCookie();
    const now = this.clock.now();
    const row = Object.assign(new UserSessionEntity(), {
      ...{ id, digest, userId: user.id, tenantId: user.tenantId, ...start, agent: agent?.slice(0, 200) ?? null },
      ...{ createdAt: now, seenAt: now, endsAt: new Date(now.getTime() + SESSION_LIFE), endedAt: null },
    });
    await manager.insert(UserSessionEntity, row);
    return { row, cookie };
  }

  async find(id: string): Promise<UserSessionEntity | undefined> {
    return (await this.database.reader.findOneBy(UserSessionEntity, { id })) ?? undefined;
  }

  isAlive({ id, endedAt, endsAt, seenAt }: UserSessionEntity): boolean {
    const now = this.clock.now();
    const seen = this.#seen.get(id) ?? seenAt;
    return endedAt === null && now < endsAt && now.getTime() - seen.getTime() < SESSION_IDLE;
  }

  /** Remembers that a request came. */
  see({ id, seenAt }: UserSessionEntity): void {
    const now = this.clock.now();
    if (now.getTime() - seenAt.getTime() >= SEEN_EVERY) this.#seen.set(id, now);
  }

  /** Those that have not ended, the newest first. */
  async listAlive(userId: string): Promise<UserSessionEntity[]> {
    const where = { userId, endedAt: IsNull(), endsAt: MoreThan(this.clock.now()) };
    const rows = await this.database.reader.find(UserSessionEntity, { where, order: { id: 'DESC' } });
    return rows.filter((row) => this.isAlive(row));
  }

  /** Whether each of these users has signed in with this browser before. */
  async knowsBrowser(browserDigest: string, userIds: readonly string[]): Promise<boolean> {
    const where = { browserDigest, userId: In([...userIds]) };
    const rows = await this.database.reader.find(UserSessionEntity, { where });
    return new Set(rows.map(({ userId }) => userId)).size === userIds.length;
  }

  /** False when it had ended before. */
  async end(manager: EntityManager, id: string): Promise<boolean> {
    const ended = { endedAt: this.clock.now() };
    return (await manager.update(UserSessionEntity, { id, endedAt: IsNull() }, ended)).affected === 1;
  }

  /** All of the user's, or all but one. */
  async endAll(manager: EntityManager, userId: string, exceptId?: string): Promise<void> {
    const others = exceptId === undefined ? {} : { id: Not(exceptId) };
    await manager.update(UserSessionEntity, { userId, endedAt: IsNull(), ...others }, { endedAt: this.clock.now() });
  }

  async deleteOf(manager: EntityManager, userId: string): Promise<void> {
    await manager.delete(UserSessionEntity, { userId });
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(UserSessionEntity, { tenantId });
  }

  @Interval(FLUSH_EVERY)
  async flush(): Promise<void> {
    if (this.#seen.size === 0) return;
    const seen = [...this.#seen].sort(([one], [other]) => (one < other ? -1 : 1));
    try {
      await this.database.write(async (manager) => {
        for (const [id, at] of seen)
          await manager.update(UserSessionEntity, { id, seenAt: LessThan(at) }, { seenAt: at });
      });
      for (const [id, at] of seen) if (this.#seen.get(id) === at) this.#seen.delete(id);
    } catch (error) {
      this.#log.warn(`When ${seen.length} sessions were last seen is kept for the next time: ${error}`);
    }
  }

  @Interval(FORGET_EVERY)
  async forgetOld(): Promise<void> {
    const endsAt = LessThan(new Date(this.clock.now().getTime() - KEPT));
    await this.database.write((manager) => manager.delete(UserSessionEntity, { endsAt }));
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.flush();
  }
}
