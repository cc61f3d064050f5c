import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Configuration } from '../../../kernel/configuration.js';
import { newId } from '../../../kernel/ids.js';
import { type PlaceAnswer, PlaceSession } from './place-session.js';
import { EndlessTenure, FencedTenure, type Tenure } from './tenure.js';

/** A connection that hangs does not keep the process from ending. Milliseconds. */
const CLOSES_WITHIN = 1_000;
/** How often, and how long after each other, it is looked whether an own session has ended. Milliseconds. */
const LOOKS_FOR_OWN = 50;
const LOOK_AGAIN_AFTER = 20;

/**
 * The place that one replica holds at a time. On SQLite the one process that owns the file has it. On PostgreSQL a
 * session's advisory lock elects, which ends with the session; and because a session may end while its process goes on,
 * whoever takes the place from another raises its epoch, and whoever writes as the holder asks in the same transaction
 * whether the epoch is still his (`Tenure.covers`).
 */
@Injectable()
export class ExclusivePlace implements OnApplicationShutdown {
  /** This process, as long as it lives. */
  readonly #holder = newId('replica');
  #session: PlaceSession | undefined;
  #tenure: FencedTenure | undefined;
  readonly #endless = new EndlessTenure();
  /** A session of this process that had the lock and does not answer: the database may not know that it is dead. */
  #leftBehind: number | undefined;
  #whenLost: () => void = () => undefined;

  constructor(
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Who is told that the place may be another's from now on, or is, as the tenure says. */
  onLost(tell: () => void): void {
    this.#whenLost = tell;
  }

  /**
   * Takes the place, or makes sure that it is still held; undefined when another replica has it. Taken again before
   * another has taken it, the tenure is the same.
   *
   * @throws when the database does not say
   */
  async take(): Promise<Tenure | undefined> {
    const { databaseUrl } = this.configuration;
    if (!databaseUrl) return this.#endless;
    const session = this.#session ?? (await this.#open(databaseUrl.reveal('to take the place of the runner')));
    const askedAt = this.clock.elapsed();
    try {
      const { isHeld, epoch } = await this.#ask(session);
      const tenure = this.#at(epoch, isHeld);
      if (isHeld) tenure?.confirm(askedAt);
      return isHeld ? tenure : undefined;
    } catch (error) {
      void session.close();
      this.#lose(session);
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session) await this.clock.within(CLOSES_WITHIN, session.close());
  }

  async #open(url: string): Promise<PlaceSession> {
    const session = await PlaceSession.open(url, () => this.#lose(session));
    this.#session = session;
    return session;
  }

  async #ask(session: PlaceSession): Promise<PlaceAnswer> {
    if (this.#leftBehind === undefined) return session.ask(this.#holder);
    await session.endOther(this.#leftBehind);
    this.#leftBehind = undefined;
    // It ends in a moment: what is under way here can be recorded when nobody else comes first.
    for (let looks = 1; ; looks++) {
      const answer = await session.ask(this.#holder);
      if (answer.isHeld || looks === LOOKS_FOR_OWN) return answer;
      await this.clock.sleep(LOOK_AGAIN_AFTER);
    }
  }

  #at(epoch: number, isHeld: boolean): FencedTenure | undefined {
    if (this.#tenure?.epoch !== epoch || this.#tenure.isOver) {
      this.#tenure?.end();
      this.#tenure = isHeld ? new FencedTenure(epoch, this.clock, () => this.#whenLost()) : undefined;
    }
    return this.#tenure;
  }

  #lose(session: PlaceSession): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    if (!session.hasLock) return;
    this.#leftBehind = session.pid;
    this.#whenLost();
  }
}
