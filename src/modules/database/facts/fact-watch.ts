import type { Fact, FactKind, Looked, Moment } from './fact.js';

/** How a database tells that what was read still stands. */
export interface FactWatch {
  /** The moment of a question that arrives now. */
  moment(): Moment;
  /** Afterwards each of them stands at every moment that was taken before this call, or is gone. */
  confirm(facts: readonly Fact<unknown>[]): Promise<void>;
  /** The version of what is about to be read, and the moment from which on it is known. */
  sight(question: Pick<Looked, 'kind' | 'key'>): Promise<{ readonly at: Moment; readonly version: string }>;
  /** False while a change of these rows is under way. */
  mayKeep(kind: FactKind, topic: string): boolean;
  /** From now on facts of this kind may be read. `onTouched` is called with the topic of rows that are written to. */
  open(kind: FactKind, onTouched: (topic: string) => void): void;
  close(): Promise<void>;
}
