/** Of a run with more open places than this, whoever comes back is told the steps again: a header holds no more. */
const MOST_OPEN = 200;

/**
 * How much of a run's journal a watcher has seen. Lines are written as they end, not in the order of their numbers: a
 * cursor is the highest number seen and those below it that were still open. As text `12~3.7`, or `12` when none is.
 */
export class JournalCursor {
  #high: number;
  /** Whether the line was told as under way. */
  readonly #open: Map<number, boolean>;

  private constructor(high: number, open: Iterable<number>) {
    this.#high = high;
    this.#open = new Map([...open].map((seq) => [seq, false]));
  }

  static start(): JournalCursor {
    return new JournalCursor(-1, []);
  }

  /** Undefined for what is no cursor. */
  static read(text: string): JournalCursor | undefined {
    const parts = /^(\d{1,9})(?:~(\d{1,9}(?:\.\d{1,9})*))?$/.exec(text);
    if (!parts?.[1]) return undefined;
    const open = parts[2]?.split('.').map(Number) ?? [];
    return open.length > MOST_OPEN ? undefined : new JournalCursor(Number(parts[1]), open);
  }

  get high(): number {
    return this.#high;
  }

  get open(): readonly number[] {
    return [...this.#open.keys()];
  }

  /** Takes a line; false when it was told like this already. */
  take(seq: number, hasEnded: boolean): boolean {
    for (let missing = this.#high + 1; missing < seq; missing += 1) this.#open.set(missing, false);
    const isNews = seq > this.#high || hasEnded || this.#open.get(seq) === false;
    this.#high = Math.max(this.#high, seq);
    if (hasEnded) this.#open.delete(seq);
    else this.#open.set(seq, true);
    return isNews;
  }

  /** Undefined when nothing was seen yet, or too much is open to be said. */
  get text(): string | undefined {
    if (this.#high < 0 || this.#open.size > MOST_OPEN) return undefined;
    return this.#open.size === 0 ? String(this.#high) : `${this.#high}~${this.open.join('.')}`;
  }
}
