import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database } from '../../modules/database/database.js';
import { lockRow } from '../../modules/database/lock-row.js';
import { EventLines } from '../events/event-lines.js';
import { RunEntity } from '../runs/run.entity.js';
import type { ScheduleSpec } from '../runtime/definition.js';
import { filterTypes } from '../runtime/events/event-filter.js';
import { endingFilters, wantedFilters } from '../runtime/events/event-set.js';
import { dueAfter, kindOf, nextDue } from '../runtime/schedule/rhythm.js';
import { EventSetEntity } from './event-set.entity.js';
import { ScheduleEntity, specOf } from './schedule.entity.js';
import { ScheduleBell } from './schedule-bell.js';

/** Whose schedule it is. */
export type ScheduledProcess = Pick<ScheduleEntity, 'tenantId' | 'appId' | 'processId'>;

/**
 * The schedule of each process, as its newest published version says. Changed only under the lock of the process; its
 * line of events is touched before its row, as by whoever puts events into it.
 */
@Injectable()
export class ProcessSchedules {
  constructor(
    private readonly database: Database,
    private readonly lines: EventLines,
    private readonly bell: ScheduleBell,
    private readonly clock: Clock,
  ) {}

  async of(processIds: readonly string[]): Promise<ReadonlyMap<string, ScheduleEntity>> {
    if (processIds.length === 0) return new Map();
    const schedules = await this.database.reader.findBy(ScheduleEntity, { processId: In([...processIds]) });
    return new Map(schedules.map((schedule) => [schedule.processId, schedule]));
  }

  /** Within the publication of a version. A schedule that says the same goes on undisturbed. */
  async arm(
    manager: EntityManager,
    process: ScheduledProcess & { readonly version: number },
    spec: ScheduleSpec | undefined,
  ): Promise<void> {
    const { processId, version } = process;
    const current = await manager.findOneBy(ScheduleEntity, { processId });
    if (current && spec && isDeepStrictEqual(specOf(current), spec)) {
      await manager.update(ScheduleEntity, { id: current.id }, { version });
    } else if (current && spec && current.kind === kindOf(spec)) await this.change(manager, current, { version, spec });
    else {
      if (current) await this.disarm(manager, processId);
      if (spec) await this.begin(manager, process, { spec, isEnabled: current?.isEnabled ?? true });
    }
    await this.bell.ring(manager);
  }

  /** The process has no schedule any more. What it has started goes on. */
  async disarm(manager: EntityManager, processId: string): Promise<void> {
    const current = await manager.findOneBy(ScheduleEntity, { processId });
    if (!current) return;
    await this.lines.closeWithin(manager, lineOf(current));
    await manager.delete(ScheduleEntity, { id: current.id });
    await manager.delete(EventSetEntity, { scheduleId: current.id });
  }

  /** Pauses or resumes. What was due meanwhile is not made up for. False when there is no schedule. */
  async turn(manager: EntityManager, processId: string, isEnabled: boolean): Promise<boolean> {
    const known = await manager.findOneBy(ScheduleEntity, { processId });
    if (!known) return false;
    if (known.isEnabled === isEnabled) return true;
    if (known.kind === 'on')
      await this.lines.retypeWithin(manager, lineOf(known), isEnabled ? typesOf(specOf(known)) : []);
    // Under the lock: a run that ends now tells it before or after.
    const schedule = await lockRow(manager, ScheduleEntity, { id: known.id });
    if (!schedule) return false;
    const wakeAt = isEnabled ? await this.resumedAt(manager, schedule) : null;
    await manager.update(ScheduleEntity, { id: schedule.id }, { isEnabled, wakeAt });
    await this.bell.ring(manager);
    return true;
  }

  private async begin(
    manager: EntityManager,
    { tenantId, appId, processId, version }: ScheduledProcess & { readonly version: number },
    { spec, isEnabled }: { readonly spec: ScheduleSpec; readonly isEnabled: boolean },
  ): Promise<void> {
    const now = this.clock.now();
    const kind = kindOf(spec);
    // A delay after a run needs a first run.
    const dueAt = kind === 'after' ? now : nextDue(spec, { anchor: now, now });
    const schedule = Object.assign(new ScheduleEntity(), {
      ...{ id: newId('schedule'), tenantId, appId, processId, version, kind, isEnabled, anchorAt: now },
      spec: JSON.stringify(spec),
      ...{ wakeAt: isEnabled ? (dueAt ?? null) : null, position: 0, lastRunId: null, lastStartedAt: null },
      ...{ skipped: 0, lastSkippedAt: null },
    });
    if (spec.on) {
      await this.lines.openWithin(manager, { ...lineOf(schedule), tenantId, appId }, isEnabled ? typesOf(spec) : []);
    }
    await manager.insert(ScheduleEntity, schedule);
  }

  /** Another rhythm or other events, of the same kind. Sets of events that were begun for the old ones are given up. */
  private async change(
    manager: EntityManager,
    current: ScheduleEntity,
    { version, spec }: { readonly version: number; readonly spec: ScheduleSpec },
  ): Promise<void> {
    if (current.isEnabled && spec.on) await this.lines.retypeWithin(manager, lineOf(current), typesOf(spec));
    const schedule = await lockRow(manager, ScheduleEntity, { id: current.id });
    if (!schedule) return;
    const now = this.clock.now();
    const next = Object.assign(schedule, { version, spec: JSON.stringify(spec), anchorAt: now });
    const wakeAt = schedule.isEnabled ? await this.resumedAt(manager, next) : null;
    await manager.update(ScheduleEntity, { id: current.id }, { ...next, wakeAt });
    await this.giveUpSets(manager, schedule);
  }

  private async giveUpSets(manager: EntityManager, schedule: ScheduleEntity): Promise<void> {
    const sets = await manager.findBy(EventSetEntity, { scheduleId: schedule.id });
    const positions = sets.flatMap((set) => set.positions);
    await this.lines.removeWithin(manager, lineOf(schedule), positions);
    await manager.delete(EventSetEntity, { scheduleId: schedule.id });
  }

  private async resumedAt(manager: EntityManager, schedule: ScheduleEntity): Promise<Date | null> {
    const { kind, anchorAt: anchor, lastRunId: id } = schedule;
    const spec = specOf(schedule);
    const now = this.clock.now();
    // Its line may hold events that came before.
    if (kind === 'on') return now;
    if (kind !== 'after') return nextDue(spec, { anchor, now }) ?? null;
    const last = id === null ? null : await manager.findOneBy(RunEntity, { id });
    if (!last) return now;
    return last.endedAt && new Date(Math.max(now.getTime(), dueAfter(spec, last.endedAt).getTime()));
  }
}

/** The line in which events wait for a schedule. */
export function lineOf({ id }: Pick<ScheduleEntity, 'id'>): { readonly runId: string; readonly name: string } {
  return { runId: id, name: 'schedule' };
}

function typesOf({ on }: ScheduleSpec): readonly string[] | undefined {
  return on && filterTypes([...wantedFilters(on), ...endingFilters(on)]);
}
