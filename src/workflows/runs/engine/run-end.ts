import type { RunEnd } from '../../runtime/runner.js';
import type { RunEntity } from '../run.entity.js';

/** What `$runtime` tells of itself. */
export const RUNTIME_VERSION = '0.1.0';

/** What a run came to, as its row says it. */
export function columnsAtEnd(end: RunEnd): Partial<RunEntity> {
  if (end.status === 'completed') return { status: 'completed', output: JSON.stringify(end.output ?? null) };
  return { status: 'faulted', problem: end.problem, faultCauses: end.causes };
}
