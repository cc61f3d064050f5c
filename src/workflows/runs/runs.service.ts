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
import { RunWaker } from './engine/run-waker.js';
import type { RunRecordEntity } from './journal/run-record.entity.js';
import type { RunWaitEntity, WaitKind } from './journal/run-wait.entity.js';
import { RunEntity } from './run.entity.js';
import { inputTooLarge, runEnded, runNotFound, runNotWaiting, stepNotNamed } from './runs.errors.js';
import { type RunFilter, RunsRepository } from './runs.repository.js';
import { stepOf } from './step-name.js';

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
    const run = Object.assign(new RunEntity(), {
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

  /** What each of these runs waits for. */
  async waits(runs: readonly RunEntity[]): Promise<ReadonlyMap<string, RunWaitEntity[]>> {
    const waits = runs.length === 0 ? [] : await this.runs.waits(runs.map(({ id }) => id));
    return new Map(runs.map(({ id }) => [id, waits.filter(({ runId }) => runId === id)]));
  }

  /** Tries a parked run again at every step that is parked. @throws run-not-waiting */
  async resume(caller: Caller, id: string): Promise<RunEntity> {
    const { run, waits } = await this.#waitingFor(caller, id, 'token');
    for (const wait of waits) await this.waker.wake(wait, null);
    return this.#noted(caller, run, 'run.resumed');
  }

  /** Says what a step with unknown outcome came to. @throws run-not-waiting, step-not-named */
  async decide(
    caller: Caller,
    id: string,
    { step, ...decision }: UnknownOutcomeDecision & { step?: string },
  ): Promise<RunEntity> {
    const { run, waits } = await this.#waitingFor(caller, id, 'unknown-outcome');
    const meant = waits.filter(({ name }) => step === undefined || stepOf(name) === step);
    const [wait, more] = meant;
    if (!wait || more) throw stepNotNamed(waits.map(({ name }) => stepOf(name)));
    if (!(await this.waker.wake(wait, decision)))
      throw runNotWaiting((await this.get(caller, id)).status, 'waiting for a decision');
    return this.#noted(caller, run, `run.decided-${decision.decision}`);
  }

  /** Ends a run; a step under way ends and is recorded, no other begins. @throws run-ended */
  async cancel(caller: Caller, id: string): Promise<RunEntity> {
    await this.#mine(caller, id);
    const isCancelled = await this.runs.end(id, { status: 'cancelled', wakeAt: null, endedAt: this.clock.now() });
    const after = await this.get(caller, id);
    if (!isCancelled) throw runEnded(after.status);
    this.waker.cancel(id);
    return this.#noted(caller, after, 'run.cancelled');
  }

  async #waitingFor(caller: Caller, id: string, kind: WaitKind): Promise<{ run: RunEntity; waits: RunWaitEntity[] }> {
    const run = await this.#mine(caller, id);
    const waits = (await this.runs.waits([id])).filter((wait) => wait.kind === kind && wait.signal === null);
    if (waits.length === 0) throw runNotWaiting(run.status, kind === 'token' ? 'parked' : 'waiting for a decision');
    return { run, waits };
  }

  async #noted(caller: Caller, { tenantId, appId, id }: RunEntity, action: string): Promise<RunEntity> {
    this.audit.recordSoon({ tenantId, by: caller, action, subject: { kind: 'run', id }, appId });
    return this.get(caller, id);
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
