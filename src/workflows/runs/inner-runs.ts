import { Injectable } from '@nestjs/common';
import { NamedProcesses } from '../processes/named-processes.js';
import { processNotPublished } from '../processes/processes.errors.js';
import type { InnerEnd, WantedRun } from '../runtime/ports.js';
import { problemOf } from '../runtime/problem-details.js';
import type { RunEntity } from './run.entity.js';
import { RunStarts } from './run-starts.js';
import { runsTooDeep } from './runs.errors.js';
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
  ) {}

  /** The run of that step: an earlier try may have started it. @throws process-not-published, runs-too-deep */
  async start(parent: RunEntity, { process, input, step, awaitedBy }: WantedRun): Promise<string> {
    const { id: parentRunId, tenantId, appId, startedBy } = parent;
    const known = await this.runs.findInner(parentRunId, step);
    if (known) return known.id;
    const depth = parent.depth + 1;
    if (depth > MAX_DEPTH) throw runsTooDeep(MAX_DEPTH);
    const published = await this.processes.find({ tenantId, appId }, process);
    if (!published) throw processNotPublished(process);
    const inside = { parentRunId, parentStep: step, awaitedBy: awaitedBy ?? null, depth };
    const facts = { tenantId, appId, ...published, trigger: 'run', startedBy } as const;
    const run = await this.starts.start({ ...facts, input, inside });
    return run.id;
  }

  async endOf({ id: parentRunId }: RunEntity, runId: string): Promise<InnerEnd | undefined> {
    const run = await this.runs.load(runId);
    if (run?.parentRunId !== parentRunId || !run.endedAt) return undefined;
    if (run.status === 'completed') return { status: 'completed', output: JSON.parse(run.output ?? 'null') };
    if (run.status !== 'faulted') return { status: 'cancelled' };
    return { status: 'faulted', problem: run.problem ?? problemOf('runtime', '/', 'The run has failed.') };
  }
}
