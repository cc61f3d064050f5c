/** Distances in time and the words around them. */
export const timeTexts = {
  now: 'just now',
  soon: 'in a moment',
  never: 'Never',
  unknown: 'Unknown',
  exact: (utc: string) => `${utc} UTC`,
} as const;
