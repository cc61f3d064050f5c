/**
 * `running`: being performed, or about to be. `waiting`: until a time. `parked`: until a token is mended.
 * `unknown-outcome`: until a person says what a step that may have had its effect came to.
 */
export const RUN_STATUSES = [
  'running',
  'waiting',
  'parked',
  'unknown-outcome',
  'completed',
  'faulted',
  'cancelled',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const ENDED: readonly RunStatus[] = ['completed', 'faulted', 'cancelled'];
