import type { EntityManager } from 'typeorm';
import type { Clock } from '../../../kernel/clock.js';
import { PLACE } from './place-session.js';

/**
 * So long after the database said that the place is held its holder may begin something. Shorter than the time after
 * which the database ends the session of a replica that hangs. Milliseconds.
 */
const SURE_FOR = 20_000;

/**
 * A holder that hangs in the middle of a write must not keep the place from others for ever: the database undoes the
 * write after this time. Milliseconds.
 */
const WRITE_PAUSES_AT_MOST = 20_000;

/** Nobody changes the epoch before the transaction that reads it so has ended. */
const EPOCH = `SELECT "epoch", set_config('idle_in_transaction_session_timeout', '${WRITE_PAUSES_AT_MOST}', true)
  FROM "exclusive_place" WHERE "name" = '${PLACE}' FOR SHARE`;

/** The time from when this process took a place until another one takes it, whatever became of its session meanwhile. */
export abstract class Tenure {
  /** Another process has the place. */
  abstract readonly isOver: boolean;
  /** False when it is so long since the database was asked that another process may have the place. */
  abstract readonly isSure: boolean;

  /**
   * Within the transaction of whoever writes because the place is his: true when nobody else takes it before that is
   * committed; false when another process has it, and nothing may be written.
   */
  abstract covers(manager: EntityManager): Promise<boolean>;
}

/** Of a process that owns its database alone. */
export class EndlessTenure extends Tenure {
  override readonly isOver = false;
  override readonly isSure = true;

  override async covers(): Promise<boolean> {
    return true;
  }
}

/** On PostgreSQL: as long as the epoch is the one with which the place was taken. */
export class FencedTenure extends Tenure {
  #isOver = false;
  #sureUntil = 0;

  constructor(
    readonly epoch: number,
    private readonly clock: Clock,
    private readonly whenOver: () => void,
  ) {
    super();
  }

  override get isOver(): boolean {
    return this.#isOver;
  }

  override get isSure(): boolean {
    return this.clock.elapsed() < this.#sureUntil;
  }

  /** @param askedAt by the clock's `elapsed`, before the database was asked */
  confirm(askedAt: number): void {
    this.#sureUntil = Math.max(this.#sureUntil, askedAt + SURE_FOR);
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.whenOver();
  }

  override async covers(manager: EntityManager): Promise<boolean> {
    if (this.#isOver) return false;
    const askedAt = this.clock.elapsed();
    const [place] = await manager.query<{ epoch: number }[]>(EPOCH);
    if (place?.epoch === this.epoch) this.confirm(askedAt);
    else this.end();
    return !this.#isOver;
  }
}
