import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { Configuration } from '../../kernel/configuration.js';
import { Database } from '../../modules/database/database.js';
import { lockRow } from '../../modules/database/lock-row.js';
import { NamedProcesses } from '../processes/named-processes.js';
import { processNotPublished } from '../processes/processes.errors.js';
import type { InnerEnd, WantedRun } from '../runtime/ports.js';
import { problemOf } from '../runtime/problem-details.js';
import { suspensionWith } from './control/suspend-run.js';
import { forksAround } from './fork-names.js';
import { RunRecordEntity } from './journal/run-record.entity.js';
import { RunEntity } from './run.entity.js';
import { RunStarts, type WantedStart } from './run-starts.js';
import { branchLeft, runEnded, runsTooDeep, tooManyInnerRuns } from './runs.errors.js';
import { RunsRepository } from './runs.repository.js';

/** A process that runs itself ends somewhere. */
const MAX_DEPTH = 16;

/** Runs that a step of another run starts. They are runs like all others, and name their own tokens. */
@Injectable()
export class InnerRuns {
  constructor(
    private readonly runs: RunsRepository,
    private readonly processes: NamedProcesses,
    private readonly starts: RunStarts,
    private readonly database: Database,
    private readonly configuration: Configuration,
  ) {}

  /**
   * The run of that step: an earlier try may have started it.
   *
   * @throws process-not-published, runs-too-deep, too-many-inner-runs
   */
  async start(parent: RunEntity, { process, input, step, awaitedBy }: WantedRun): Promise<string> {
    const { id: parentRunId, tenantId, appId, startedBy } = parent;
    const known = await this.runs.findInner(parentRunId, step);
    if (known) return known.id;
    const depth = parent.depth + 1;
    if (depth > MAX_DEPTH) throw runsTooDeep(MAX_DEPTH);
    const rootRunId = parent.rootRunId ?? parentRunId;
    const { mostInnerRuns } = this.configuration;
    if ((await this.runs.countUnderWay(rootRunId)) >= mostInnerRuns) throw tooManyInnerRuns(mostInnerRuns);
    const published = await this.processes.find({ tenantId, appId }, process);
    if (!published) throw processNotPublished(process);
    const inside = { parentRunId, parentStep: step, awaitedBy: awaitedBy ?? null, depth, rootRunId };
    const facts = { tenantId, appId, ...published, trigger: 'run', startedBy } as const;
    const run = await this.#store({ ...facts, input, inside });
    return run.id;
  }

  /** One that is waited for shares the fate of its starter, whatever happens to that at this moment. */
  #store(wanted: WantedStart): Promise<RunEntity> {
    const { parentRunId = null, awaitedBy = null } = wanted.inside ?? {};
    return this.database.write(async (manager) => {
      const starter = awaitedBy === null ? null : await lockRow(manager, RunEntity, { id: String(parentRunId) });
      if (starter?.endedAt) throw runEnded(starter.status);
      if (awaitedBy !== null && (await isLeft(manager, String(parentRunId), awaitedBy))) throw branchLeft();
      const suspension = starter?.status === 'suspended' ? suspensionWith(starter) : undefined;
      return this.starts.startWithin(manager, { ...wanted, ...(suspension && { suspension }) });
    });
  }

  async endOf({ id: parentRunId }: RunEntity, runId: string): Promise<InnerEnd | undefined> {
    const run = await this.runs.load(runId);
    if (run?.parentRunId !== parentRunId || !run.endedAt) return undefined;
    if (run.status === 'completed') return { status: 'completed', output: JSON.parse(run.output ?? 'null') };
    if (run.status !== 'faulted') return { status: 'cancelled' };
    return { status: 'faulted', problem: run.problem ?? problemOf('runtime', '/', 'The run has failed.') };
  }
}

/** Whether a fork around that step has been decided: its branch is none any more that somebody waits for. */
async function isLeft(manager: EntityManager, runId: string, step: string): Promise<boolean> {
  const forks = forksAround(step);
  if (forks.length === 0) return false;
  return manager.existsBy(RunRecordEntity, { runId, kind: 'choice', name: In(forks), retriedAt: IsNull() });
}
