import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../../../kernel/clock.js';
import { Database } from '../../../../modules/database/database.js';
import { SOONEST } from '../../rows/run-statements.js';
import type { RunEntity } from '../../run.entity.js';
import { RunsRepository, type ToldWait } from '../../runs.repository.js';
import { ProcessEngine } from '../process-engine.js';
import { RunPerformer } from './run-performer.js';
import { RunnerPlace } from './runner-place.js';

/** Runs performed at once; the others wait their turn. */
const AT_ONCE = 64;
/** A clock that jumps, or a write of another replica, is noticed within this time. */
const LOOK_EVERY_MS = 1_000;

/**
 * The embedded engine: one timer for the run that is due next, whatever their number. On PostgreSQL one replica at a
 * time performs runs; another takes over when it dies, hangs, or is cut off.
 */
@Injectable()
export class EmbeddedEngine extends ProcessEngine implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(EmbeddedEngine.name);
  #bell = new AbortController();
  /** Runs that are due and for which there was no room, in their order. */
  #line: string[] = [];
  /** All that the last look found were due, and it found as many as a look does: there may be more. */
  #mayBeMore = false;
  #nextWake: Date | undefined;
  #mustLook = true;
  #isStopped = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly runs: RunsRepository,
    private readonly performer: RunPerformer,
    private readonly place: RunnerPlace,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.performer.onLeft((hasEnded) => this.#goOn(hasEnded));
    this.place.onLost(() => this.#stepBack());
    this.#loop = this.#watch();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    this.#ring();
    await this.#loop;
    await this.performer.stop();
  }

  override begin(runId: string, fresh?: RunEntity): void {
    // Where a look may have found and ended it before its start heard of the commit, it is read.
    const tenure = this.#mayBeginNext ? this.place.tenure : undefined;
    if (fresh && tenure) this.performer.begin(runId, tenure, this.#isAlone ? fresh : undefined);
    else this.#ring();
  }

  override tell({ runId, ...told }: ToldWait): void {
    this.performer.deliver(runId, told);
    this.#ring();
  }

  override async stop(runId: string): Promise<void> {
    this.performer.cancel(runId);
  }

  /** Something is due now, or has changed. Without room for it, there is time until a run leaves. */
  #ring(): void {
    this.#mustLook = true;
    if (this.#hasRoom || this.#isStopped) this.#bell.abort();
  }

  async #watch(): Promise<void> {
    while (!this.#isStopped) {
      this.#bell = new AbortController();
      await this.#look().catch((error: unknown) => this.#lookFailed(error));
      await this.clock.sleep(this.#pause(), this.#bell.signal);
    }
  }

  #lookFailed(error: unknown): void {
    this.#logger.warn(`The look for due runs failed: ${String(error)}`);
    // As if the place had been lost: the next look finds everything anew.
    this.place.leave();
  }

  async #look(): Promise<void> {
    if (await this.place.apply()) this.#mustLook = true;
    if (!this.place.tenure || !this.#isDue()) return;
    this.#mustLook = false;
    const now = this.clock.now();
    const soonest = await this.runs.soonest();
    this.#mayBeMore = soonest.length === SOONEST && soonest.every(({ wakeAt }) => wakeAt <= now);
    // Those under way are still due in the table.
    const idle = soonest.filter(({ id }) => !this.performer.active.has(id));
    const due = idle.filter(({ id, wakeAt }) => wakeAt <= now && !this.performer.isResting(id));
    this.#line = due.map(({ id }) => id);
    while (this.#hasRoom && this.#line.length > 0) this.#beginNext();
    await this.#hearOthers();
    this.#nextWake = idle.find(({ id }) => !this.performer.active.has(id))?.wakeAt;
  }

  #beginNext(): void {
    const next = this.#line.shift();
    if (next !== undefined && this.place.tenure) this.performer.begin(next, this.place.tenure);
  }

  /** A run has left. One that has not ended is due again some time; others may be due since the last look. */
  #goOn(hasEnded: boolean): void {
    if (this.place.tenure && !this.#isStopped) this.#beginNext();
    const isLineOut = this.#line.length === 0 && this.#mayBeMore;
    if (!hasEnded || this.#mustLook || isLineOut) this.#ring();
  }

  /** A new run need not be found in the table when none is before it. */
  get #mayBeginNext(): boolean {
    const isNext = !this.#mustLook && this.#line.length === 0 && !this.#mayBeMore && this.#hasRoom;
    return isNext && !this.#isStopped;
  }

  get #hasRoom(): boolean {
    return this.performer.active.size < AT_ONCE;
  }

  /** No other process performs runs. */
  get #isAlone(): boolean {
    return this.database.engine === 'sqlite';
  }

  /** Waits are told in the table; of runs that are half under way, the performer has to hear of it. */
  async #hearOthers(): Promise<void> {
    for (const id of this.performer.halfWaiting) await this.performer.lookAgain(id);
  }

  /** Another replica may perform the runs from now on. */
  #stepBack(): void {
    this.#line = [];
    this.performer.abandon();
    this.#bell.abort();
  }

  /** On SQLite nobody else writes: without a ring, and before the next run is due, there is nothing to read. */
  #isDue(): boolean {
    if (this.#mustLook || !this.#isAlone) return true;
    return this.#nextWake !== undefined && this.#nextWake <= this.clock.now();
  }

  #pause(): number {
    if (this.#mustLook && this.place.tenure) return this.#hasRoom ? 0 : LOOK_EVERY_MS;
    const until = (this.#nextWake?.getTime() ?? Number.POSITIVE_INFINITY) - this.clock.now().getTime();
    return Math.min(LOOK_EVERY_MS, until > 0 ? until : LOOK_EVERY_MS);
  }
}
