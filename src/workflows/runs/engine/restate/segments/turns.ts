import { RestatePromise, TerminalError } from '@restatedev/restate-sdk';
import { RunLost } from '../../../journal/journal.js';
import type { RunWaitEntity } from '../../../journal/run-wait.entity.js';

/** What one strand waits for: the first of these promises gives its answer. None: it waits longer than its segment. */
interface Blocked {
  readonly promises: readonly RestatePromise<unknown>[];
  /** It waits for a time or for somebody, and does nothing meanwhile. */
  readonly wait: RunWaitEntity | undefined;
  go(answer: unknown): void;
  fail(error: Error): void;
}

export interface TurnRules {
  /** Told when every strand waits, before the segment does. */
  whenAllWait(waits: readonly RunWaitEntity[]): Promise<unknown>;
  /** Told when some wait, and others are busy. */
  whenSomeWait(): void;
  /** Told when no further step may begin. */
  whenStopped(): void;
  /** Settles when the run is to be stopped. */
  readonly stop: () => RestatePromise<unknown>;
  /** Settles when all have waited so long that the run leaves its segment. */
  readonly patience: () => RestatePromise<unknown>;
}

/** How a segment came to its end. */
export type SegmentEnd<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'left' | 'stopped' };

/**
 * Strands of one run, one at a time. Restate replays a segment from its journal, so what a segment asks of Restate must
 * come in the same order each time; but what strands do between two operations, such as evaluating an expression,
 * takes as long as it takes. So exactly one strand is performed until it waits for Restate; then Restate's journal says
 * which of those that wait goes on, and a replay sees the same.
 */
export class Turns {
  readonly #rules: TurnRules;
  readonly #ready: { readonly strand: object; readonly go: () => void }[] = [];
  readonly #blocked = new Map<object, Blocked>();
  #endTurn: () => void = () => undefined;
  #failTurn: (error: unknown) => void = () => undefined;
  #isShown = false;
  #stop: RestatePromise<unknown> | undefined;
  #patience: RestatePromise<unknown> | undefined;

  constructor(rules: TurnRules) {
    this.#rules = rules;
  }

  /** Performs to the end, until all strands have waited too long, or until somebody stops the run. */
  async perform<T>(work: () => Promise<T>): Promise<SegmentEnd<T>> {
    let end: { readonly value: T } | { readonly error: unknown } | undefined;
    this.next(this, () => {
      work().then(
        (value) => this.#over(() => (end = { value })),
        (error: unknown) => this.#over(() => (end = { error })),
      );
    });
    let kind: 'left' | 'stopped' | undefined;
    while (!end && !kind) kind = await this.#takeTurn();
    if (end && 'value' in end) return { kind: 'done', value: end.value };
    if (end && !(end.error instanceof RunLost)) throw end.error;
    if (kind === 'left') return { kind };
    this.#rules.whenStopped();
    await this.#endSteps();
    return { kind: 'stopped' };
  }

  /** Waits in the turn of a strand: others have theirs until one of the promises settles. */
  wait<T>(strand: object, promises: readonly RestatePromise<T>[], wait?: RunWaitEntity): Promise<T> {
    const [only] = promises;
    if (only && !wait && this.#isEmpty) return this.#keepTurn(only);
    const answer = new Promise<T>((resolve, reject) => {
      const go = (value: unknown) => resolve(value as T);
      this.#blocked.set(strand, { promises, wait, go, fail: reject });
    });
    this.#endTurn();
    return answer;
  }

  /** Gives a strand a turn after those who are ready already. */
  next(strand: object, go: () => void): void {
    this.#ready.push({ strand, go });
  }

  /** The strand whose turn it is has ended, or goes on when it is given another turn. */
  pass(): void {
    this.#endTurn();
  }

  /** Nobody waits any more for what these do. */
  forget(strands: readonly object[]): void {
    for (const strand of strands) this.#blocked.delete(strand);
    const wanted = this.#ready.filter(({ strand }) => !strands.includes(strand));
    this.#ready.splice(0, this.#ready.length, ...wanted);
  }

  /** Whether all others wait. */
  isLastAwake(strand: object): boolean {
    if (this.#ready.length > 0) return false;
    return [...this.#blocked].every(([each, { wait }]) => each === strand || wait !== undefined);
  }

  /** What those that wait are waiting for. */
  get waits(): RunWaitEntity[] {
    return [...this.#blocked.values()].flatMap(({ wait }) => wait ?? []);
  }

  /** It is shown already that all wait. */
  shown(): void {
    this.#isShown = true;
  }

  /** Nobody is there who could have a turn. */
  get #isEmpty(): boolean {
    return this.#ready.length === 0 && this.#blocked.size === 0;
  }

  /** One step of the only strand: what it is told, it is told in the turn that it has. */
  #keepTurn<T>(promise: RestatePromise<T>): Promise<T> {
    this.#isShown = false;
    return new Promise((resolve, reject) => {
      promise.then(resolve, (error: unknown) => {
        if (error instanceof TerminalError) reject(error);
        else this.#failTurn(error);
      });
    });
  }

  #newTurn(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#endTurn = resolve;
      this.#failTurn = reject;
    });
  }

  #over(note: () => void): void {
    note();
    this.#endTurn();
  }

  async #takeTurn(): Promise<'left' | 'stopped' | undefined> {
    const turn = this.#newTurn();
    const ready = this.#ready.shift();
    ready?.go();
    const end = ready ? undefined : await this.#settleOne();
    if (!end) await turn;
    return end;
  }

  async #settleOne(): Promise<'left' | 'stopped' | undefined> {
    const { waits } = this;
    const areAllWaiting = waits.length === this.#blocked.size;
    if (areAllWaiting && !this.#isShown) {
      await this.#rules.whenAllWait(waits);
      this.#isShown = true;
    }
    const blocked = [...this.#blocked];
    if (areAllWaiting && blocked.every(([, { promises }]) => promises.length === 0)) return 'left';
    return this.#race(blocked, areAllWaiting);
  }

  async #race(blocked: [object, Blocked][], areAllWaiting: boolean): Promise<'left' | 'stopped' | undefined> {
    const [first] = blocked;
    const [only] = first?.[1].promises ?? [];
    // A step that ends is recorded whatever happens: only who waits has to hear that the run is stopped.
    if (blocked.length === 1 && first && only && !first[1].wait) return this.#answer(first, only);
    const entries: RestatePromise<Settled | 'left' | 'stopped'>[] = blocked.flatMap((entry) =>
      entry[1].promises.map((promise) => promise.map(settled(entry))),
    );
    if (blocked.some(([, { wait }]) => wait)) {
      this.#stop ??= this.#rules.stop();
      entries.push(this.#stop.map(() => 'stopped'));
    }
    if (areAllWaiting) {
      this.#patience ??= this.#rules.patience();
      entries.push(this.#patience.map(() => 'left'));
    } else {
      this.#rules.whenSomeWait();
    }
    const won = await RestatePromise.race(entries);
    return typeof won === 'string' ? won : this.#resume(won);
  }

  async #answer(entry: [object, Blocked], promise: RestatePromise<unknown>): Promise<undefined> {
    const settle = settled(entry);
    return this.#resume(
      await promise.then(
        (value) => settle(value),
        (error: unknown) => {
          if (error instanceof TerminalError) return settle(undefined, error);
          throw error;
        },
      ),
    );
  }

  #resume({ entry: [strand, { go, fail }], value, failure }: Settled): undefined {
    this.#blocked.delete(strand);
    this.#isShown = false;
    if (failure) fail(failure);
    else go(value);
    return undefined;
  }

  /** The run is stopped: steps under way still end and are recorded, and no other begins. */
  async #endSteps(): Promise<void> {
    this.#ready.length = 0;
    for (;;) {
      const steps = [...this.#blocked].filter(([, { wait }]) => !wait);
      if (steps.length === 0) return;
      const turn = this.#newTurn();
      await this.#race(steps, false);
      await turn;
    }
  }
}

interface Settled {
  readonly entry: [object, Blocked];
  readonly value?: unknown;
  readonly failure?: TerminalError | undefined;
}

function settled(entry: [object, Blocked]) {
  return (value: unknown, failure?: TerminalError): Settled => ({ entry, value, failure });
}
