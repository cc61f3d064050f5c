/** A definition may have very many names of its own, and as many that are none. */
const MOST_COMPARED = 200;

/** What somebody probably meant, by the first names; undefined when nothing is near. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const most = written.length < 4 ? 1 : 2;
  const [best] = known
    .slice(0, MOST_COMPARED)
    .filter((word) => Math.abs(word.length - written.length) <= most)
    .map((word) => ({ word, distance: distanceOf(written.toLowerCase(), word.toLowerCase()) }))
    .filter(({ distance }) => distance <= most && distance < written.length)
    .sort((one, other) => one.distance - other.distance);
  return best?.word;
}

/** `; did you mean ...?`, or nothing. */
export function suggestion(written: string, known: readonly string[]): string {
  const word = nearest(written, known);
  return word === undefined ? '' : `; did you mean \`${word}\`?`;
}

/** `a`, `b` and `c`. */
export function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

/** Letters to add, leave out or change. */
function distanceOf(one: string, other: string): number {
  let row = [...other, ''].map((_letter, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [place, wanted] of [...other].entries()) {
      const changed = (row[place] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
