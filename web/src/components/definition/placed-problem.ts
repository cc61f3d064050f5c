/** Something to say about a text, and where in it. */
export interface PlacedProblem {
  /** The place within the data, such as `/do/2/upload` or `methods.0.hosts`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** From 1; absent where it concerns no line. */
  readonly line?: number;
  /** The characters that it is about; absent: its line. */
  readonly from?: number;
  readonly to?: number;
}

/** What to select so that the place is seen. */
export function rangeOf(text: string, { line = 1, from, to }: PlacedProblem): readonly [number, number] {
  if (from !== undefined) return [from, Math.max(from, to ?? from)];
  const lines = text.split('\n');
  const begin = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
  return [begin, begin + (lines[line - 1]?.length ?? 0)];
}
