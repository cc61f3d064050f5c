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

export type EndStatus = Extract<RunStatus, 'completed' | 'faulted' | 'cancelled'>;

export const ENDED: readonly RunStatus[] = ['completed', 'faulted', 'cancelled'] satisfies EndStatus[];

export function isEnd(status: RunStatus): status is EndStatus {
  return ENDED.includes(status);
}
