import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '../database/database.js';
import { CallerKeys } from './caller-keys.js';

/** A crash loses at most this many milliseconds of "last used". */
const FLUSH_EVERY = 30_000;

/** Remembers when keys were last used, and writes it down now and then: a request must not wait for a write. */
@Injectable()
export class KeyUses implements BeforeApplicationShutdown {
  readonly #log = new Logger('Callers');
  #uses = new Map<string, Date>();

  constructor(
    private readonly database: Database,
    private readonly keys: CallerKeys,
  ) {}

  note(keyId: string, at: Date): void {
    this.#uses.set(keyId, at);
  }

  @Interval(FLUSH_EVERY)
  async flush(): Promise<void> {
    if (this.#uses.size === 0) return;
    const uses = this.#uses;
    this.#uses = new Map();
    try {
      await this.database.write(async (manager) => {
        for (const [id, at] of uses) await this.keys.markUsed(manager, id, at);
      });
    } catch (error) {
      this.#uses = new Map([...uses, ...this.#uses]);
      this.#log.warn(`Last uses of ${uses.size} keys could not be written and are kept for the next time: ${error}`);
    }
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.flush();
  }
}
