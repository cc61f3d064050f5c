import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Notices } from './notices.js';

const LOOK_EVERY = 10_000;
const AT_ONCE = 50;

/** Looks whether notices are due. Every replica looks; each notice is told by one of them. */
@Injectable()
export class NoticeClock {
  readonly #logger = new Logger(NoticeClock.name);
  #looking: Promise<void> | undefined;

  constructor(private readonly notices: Notices) {}

  /** Whoever asks while a look is under way waits for its end. */
  @Interval(LOOK_EVERY)
  look(): Promise<void> {
    this.#looking ??= this.lookOnce().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  private async lookOnce(): Promise<void> {
    try {
      while ((await this.notices.tellDue(AT_ONCE)) === AT_ONCE);
    } catch (error) {
      this.#logger.warn(`The look for due notices failed; the next one follows. ${(error as Error).message}`);
    }
  }
}
