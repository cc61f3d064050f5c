import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { PagePlace } from '../../modules/api/cursor.js';
import { AuditService } from '../../modules/audit/audit.service.js';
import { type Caller, requireRight, requireTenant } from '../../modules/callers/caller.js';
import { Database } from '../../modules/database/database.js';
import { nothingPublished } from '../processes/processes.errors.js';
import { ProcessesService, type ProcessPlace } from '../processes/processes.service.js';
import type { UnknownOutcomeDecision } from '../runtime/ports.js';
import { NOT_WAITING, RunEntity } from './run.entity.js';
import type { RunRecordEntity } from './run-record.entity.js';
import { ENDED } from './run-status.js';
import { RunWaker } from './run-waker.js';
import { inputTooLarge, runEnded, runNotFound, runNotWaiting } from './runs.errors.js';
import { type RunFilter, RunsRepository } from './runs.repository.js';

const MAX_INPUT_BYTES = 512 * 1024;

/** What callers do with runs. "Not yours" is answered like "not there". */
@Injectable()
export class RunsService {
  constructor(
    private readonly database: Database,
    private readonly runs: RunsRepository,
    private readonly processes: ProcessesService,
    private readonly waker: RunWaker,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Stores the run; it begins at once where runs are performed. @throws nothing-published, right-missing */
  async start(caller: Caller, place: ProcessPlace, input: unknown): Promise<RunEntity> {
    const process = await this.processes.get(caller, place);
    requireRight(caller, 'run', place.appId);
    if (process.publishedVersion === 0) throw nothingPublished();
    const text = JSON.stringify(input ?? null);
    if (Buffer.byteLength(text) > MAX_INPUT_BYTES) throw inputTooLarge(MAX_INPUT_BYTES);
    const now = this.clock.now();
    const { tenantId, appId, id: processId, publishedVersion: version } = process;
    const run = Object.assign(new RunEntity(), NOT_WAITING, {
      ...{ id: newId('run'), tenantId, appId, processId, version, status: 'running', startedBy: caller.id },
      ...{ input: text, output: null, problem: null },
      ...{ startedAt: now, updatedAt: now, wakeAt: now, endedAt: null },
    });
    await this.database.write((manager) => manager.insert(RunEntity, run));
    this.waker.ring();
    return run;
  }

  /** @throws run-not-found */
  async get(caller: Caller, id: string): Promise<RunEntity> {
    const { tenantId, appId } = requireTenant(caller);
    const run = await this.runs.find(tenantId, id);
    if (!run || !mayRead(caller) || (appId !== undefined && run.appId !== appId)) throw runNotFound();
    return run;
  }

  async list(caller: Caller, filter: Omit<RunFilter, 'tenantId'>, place: PagePlace): Promise<RunEntity[]> {
    const { tenantId, appId } = requireTenant(caller);
    if (!mayRead(caller)) return [];
    if (appId !== undefined && filter.appId !== undefined && filter.appId !== appId) return [];
    return this.runs.list({ ...filter, tenantId, ...(appId !== undefined && { appId }) }, place);
  }

  async records(caller: Caller, id: string, place: PagePlace): Promise<RunRecordEntity[]> {
    await this.get(caller, id);
    return this.runs.recordPage(id, place);
  }

  /** Tries a parked run again at the same step. @throws run-not-waiting */
  async resume(caller: Caller, id: string): Promise<RunEntity> {
    const run = await this.#mine(caller, id);
    if (run.status !== 'parked') throw runNotWaiting(run.status, 'parked');
    return this.#signal(caller, run, { action: 'run.resumed', value: null });
  }

  /** Says what a step with unknown outcome came to. @throws run-not-waiting */
  async decide(caller: Caller, id: string, decision: UnknownOutcomeDecision): Promise<RunEntity> {
    const run = await this.#mine(caller, id);
    if (run.status !== 'unknown-outcome') throw runNotWaiting(run.status, 'waiting for a decision');
    return this.#signal(caller, run, { action: `run.decided-${decision.decision}`, value: decision });
  }

  /** Ends a run; a step under way ends and is recorded, no other begins. @throws run-ended */
  async cancel(caller: Caller, id: string): Promise<RunEntity> {
    const run = await this.#mine(caller, id);
    const ending = { ...NOT_WAITING, status: 'cancelled', wakeAt: null, endedAt: this.clock.now() } as const;
    const isCancelled = !ENDED.includes(run.status) && (await this.runs.change(id, ending));
    const after = await this.get(caller, id);
    if (!isCancelled) throw runEnded(after.status);
    this.waker.cancel(id);
    this.#note(caller, after, 'run.cancelled');
    return after;
  }

  async #signal(caller: Caller, run: RunEntity, given: { action: string; value: unknown }): Promise<RunEntity> {
    const isWoken = await this.waker.wake(run, given.value);
    const after = await this.get(caller, run.id);
    if (!isWoken) throw runNotWaiting(after.status, run.status);
    this.#note(caller, after, given.action);
    return after;
  }

  #note(caller: Caller, { tenantId, appId, id }: RunEntity, action: string): void {
    this.audit.recordSoon({ tenantId, by: caller, action, subject: { kind: 'run', id }, appId });
  }

  async #mine(caller: Caller, id: string): Promise<RunEntity> {
    const run = await this.get(caller, id);
    requireRight(caller, 'run', run.appId);
    return run;
  }
}

/** Inputs and outputs of runs are the business of who runs or builds the app, and of nobody who only sees tokens. */
function mayRead(caller: Caller): boolean {
  return caller.rights.has('run') || caller.rights.has('manage-app');
}
