/**
 * A value of which equal ones have equal JSON text, whatever the order of their members: PostgreSQL, SQLite and jq may
 * hand the members of an object back in another order than they came.
 */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([name, inner]) => [name, canonical(inner)]);
}
