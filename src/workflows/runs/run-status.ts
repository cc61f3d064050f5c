/**
 * `running`: being performed, or about to be. `waiting`: until a time. `parked`: until a token is mended.
 * `unknown-outcome`: until a person says what a step that may have had its effect came to.
 * `suspended`: until a person resumes it; whatever else it waits for.
 */
export const RUN_STATUSES = [
  'running',
  'waiting',
  'parked',
  'unknown-outcome',
  'suspended',
  'completed',
  'faulted',
  'cancelled',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const ENDED: readonly RunStatus[] = ['completed', 'faulted', 'cancelled'];
