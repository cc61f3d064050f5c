/** The only source of time. Instants are `Date`s in UTC; durations are milliseconds. */
export abstract class Clock {
  abstract now(): Date;

  /** Milliseconds that only grow, whatever somebody sets the system's clock to; from an arbitrary start. */
  abstract elapsed(): number;

  /** Resolves after `ms` milliseconds, or at once when the signal aborts. */
  abstract sleep(ms: number, signal?: AbortSignal): Promise<void>;

  /** What the work comes to, or undefined when it takes longer; the work itself goes on. */
  abstract within<T>(ms: number, work: Promise<T>): Promise<T | undefined>;
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }

  override elapsed(): number {
    return performance.now();
  }

  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
    });
  }

  override within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(undefined), ms);
      const inTime = <V>(tell: (value: V) => void) => {
        return (value: V): void => {
          clearTimeout(timer);
          tell(value);
        };
      };
      work.then(inTime(resolve), inTime(reject));
    });
  }
}
