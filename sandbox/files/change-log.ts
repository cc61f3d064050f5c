/** The last change of a thing. */
export interface Change<T> {
  /** Grows from change to change. */
  readonly order: number;
  /** An instant, ISO 8601. */
  readonly at: string;
  /** As it was after the change, or last of all. */
  readonly what: T;
  readonly isGone: boolean;
}

/** The last change of each thing, by its id, in the order of these changes. */
export type ChangeLog<T> = Map<string, Change<T>>;

export function noteChange<T>(log: ChangeLog<T>, id: string, change: Omit<Change<T>, 'order'>): void {
  const order = latestChange(log) + 1;
  // What changed again goes to the end.
  log.delete(id);
  log.set(id, { ...change, order });
}

/** The order of the last change; 0 before the first. */
export function latestChange<T>(log: ChangeLog<T>): number {
  return [...log.values()].at(-1)?.order ?? 0;
}

export function changesAfter<T>(log: ChangeLog<T>, order: number): readonly Change<T>[] {
  return [...log.values()].filter((change) => change.order > order);
}
