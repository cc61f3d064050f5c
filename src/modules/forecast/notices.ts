import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { AlertsService } from '../alerts/alerts.service.js';
import { Database } from '../database/database.js';
import { EventsService } from '../events/events.service.js';
import { AccessToken } from '../tokens/access-token.entity.js';
import { afterTelling, noticesDue, type PlannedNotice, plannedNotices } from '../tokens/outlook/notice-plan.js';
import { TokenOutlook } from '../tokens/outlook/token-outlook.js';
import { eventOf, expiryAlertOf } from './notice-events.js';

/**
 * Tells ahead of time that a token will need a person, and reminds of credentials that expire. The event and the mark
 * that it was told are one write over a locked row, so no replica and no restart tells it again.
 */
@Injectable()
export class Notices {
  constructor(
    private readonly database: Database,
    private readonly outlook: TokenOutlook,
    private readonly events: EventsService,
    private readonly alerts: AlertsService,
    private readonly clock: Clock,
  ) {}

  /** How many tokens were looked at, of at most so many. */
  async tellDue(limit: number): Promise<number> {
    const now = this.clock.now();
    // Mostly nothing is due, and then nothing is written. In order of the index, which then surely is used.
    const due = { where: { nextNoticeAt: LessThanOrEqual(now) }, order: { nextNoticeAt: 'ASC' } } as const;
    const first = await this.database.reader.findOne(AccessToken, { select: { id: true }, ...due });
    if (first === null) return 0;
    return this.database.write(async (manager) => {
      const tokens = await this.lockDue(manager, now, limit);
      for (const token of tokens) await this.tell(manager, token, now);
      return tokens.length;
    });
  }

  private lockDue(manager: EntityManager, now: Date, limit: number): Promise<AccessToken[]> {
    const query = manager
      .createQueryBuilder(AccessToken, 'token')
      .where('token.nextNoticeAt <= :now', { now: now.toISOString() })
      .orderBy('token.nextNoticeAt', 'ASC')
      .limit(limit);
    if (this.database.engine === 'postgres') query.setLock('pessimistic_write').setOnLocked('skip_locked');
    return query.getMany();
  }

  private async tell(manager: EntityManager, token: AccessToken, now: Date): Promise<void> {
    const entries = this.outlook.forecastOf(token);
    const { id, remindDays } = token;
    // Enabling it plans anew.
    const due = token.disabledAt ? [] : noticesDue(plannedNotices({ ...token, entries }), now);
    const notices = afterTelling(token.notices, due);
    const next = token.disabledAt ? undefined : plannedNotices({ entries, remindDays, notices })[0];
    await manager.update(AccessToken, { id }, { notices, nextNoticeAt: next?.at ?? null });
    for (const notice of due) await this.record(manager, token, notice);
  }

  private async record(manager: EntityManager, token: AccessToken, notice: PlannedNotice): Promise<void> {
    // A token stands in one alert: what ails it now goes before what will.
    const isWell = token.stateReason === null && token.failures === 0;
    if (notice.type === 'reminder' && isWell) await this.alerts.raise(manager, expiryAlertOf(token, notice));
    await this.events.record(manager, eventOf(token, notice));
  }
}
