/** What one value in a run may come to as JSON, in characters. */
export const MOST_DATA = 4 * 1024 * 1024;
/** Levels of a value: what stores, compares and checks values recurses. */
const DEEPEST_DATA = 500;

/**
 * Why a value cannot be carried on; undefined when it can. A value may hold the same part many times, so that it takes
 * little memory and no text could hold it: each time counts, and counting ends at the limit.
 */
export function dataComplaint(value: unknown, most = MOST_DATA): string | undefined {
  const left = leftAfter(value, { left: most, depth: 0 });
  if (left === TOO_DEEP) return `is nested deeper than ${DEEPEST_DATA} levels`;
  return left < 0 ? `has more than ${most} bytes as JSON` : undefined;
}

const TOO_DEEP = Number.NEGATIVE_INFINITY;

/** What is left of the characters; below zero when it is too large. */
function leftAfter(value: unknown, { left, depth }: { readonly left: number; readonly depth: number }): number {
  if (typeof value === 'string') return left - value.length - 2;
  if (typeof value !== 'object' || value === null) return left - 4;
  if (depth >= DEEPEST_DATA) return TOO_DEEP;
  let open = left - 2;
  const isList = Array.isArray(value);
  for (const [key, part] of isList ? value.entries() : Object.entries(value)) {
    open -= isList ? 1 : String(key).length + 4;
    open = leftAfter(part, { left: open, depth: depth + 1 });
    if (open < 0) break;
  }
  return open;
}
