import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { AuditService } from '../../../modules/audit/audit.service.js';
import type { Caller } from '../../../modules/callers/caller.js';
import { Database } from '../../../modules/database/database.js';
import { RunWaker } from '../engine/run-waker.js';
import type { RunWriting } from '../lifecycle/run-rows.js';
import type { RunEntity } from '../run.entity.js';
import { runAwaited, runEnded, runNotFaulted, runSuspended, runSuspendedWith } from '../runs.errors.js';
import { RunsRepository } from '../runs.repository.js';
import { RunsService } from '../runs.service.js';
import { retryRun } from './retry-run.js';
import { resumeRun, suspendRun } from './suspend-run.js';

/** How people stop runs for a while, and let those go on that stopped. */
@Injectable()
export class RunControl {
  constructor(
    private readonly service: RunsService,
    private readonly runs: RunsRepository,
    private readonly database: Database,
    private readonly waker: RunWaker,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** A step under way ends and is recorded; no other begins. @throws run-ended, run-suspended */
  async suspend(caller: Caller, id: string, reason?: string): Promise<RunEntity> {
    const run = await this.service.getToRun(caller, id);
    const suspension = {
      since: this.clock.now().toISOString(),
      by: caller.id,
      ...(reason !== undefined && { reason }),
    };
    const suspended = await this.#change({ caller, run, action: 'run.suspended' }, (writing) =>
      suspendRun(writing, id, suspension),
    );
    await Promise.all(suspended.map((each) => this.waker.stop(each)));
    const after = await this.service.get(caller, id);
    if (suspended.length === 0) throw after.endedAt ? runEnded(after.status) : runSuspended();
    return after;
  }

  /** Wakes a suspended run, or tries a parked one again. @throws run-suspended-with, run-not-waiting */
  async resume(caller: Caller, id: string): Promise<RunEntity> {
    const run = await this.service.getToRun(caller, id);
    if (run.status !== 'suspended') return this.service.resume(caller, id);
    const starter = await this.#suspendedStarter(run);
    if (starter !== undefined) throw runSuspendedWith(starter);
    const now = this.clock.now();
    const resumed = await this.#change({ caller, run, action: 'run.resumed' }, (writing) =>
      resumeRun(writing, id, now),
    );
    for (const each of resumed) this.waker.begin(each);
    return this.service.get(caller, id);
  }

  /** Lets a faulted run go on from the step that failed. @throws run-not-faulted, run-awaited */
  async retry(caller: Caller, id: string): Promise<RunEntity> {
    const run = await this.service.getToRun(caller, id);
    if (run.awaitedBy !== null && run.status === 'faulted') throw runAwaited(String(run.parentRunId));
    const now = this.clock.now();
    const retried = await this.#change({ caller, run, action: 'run.retried' }, (writing) => retryRun(writing, id, now));
    const after = await this.service.get(caller, id);
    if (retried.length === 0) throw runNotFaulted(after.status);
    for (const each of retried) this.waker.begin(each);
    return after;
  }

  /** The change and who made it, in one transaction; nothing when it changes no run. */
  #change(
    { caller, run, action }: { readonly caller: Caller; readonly run: RunEntity; readonly action: string },
    change: (writing: RunWriting) => Promise<string[]>,
  ): Promise<string[]> {
    const { id, tenantId, appId } = run;
    return this.database.write(async (manager) => {
      const ids = await change({ manager, rows: this.runs.rows });
      if (ids.length > 0) {
        await this.audit.record(manager, { tenantId, by: caller, action, subject: { kind: 'run', id }, appId });
      }
      return ids;
    });
  }

  /** A run whose starter is suspended is resumed with that. */
  async #suspendedStarter({ parentRunId, awaitedBy }: RunEntity): Promise<string | undefined> {
    const starter = parentRunId !== null && awaitedBy !== null ? await this.runs.load(parentRunId) : undefined;
    return starter?.status === 'suspended' ? (starter.suspension?.withRunId ?? starter.id) : undefined;
  }
}
