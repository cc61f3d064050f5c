import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Notices } from './notices.js';

const LOOK_EVERY = 10_000;
const AT_ONCE = 50;

/** Looks whether notices are due. Every replica looks; each notice is told by one of them. */
@Injectable()
export class NoticeClock {
  readonly #logger = new Logger(NoticeClock.name);
  #isLooking = false;

  constructor(private readonly notices: Notices) {}

  @Interval(LOOK_EVERY)
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      while ((await this.notices.tellDue(AT_ONCE)) === AT_ONCE);
    } catch (error) {
      this.#logger.warn(`The look for due notices failed; the next one follows. ${(error as Error).message}`);
    } finally {
      this.#isLooking = false;
    }
  }
}
