import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { type EntityManager, In } from 'typeorm';
import { isId } from '../../kernel/ids.js';
import { lockRow } from '../../modules/database/lock-row.js';
import { Notifications } from '../../modules/database/notices/notifications.js';
import { dueAfter } from '../runtime/schedule/rhythm.js';
import { ScheduleEntity, specOf } from './schedule.entity.js';

const TOPIC = 'schedules';

/** Makes schedules due within the transaction of whatever makes them due, and wakes whoever looks after them. */
@Injectable()
export class ScheduleBell {
  constructor(private readonly notifications: Notifications) {}

  /** Some schedule has changed, here or on another replica. */
  get rings(): Observable<string> {
    return this.notifications.stream(TOPIC);
  }

  ring(manager: EntityManager): Promise<void> {
    return this.notifications.publish(manager, TOPIC, '');
  }

  /** Among these owners of lines, schedules have something to look at now. */
  async eventsCame(manager: EntityManager, owners: readonly string[], now: Date): Promise<void> {
    const ids = owners.filter((owner) => isId('schedule', owner));
    if (ids.length === 0) return;
    const where = { id: In(ids), isEnabled: true };
    const { affected } = await manager.update(ScheduleEntity, where, { wakeAt: now });
    if (affected !== 0) await this.ring(manager);
  }

  /** A run that a schedule started has ended: one that counts from there is due again. */
  async runEnded(manager: EntityManager, lastRunId: string, endedAt: Date): Promise<void> {
    const schedule = await lockRow(manager, ScheduleEntity, { lastRunId, kind: 'after' });
    if (!schedule?.isEnabled) return;
    await manager.update(ScheduleEntity, { id: schedule.id }, { wakeAt: dueAfter(specOf(schedule), endedAt) });
    await this.ring(manager);
  }

  /** It goes on after all: one that counts from its end waits for that again, unless it has started the next run. */
  async runReopened(manager: EntityManager, lastRunId: string): Promise<void> {
    const schedule = await lockRow(manager, ScheduleEntity, { lastRunId, kind: 'after' });
    if (!schedule?.isEnabled) return;
    await manager.update(ScheduleEntity, { id: schedule.id }, { wakeAt: null });
    await this.ring(manager);
  }
}
