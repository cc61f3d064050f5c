import type { EntityManager } from 'typeorm';
import { lockRow } from '../../../modules/database/lock-row.js';
import { hasMoreInLine } from '../../events/event-lines.js';
import { tellWait } from '../rows/wait-statements.js';
import { RunEntity } from '../run.entity.js';
import type { RunWaitEntity } from './run-wait.entity.js';

const COME = JSON.stringify(true);

/**
 * Tells waits that begin of what came before anybody could know of them, in the transaction that stores them. It is
 * looked for under the lock of what would tell them: whoever ends that run, or puts something into that line, comes
 * before or after, so that no wait is overlooked, also when the server is killed right after.
 */
export async function tellWhatCame(manager: EntityManager, waits: readonly RunWaitEntity[]): Promise<void> {
  for (const wait of waits) {
    if (wait.signal !== null || !(await hasCome(manager, wait))) continue;
    wait.signal = COME;
    await tellWait(manager, wait, COME);
  }
}

async function hasCome(manager: EntityManager, { runId, reason }: RunWaitEntity): Promise<boolean> {
  if (reason?.listening) return hasMoreInLine(manager, { runId, ...reason.listening });
  if (reason?.runId === undefined) return false;
  const inner = await lockRow(manager, RunEntity, { id: reason.runId });
  return inner?.endedAt !== null;
}
