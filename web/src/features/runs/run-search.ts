import { runTexts } from '../../texts/runs.js';
import type { RunStatus } from './run-queries.js';

/** What the address of a list of runs says, so that the list can be kept and sent. */
export interface RunSearch {
  readonly status?: RunStatus;
  readonly process?: string;
}

/** Reads it; what is no status is no filter. */
export function readRunSearch({ status, process }: Record<string, unknown>): RunSearch {
  return {
    ...(isStatus(status) && { status }),
    ...(typeof process === 'string' && process !== '' && { process }),
  };
}

function isStatus(text: unknown): text is RunStatus {
  return typeof text === 'string' && Object.hasOwn(runTexts.status, text);
}
