import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../../../modules/database/database.js';
import { ExclusivePlace } from '../../../../modules/database/place/exclusive-place.js';
import type { Tenure } from '../../../../modules/database/place/tenure.js';

const HELD = 'This replica performs the runs.';
const OF_ANOTHER = 'Another replica performs the runs.';
const LOST = 'This replica has lost its place: it begins no step before it has it again.';
const TAKEN =
  'Another replica has taken the place: what this one has under way is cut off, and nothing of it is recorded.';
const UNKNOWN = 'It is not known which replica performs the runs';

/** Whether this replica performs the runs, which the log tells on PostgreSQL. */
@Injectable()
export class RunnerPlace {
  readonly #logger = new Logger('Runs');
  #tenure: Tenure | undefined;
  #said: string | undefined;
  #whenLost: () => void = () => undefined;

  constructor(
    private readonly place: ExclusivePlace,
    private readonly database: Database,
  ) {
    place.onLost(() => this.#lose());
  }

  /** Who is told at once that another replica may perform the runs from now on, or does, as the tenures say. */
  onLost(tell: () => void): void {
    this.#whenLost = tell;
  }

  /** Absent while this replica does not perform the runs, as far as it knows. */
  get tenure(): Tenure | undefined {
    return this.#tenure;
  }

  /** Applies for the place, or makes sure that it is still held. Whether it is held now and was not before. */
  async apply(): Promise<boolean> {
    try {
      return this.#enter(await this.place.take());
    } catch (error) {
      if (this.#tenure) this.#lose();
      this.#warn(UNKNOWN, `: ${String(error)}`);
      return false;
    }
  }

  /** As if it were new, when it is made sure of the next time. */
  leave(): void {
    this.#tenure = undefined;
  }

  #enter(tenure: Tenure | undefined): boolean {
    const isNew = tenure !== undefined && tenure !== this.#tenure;
    if (!tenure && this.#tenure) this.#lose();
    this.#tenure = tenure;
    this.#log(tenure ? HELD : OF_ANOTHER);
    return isNew;
  }

  #lose(): void {
    if (this.#tenure) this.#warn(this.#tenure.isOver ? TAKEN : LOST);
    this.#tenure = undefined;
    this.#whenLost();
  }

  #log(words: string): void {
    if (this.database.engine === 'postgres' && this.#said !== words) this.#logger.log(words);
    this.#said = words;
  }

  #warn(words: string, cause = ''): void {
    if (this.#said !== words) this.#logger.warn(words + cause);
    this.#said = words;
  }
}
