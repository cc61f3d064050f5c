import { Injectable } from '@nestjs/common';
import { type HooksProvider, RestateError, RetryableError, TerminalError } from '@restatedev/restate-sdk';
import { RunTroubles } from '../run-troubles.js';
import { parseKey } from './run-keys.js';

/** Hears of the errors that end an attempt to perform a segment before Restate does, and says when to try again. */
@Injectable()
export class Interruptions {
  constructor(private readonly troubles: RunTroubles) {}

  /** Of durable steps: what ends the attempt inside of one, the handler is not told. */
  readonly hooks: HooksProvider = ({ request }) => ({
    interceptor: { run: (_name, next) => this.#heard(request.target.key ?? '', next) },
  });

  /** Of a whole attempt. That it ends because it waits, or because its connection broke, is not told here. */
  async during<T>(key: string, attempt: () => Promise<T>): Promise<T> {
    const value = await this.#heard(key, attempt);
    this.troubles.forget(parseKey(key).runId);
    return value;
  }

  /** What was meant for Restate goes on to it as it is. */
  async #heard<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RestateError) throw error;
      const { runId: id, segment } = parseKey(key);
      const pauseMs = await this.troubles.interrupted({ id, segment }, error);
      if (pauseMs === undefined) throw new TerminalError('The run has faulted.');
      throw new RetryableError(String(error), { retryAfter: pauseMs, cause: error });
    }
  }
}
