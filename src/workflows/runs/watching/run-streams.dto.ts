import type { RunWaitEntity } from '../journal/run-wait.entity.js';
import type { RunEntity } from '../run.entity.js';
import type { RunStatus } from '../run-status.js';
import { WaitView } from '../runs.dto.js';

/** A run that began or has another status; input, output and waits are shown by the run itself. */
export class MovedRunView {
  id!: string;
  appId!: string;
  processId!: string;
  version!: number;
  status!: RunStatus;
  parentRunId?: string;
  startedAt!: Date;
  updatedAt!: Date;
  endedAt?: Date;

  static of(run: RunEntity): MovedRunView {
    const { id, appId, processId, version, status, parentRunId, startedAt, updatedAt, endedAt } = run;
    return {
      ...{ id, appId, processId, version, status, startedAt, updatedAt },
      ...(parentRunId !== null && { parentRunId }),
      ...(endedAt && { endedAt }),
    };
  }
}

/** How a watched run stands. */
export class RunStateView extends MovedRunView {
  waits!: WaitView[];
  problem?: unknown;

  static override of(run: RunEntity, waits: readonly RunWaitEntity[] = []): RunStateView {
    return { ...MovedRunView.of(run), waits: waits.map(WaitView.of), ...(run.problem && { problem: run.problem }) };
  }
}
