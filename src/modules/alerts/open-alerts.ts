import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../kernel/ids.js';
import { Database } from '../database/database.js';
import { AlertEntity } from './alert.entity.js';
import { AlertTokenEntity } from './alert-token.entity.js';

export type AlertFacts = Omit<AlertEntity, 'id' | 'openedAt'>;

/** How often the same alert may be closed by others between a look and an insert, before it is a fault of ours. */
const ATTEMPTS = 5;

/**
 * Alerts in storage. On PostgreSQL many tokens of one cause fail and recover at the same time: who adds a token shares
 * the alert's row, and who closes it needs the row alone but waits for nobody. Nothing can lock in a circle.
 */
@Injectable()
export class OpenAlerts {
  constructor(private readonly database: Database) {}

  /** The open alert of that cause, held open until the transaction ends; opened when there is none. */
  async hold(
    manager: EntityManager,
    facts: AlertFacts,
    now: Date,
  ): Promise<{ readonly alert: AlertEntity; readonly isNew: boolean }> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const alert = await this.find(manager, facts);
      if (alert) return { alert, isNew: false };
      const opened = { ...facts, id: newId('alert'), openedAt: now };
      await manager
        .createQueryBuilder()
        .insert()
        .into(AlertEntity)
        .values(opened)
        .orIgnore()
        .updateEntity(false)
        .execute();
      if (await manager.existsBy(AlertEntity, { id: opened.id })) return { alert: opened, isNew: true };
    }
    throw new Error('An alert was closed each time that it was opened.');
  }

  /** The alert, deleted, when no token is left in it; an alert that others use right now is left to them. */
  async closeEmpty(manager: EntityManager, alertId: string): Promise<AlertEntity | undefined> {
    const query = manager.createQueryBuilder(AlertEntity, 'alert').where({ id: alertId });
    if (this.database.engine === 'postgres') query.setLock('pessimistic_write').setOnLocked('skip_locked');
    const alert = await query.getOne();
    if (!alert || (await manager.existsBy(AlertTokenEntity, { alertId }))) return undefined;
    await manager.delete(AlertEntity, { id: alertId });
    return alert;
  }

  /** Alerts whose last token left while others used them. */
  async abandoned(limit: number): Promise<readonly string[]> {
    const alerts = await this.database.reader
      .createQueryBuilder(AlertEntity, 'alert')
      .where('NOT EXISTS (SELECT 1 FROM "alert_token" "affected" WHERE "affected"."alertId" = "alert"."id")')
      .limit(limit)
      .getMany();
    return alerts.map(({ id }) => id);
  }

  private async find(manager: EntityManager, { tenantId, cause, subject }: AlertFacts): Promise<AlertEntity | null> {
    const query = manager.createQueryBuilder(AlertEntity, 'alert').where({ tenantId, cause, subject });
    if (this.database.engine === 'postgres') query.setLock('for_key_share');
    return query.getOne();
  }
}
