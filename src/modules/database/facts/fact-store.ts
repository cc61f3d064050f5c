import { Fact, type FactKey, type FactKind, type Moment, topicOf } from './fact.js';
import type { FactWatch } from './fact-watch.js';

/** Kept at most of one kind; the oldest goes first. */
const KEEP_AT_MOST = 50_000;

/** The facts of one kind, each read once for all who ask. */
export class FactStore<T> {
  readonly #kept = new Map<string, Fact<T>>();
  readonly #coming = new Map<string, Promise<Fact<T>>>();

  constructor(
    readonly kind: FactKind,
    private readonly load: (key: FactKey) => Promise<T>,
    private readonly watch: FactWatch,
  ) {}

  /** What is kept; ask it whether it still stands. */
  known(topic: string): Fact<T> | undefined {
    return this.#kept.get(topic);
  }

  /** Never older than the moment. */
  async read(key: FactKey, moment: Moment = this.watch.moment()): Promise<Fact<T>> {
    const topic = topicOf(key);
    for (;;) {
      const kept = await this.confirmed(topic, moment);
      if (kept) return kept;
      const read = await (this.#coming.get(topic) ?? this.begin(key, topic));
      if (read.wasReadAfter(moment)) return read;
    }
  }

  /** Something was written to these rows. */
  drop(topic: string): void {
    this.#kept.get(topic)?.drop();
    this.#kept.delete(topic);
    this.#coming.delete(topic);
  }

  private async confirmed(topic: string, moment: Moment): Promise<Fact<T> | undefined> {
    const kept = this.#kept.get(topic);
    if (kept === undefined || kept.stands(moment)) return kept;
    if (!kept.isGone) await this.watch.confirm([kept]);
    if (kept.stands(moment)) return kept;
    if (this.#kept.get(topic) === kept) this.#kept.delete(topic);
    return undefined;
  }

  private begin(key: FactKey, topic: string): Promise<Fact<T>> {
    // Nobody may share what was perhaps read before a change that ends meanwhile.
    if (!this.watch.mayKeep(this.kind, topic)) return this.readNow(key);
    const coming = this.readNow(key);
    this.#coming.set(topic, coming);
    const end = (fact?: Fact<T>) => {
      // Not there any more: the rows were written to while they were read.
      if (this.#coming.get(topic) !== coming) return;
      this.#coming.delete(topic);
      if (fact) this.keep(topic, fact);
    };
    coming.then(end, () => end());
    return coming;
  }

  private async readNow(key: FactKey): Promise<Fact<T>> {
    const question = { kind: this.kind, key };
    // The version before the value: a value that is newer than its version says is only read once more than needed.
    const reading = await this.watch.sight(question);
    return new Fact(await this.load(key), question, reading);
  }

  private keep(topic: string, fact: Fact<T>): void {
    if (fact.value === undefined && this.kind.forgetsAbsence === true) return;
    if (this.#kept.size >= KEEP_AT_MOST) {
      const oldest = this.#kept.keys().next().value;
      if (oldest !== undefined) this.drop(oldest);
    }
    this.#kept.set(topic, fact);
  }
}
