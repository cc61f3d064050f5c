/** Largest request body, bytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** How deep JSON may be nested: far beyond any real request, far before a recursive walk runs out of stack. */
export const MAX_JSON_DEPTH = 64;

/** Values in one JSON text: far beyond any real request, and checked before anything copies them. */
export const MAX_JSON_VALUES = 100_000;

/** Rows on one page of a list. */
export const PAGE = { least: 1, usual: 50, most: 200 } as const;

/** How long the answer to a creation is kept for a repeated Idempotency-Key, milliseconds. */
export const ANSWER_KEPT = 24 * 60 * 60_000;
