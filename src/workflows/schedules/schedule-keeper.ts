import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../modules/database/database.js';
import { EventStarts } from './event-starts.js';
import { ScheduleEntity } from './schedule.entity.js';
import { ScheduleBell } from './schedule-bell.js';
import { TimedStarts } from './timed-starts.js';

/** A clock that jumps is noticed within this time. Milliseconds. */
const LOOK_EVERY = 1_000;
/** On PostgreSQL, in case a hint of another replica was lost. Milliseconds. */
const SWEEP_EVERY = 5_000;
/** After an unexpected failure a schedule is left alone for this long. Milliseconds. */
const REST_FOR = 5_000;
const AT_ONCE = 50;

type Due = Pick<ScheduleEntity, 'id' | 'kind'>;

/** Looks after all schedules: one timer for the one that is due next. Every replica does; the rows decide who starts. */
@Injectable()
export class ScheduleKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(ScheduleKeeper.name);
  readonly #resting = new Map<string, number>();
  #bell = new AbortController();
  #rings: Subscription | undefined;
  #nextWake: Date | undefined;
  #sweepAt = 0;
  #mustLook = true;
  #isStopped = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly timed: TimedStarts,
    private readonly events: EventStarts,
    private readonly bell: ScheduleBell,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#rings = this.bell.rings.subscribe(() => this.#ring());
    this.#loop = this.#watch();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    this.#rings?.unsubscribe();
    this.#ring();
    await this.#loop;
  }

  #ring(): void {
    this.#mustLook = true;
    this.#bell.abort();
  }

  async #watch(): Promise<void> {
    while (!this.#isStopped) {
      this.#bell = new AbortController();
      await this.#look().catch((error: unknown) => {
        this.#logger.warn(`The look for due schedules failed: ${String(error)}`);
        this.#sweepAt = 0;
      });
      if (!this.#mustLook) await this.clock.sleep(this.#pause(), this.#bell.signal);
    }
  }

  async #look(): Promise<void> {
    if (!this.#mustLook && !this.#isDue()) return;
    this.#mustLook = false;
    this.#sweepAt = this.clock.elapsed() + SWEEP_EVERY;
    const due = await this.#due();
    await Promise.all(due.map((schedule) => this.#keep(schedule)));
    if (due.length === AT_ONCE) this.#mustLook = true;
    this.#nextWake = await this.#next();
  }

  /** On SQLite nobody else writes: without a ring, and before the next one is due, there is nothing to read. */
  #isDue(): boolean {
    if (this.database.engine === 'postgres' && this.clock.elapsed() >= this.#sweepAt) return true;
    return this.#nextWake !== undefined && this.#nextWake <= this.clock.now();
  }

  async #due(): Promise<Due[]> {
    const now = this.clock.now();
    const due = await this.database.reader.find(ScheduleEntity, {
      select: { id: true, kind: true },
      where: { wakeAt: LessThanOrEqual(now) },
      order: { wakeAt: 'ASC' },
      take: AT_ONCE + this.#resting.size,
    });
    return due.filter(({ id }) => !this.#isResting(id)).slice(0, AT_ONCE);
  }

  async #keep({ id, kind }: Due): Promise<void> {
    try {
      await (kind === 'on' ? this.events.takeEvents(id) : this.timed.startDue(id));
    } catch (error) {
      this.#resting.set(id, this.clock.elapsed() + REST_FOR);
      this.#logger.error(`Schedule ${id} was left for now and will be tried again: ${String(error)}`);
    }
  }

  #isResting(id: string): boolean {
    const until = this.#resting.get(id);
    if (until === undefined) return false;
    if (until > this.clock.elapsed()) return true;
    this.#resting.delete(id);
    return false;
  }

  async #next(): Promise<Date | undefined> {
    const select = { id: true, wakeAt: true } as const;
    const where = { wakeAt: Not(IsNull()) };
    const next = await this.database.reader.findOne(ScheduleEntity, { select, where, order: { wakeAt: 'ASC' } });
    return next?.wakeAt ?? undefined;
  }

  #pause(): number {
    const until = (this.#nextWake?.getTime() ?? Number.POSITIVE_INFINITY) - this.clock.now().getTime();
    return Math.min(LOOK_EVERY, until > 0 ? until : LOOK_EVERY);
  }
}
