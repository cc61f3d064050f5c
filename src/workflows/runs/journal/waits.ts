import type { RunEntity } from '../run.entity.js';
import type { Journal } from './journal.js';
import type { RunWaitEntity } from './run-wait.entity.js';

/** The run waits for a time or for somebody; what it needs to go on is stored, and it leaves memory. */
export class RunSuspended extends Error {}

interface Blocked extends Parking {
  go(value: unknown): void;
}

export interface Parking {
  readonly wait: RunWaitEntity;
  /** When the step began that now waits. */
  readonly askedAt: Date;
}

/** Told when a run has begun to wait for something that may have come before anybody knew that somebody waits. */
export type ParkedListener = (parking: Parking) => void;

/**
 * Which strands of a run are performed, and which wait. While one of them does something, the others wait in memory;
 * when all of them wait, the run leaves memory.
 */
export class Waits {
  /** Rejects when the run leaves memory. */
  readonly left: Promise<never>;
  readonly #journal: Journal;
  readonly #parked: ParkedListener;
  readonly #live = new Set<object>();
  readonly #blocked = new Map<object, Blocked>();
  #storing = 0;
  #isLeaving = false;
  #leave: (error: unknown) => void = () => undefined;
  #timers: AbortController | undefined;

  constructor(journal: Journal, parked: ParkedListener) {
    this.#journal = journal;
    this.#parked = parked;
    this.left = new Promise((_resolve, reject) => {
      this.#leave = reject;
    });
    this.left.catch(() => undefined);
  }

  /** Other strands go on in the place of these. */
  exchange(gone: Iterable<object>, come: Iterable<object>): void {
    for (const strand of come) this.#live.add(strand);
    for (const strand of gone) {
      this.#live.delete(strand);
      this.#blocked.delete(strand);
    }
    this.#leaveIfIdle();
  }

  /** What the wait is told; never settles when the run leaves memory first. */
  async block(strand: object, parking: Parking): Promise<unknown> {
    const told = new Promise<unknown>((go) => this.#blocked.set(strand, { ...parking, go }));
    if (!this.#isIdle()) await this.#store(parking);
    this.#leaveIfIdle();
    const { dueAt } = parking.wait;
    if (dueAt && !this.#isLeaving) void this.#goAt(parking.wait, dueAt);
    return told;
  }

  /** The performance is over: nothing rings any more. */
  close(): void {
    this.#isLeaving = true;
    this.#timers?.abort();
  }

  get isWaiting(): boolean {
    return this.#blocked.size > 0 && !this.#isLeaving;
  }

  /** Somebody told a wait to go on; it is stored already. */
  deliver(seq: number, value: unknown): void {
    if (this.#isLeaving) return;
    this.#journal.tell(seq, value);
    for (const [strand, { wait, go }] of this.#blocked) {
      if (wait.seq !== seq) continue;
      this.#blocked.delete(strand);
      go(value);
    }
  }

  async #store(parking: Parking): Promise<void> {
    const { wait } = parking;
    if (this.#journal.isStored(wait)) return;
    this.#storing += 1;
    try {
      await this.#journal.keepWaiting([wait]);
    } finally {
      this.#storing -= 1;
    }
    if (mayHaveCome(wait)) this.#parked(parking);
  }

  async #goAt({ seq }: RunWaitEntity, dueAt: Date): Promise<void> {
    const { clock } = this.#journal;
    this.#timers ??= new AbortController();
    const { signal } = this.#timers;
    await clock.sleep(Math.min(LONGEST_TIMER, dueAt.getTime() - clock.now().getTime()), signal);
    if (clock.now() >= dueAt) this.deliver(seq, null);
  }

  #isIdle(): boolean {
    return this.#storing === 0 && this.#live.size > 0 && [...this.#live].every((strand) => this.#blocked.has(strand));
  }

  #leaveIfIdle(): void {
    if (this.#isLeaving || !this.#isIdle()) return;
    this.#isLeaving = true;
    this.#suspend().then(
      () => this.#leave(new RunSuspended()),
      (error: unknown) => this.#leave(error),
    );
  }

  async #suspend(): Promise<void> {
    const blocked = [...this.#blocked.values()];
    const fresh = blocked.filter(({ wait }) => mayHaveCome(wait) && !this.#journal.isStored(wait));
    const waits = blocked.map(({ wait }) => wait);
    await this.#journal.keepWaiting(waits, columnsOf(waits));
    for (const parking of fresh) this.#parked(parking);
  }
}

/** A run that waits longer has left memory long before. Milliseconds; a longer timer would fire at once. */
const LONGEST_TIMER = 86_400_000;

function mayHaveCome({ kind }: RunWaitEntity): boolean {
  return kind === 'token' || kind === 'event' || kind === 'run';
}

/** What a run that waits for these says of itself. */
export function columnsOf(waits: readonly RunWaitEntity[]): Pick<RunEntity, 'status' | 'wakeAt'> {
  const kinds = new Set(waits.map(({ kind }) => kind));
  const due = waits.flatMap(({ dueAt }) => (dueAt ? [dueAt.getTime()] : []));
  const wakeAt = due.length > 0 ? new Date(Math.min(...due)) : null;
  if (kinds.has('unknown-outcome')) return { status: 'unknown-outcome', wakeAt };
  return { status: kinds.has('token') ? 'parked' : 'waiting', wakeAt };
}
