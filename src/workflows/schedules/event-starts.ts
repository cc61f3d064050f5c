import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Configuration } from '../../kernel/configuration.js';
import { Database } from '../../modules/database/database.js';
import { lockRow } from '../../modules/database/lock-row.js';
import { EventLines } from '../events/event-lines.js';
import { DefinitionLibrary } from '../processes/definition-library.js';
import { RunEntity } from '../runs/run.entity.js';
import { RunStarts } from '../runs/run-starts.js';
import { scheduleLanguage } from '../runtime/schedule/schedule-language.js';
import { EventSets } from './event-sets.js';
import { type Heard, hearEvents, isTooMuch } from './hear-events.js';
import { occurrenceName } from './occurrence.js';
import { lineOf } from './process-schedules.js';
import { ScheduleEntity, specOf } from './schedule.entity.js';

/** Of the runs that events have started for one process, so many may be under way; further events wait in the line. */
const MOST_UNDER_WAY = 1_000;
/** So long until it is looked again whether there is room. Milliseconds. */
const WAIT_FOR_ROOM = 2_000;

/**
 * Starts the runs that events make. What an event says to the filters is found out first; then, in one transaction
 * under the lock of the schedule's row, it goes into a set, runs are started, and the place in the line moves on.
 */
@Injectable()
export class EventStarts {
  readonly #logger = new Logger(EventStarts.name);

  constructor(
    private readonly database: Database,
    private readonly lines: EventLines,
    private readonly library: DefinitionLibrary,
    private readonly starts: RunStarts,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Takes what stands in the line of a schedule, the first ones; it stays due until nothing does. */
  async takeEvents(id: string): Promise<void> {
    const schedule = await this.database.reader.findOneBy(ScheduleEntity, { id });
    if (!schedule?.isEnabled) return;
    const heard = await this.hearAll(schedule);
    await this.database.write(async (manager) => {
      const locked = await lockRow(manager, ScheduleEntity, { id });
      // Another replica was faster, or another version is published: what was heard may mean something else.
      if (!locked?.isEnabled || locked.position !== schedule.position || locked.version !== schedule.version) return;
      await this.takeAll(manager, locked, heard);
    });
  }

  private async hearAll(schedule: ScheduleEntity): Promise<Heard[]> {
    const { processId, version, position: after } = schedule;
    const { on } = specOf(schedule);
    if (!on) return [];
    const definition = await this.library.published(processId, version);
    const reader = this.database.reader;
    return hearEvents(on, {
      sets: await EventSets.open(reader, schedule, on),
      line: await this.lines.after(lineOf(schedule), after),
      earlier: (positions) => this.lines.at(reader, lineOf(schedule), positions),
      language: scheduleLanguage(definition, this.clock.now()),
    });
  }

  private async takeAll(manager: EntityManager, schedule: ScheduleEntity, heard: readonly Heard[]): Promise<void> {
    const { on } = specOf(schedule);
    if (!on) return;
    const sets = await EventSets.open(manager, schedule, on);
    const counts = new Starts(schedule, Math.max(0, MOST_UNDER_WAY - (await underWay(manager, schedule))));
    for (const one of heard) {
      if (counts.room === 0) break;
      const complete = sets.take(one, one.position);
      counts.position = one.position;
      if (complete) await this.begin(manager, counts, complete);
    }
    if (counts.room === 0) await this.giveUpSurplus(manager, counts);
    await sets.store();
    await this.lines.removeWithin(manager, lineOf(schedule), sets.unneeded);
    const wakeAt = await this.nextLook(manager, counts);
    await manager.update(
      ScheduleEntity,
      { id: schedule.id },
      { ...counts.columns(sets.givenUp, this.clock.now()), wakeAt },
    );
  }

  private async begin(manager: EntityManager, counts: Starts, positions: readonly number[]): Promise<void> {
    const { id, tenantId, appId, processId, version } = counts.schedule;
    const input = await this.lines.at(manager, lineOf(counts.schedule), positions);
    if (isTooMuch(input)) {
      counts.skipped += 1;
      return;
    }
    const why = { trigger: 'event', startedBy: id, occurrence: occurrenceName(id, counts.position) } as const;
    const run = await this.starts.startWithin(manager, { tenantId, appId, processId, version, ...why, input });
    counts.started(run);
  }

  /** While no run can begin, more and more events may come. */
  private async giveUpSurplus(manager: EntityManager, counts: Starts): Promise<void> {
    const { schedule, position: after } = counts;
    const most = this.configuration.mostWaitingEvents;
    counts.position = await this.lines.removeSurplus(manager, lineOf(schedule), { after, most });
    const surplus = counts.position - after;
    if (surplus === 0) return;
    counts.skipped += surplus;
    this.#logger.warn(
      `Process ${schedule.processId} gives up ${surplus} events: ${MOST_UNDER_WAY} runs that events started are under way, and ${most} more events wait.`,
    );
  }

  /** Looked at under the lock: whoever puts something into the line makes the schedule due after this. */
  private async nextLook(manager: EntityManager, { schedule, position, room }: Starts): Promise<Date | null> {
    const now = this.clock.now();
    if (!(await this.lines.hasMore(manager, lineOf(schedule), position))) return null;
    return room === 0 ? new Date(now.getTime() + WAIT_FOR_ROOM) : now;
  }
}

/** What one look at a line comes to. */
class Starts {
  position: number;
  skipped = 0;
  #last: RunEntity | undefined;

  constructor(
    readonly schedule: ScheduleEntity,
    public room: number,
  ) {
    this.position = schedule.position;
  }

  started(run: RunEntity): void {
    this.room -= 1;
    this.#last = run;
  }

  columns(givenUp: number, now: Date): Partial<ScheduleEntity> {
    const skipped = this.skipped + givenUp;
    return {
      position: this.position,
      ...(this.#last && { lastRunId: this.#last.id, lastStartedAt: this.#last.startedAt }),
      ...(skipped > 0 && { skipped: this.schedule.skipped + skipped, lastSkippedAt: now }),
    };
  }
}

function underWay(manager: EntityManager, { processId }: ScheduleEntity): Promise<number> {
  return manager.countBy(RunEntity, { processId, trigger: 'event', endedAt: IsNull() });
}
