import { createHash } from 'node:crypto';

/** A number from 0 to below 1 that is the same for this name of this run at each replay, whatever engine carries it. */
export function drawn(runId: string, name: string): number {
  return createHash('sha256').update(`${runId} ${name}`).digest().readUInt32BE() / 2 ** 32;
}
