/** What went well is green, what went wrong is red, what lies between is brass. */
const KNOWN: Readonly<Record<string, string>> = {
  resolved: 'cabinet.5',
  renewed: 'cabinet.5',
  warned: 'yellow.6',
  refused: 'red.6',
  failed: 'red.6',
};

const ORDER = Object.keys(KNOWN);

/** Causes have no colour of their own; neighbours differ in hue and in lightness. */
const OTHERS = ['red.7', 'orange.5', 'grape.6', 'blue.5', 'pink.4', 'teal.6', 'yellow.6'];

export function colorOf(label: string, index: number): string {
  return KNOWN[label] ?? OTHERS[index % OTHERS.length] ?? 'gray.6';
}

/** What went well comes first, and stands at the bottom of a bar. */
export function inOrder<T extends { readonly label: string }>(series: readonly T[]): T[] {
  return [...series].sort((one, other) => ORDER.indexOf(one.label) - ORDER.indexOf(other.label));
}
