/**
 * A point in the order of looks at the database: what was seen at this moment or later is not older than the question.
 * Take it when the question arrives.
 */
export type Moment = number;

/** Which rows a fact is about. */
export interface FactKind {
  /** Unique; letters and underscores. */
  readonly name: string;
  readonly table: string;
  /** The columns whose values name the rows, with their types. An index must lead to them. */
  readonly by: Readonly<Record<string, 'text' | 'int'>>;
  /** `row`: all that one row says, or its absence. `existence`: only whether there is such a row. */
  readonly of: 'row' | 'existence';
  /** For what strangers can ask: names that do not exist must not push out what does. */
  readonly forgetsAbsence?: boolean;
}

/** The values of the kind's columns, in their order. */
export type FactKey = readonly string[];

/** What a look at the database asks for. */
export interface Looked {
  readonly kind: FactKind;
  readonly key: FactKey;
  /** @param version differs whenever something else is stored; empty when nothing is */
  seen(look: Moment, version: string): void;
}

export function topicOf(key: FactKey): string {
  return key.length === 1 ? (key[0] ?? '') : key.join('\n');
}

const GONE: Moment = -1;

/** What was read of the database, and until when it is known to stand. Once gone it never stands again. */
export class Fact<T> implements Looked {
  #seenAt: Moment;

  constructor(
    readonly value: T,
    readonly question: Pick<Looked, 'kind' | 'key'>,
    private readonly reading: { readonly at: Moment; readonly version: string },
  ) {
    this.#seenAt = reading.at;
  }

  get kind(): FactKind {
    return this.question.kind;
  }

  get key(): FactKey {
    return this.question.key;
  }

  get isGone(): boolean {
    return this.#seenAt === GONE;
  }

  /** Whether it is no older than a question of that moment. */
  stands(moment: Moment): boolean {
    return this.#seenAt >= moment;
  }

  /** Whether it was read for questions of that moment, also when it has changed since. */
  wasReadAfter(moment: Moment): boolean {
    return this.reading.at >= moment;
  }

  seen(look: Moment, version: string): void {
    if (this.isGone) return;
    if (version === this.reading.version) this.#seenAt = Math.max(this.#seenAt, look);
    else this.drop();
  }

  drop(): void {
    this.#seenAt = GONE;
  }
}
