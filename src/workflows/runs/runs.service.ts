import { Injectable } from '@nestjs/common';
import type { PagePlace } from '../../modules/api/cursor.js';
import { AuditService } from '../../modules/audit/audit.service.js';
import { appsWithRight, type Caller, requireRight, requireTenant } from '../../modules/callers/caller.js';
import { ProcessesService, type ProcessPlace } from '../processes/processes.service.js';
import type { UnknownOutcomeDecision } from '../runtime/ports.js';
import { RunWaker } from './engine/run-waker.js';
import type { RunRecordEntity } from './journal/run-record.entity.js';
import type { RunWaitEntity, WaitKind } from './journal/run-wait.entity.js';
import type { RunEntity } from './run.entity.js';
import { RunEnding } from './run-ending.js';
import type { RunFilter, RunWish } from './run-search.js';
import { RunStarts } from './run-starts.js';
import type { RunTrigger } from './run-trigger.js';
import { runEnded, runNotFound, runNotWaiting, stepNotNamed } from './runs.errors.js';
import { RunsRepository } from './runs.repository.js';
import { stepOf } from './step-name.js';

/** What callers do with runs. "Not yours" is answered like "not there". */
@Injectable()
export class RunsService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly starts: RunStarts,
    private readonly ending: RunEnding,
    private readonly processes: ProcessesService,
    private readonly waker: RunWaker,
    private readonly audit: AuditService,
  ) {}

  /** Stores the run; it begins at once where runs are performed. @throws nothing-published, right-missing */
  async start(caller: Caller, place: ProcessPlace, input: unknown): Promise<RunEntity> {
    const published = await this.processes.toRun(caller, place);
    const trigger: RunTrigger = caller.kind === 'user' ? 'user' : 'key';
    return this.starts.start({ ...published, trigger, startedBy: caller.id, input });
  }

  /** @throws run-not-found */
  async get(caller: Caller, id: string): Promise<RunEntity> {
    const { tenantId } = requireTenant(caller);
    const run = await this.runs.find(tenantId, id);
    if (!run || appsRead(caller, [run.appId]).length === 0) throw runNotFound();
    return run;
  }

  async list(caller: Caller, wish: RunWish, place: PagePlace): Promise<RunEntity[]> {
    const filter = this.filterFor(caller, wish);
    return filter.appIds?.length === 0 ? [] : this.runs.list(filter, place);
  }

  /** What the caller may see of what he looks for. */
  filterFor(caller: Caller, { appId, ...others }: RunWish): RunFilter {
    const { tenantId } = requireTenant(caller);
    const appIds = appsRead(caller, appId === undefined ? 'all' : [appId]);
    return { ...others, tenantId, ...(appIds === 'all' ? {} : { appIds }) };
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
    await this.getToRun(caller, id);
    const isCancelled = await this.ending.cancel(id);
    const after = await this.get(caller, id);
    if (!isCancelled) throw runEnded(after.status);
    await this.waker.stop(id);
    return this.#noted(caller, after, 'run.cancelled');
  }

  async #waitingFor(caller: Caller, id: string, kind: WaitKind): Promise<{ run: RunEntity; waits: RunWaitEntity[] }> {
    const run = await this.getToRun(caller, id);
    const waits = (await this.runs.waits([id])).filter((wait) => wait.kind === kind && wait.signal === null);
    if (waits.length === 0) throw runNotWaiting(run.status, kind === 'token' ? 'parked' : 'waiting for a decision');
    return { run, waits };
  }

  async #noted(caller: Caller, { tenantId, appId, id }: RunEntity, action: string): Promise<RunEntity> {
    this.audit.recordSoon({ tenantId, by: caller, action, subject: { kind: 'run', id }, appId });
    return this.get(caller, id);
  }

  /** As `get`, for somebody who may also run it. @throws run-not-found, right-missing */
  async getToRun(caller: Caller, id: string): Promise<RunEntity> {
    const run = await this.get(caller, id);
    requireRight(caller, 'run', run.appId);
    return run;
  }
}

/** Inputs and outputs of runs are the business of who runs or builds the app, and of nobody who only sees tokens. */
function appsRead(caller: Caller, asked: 'all' | readonly string[]): 'all' | readonly string[] {
  const [run, built] = [appsWithRight(caller, 'run'), appsWithRight(caller, 'manage-app')];
  if (run === 'all' || built === 'all') return asked;
  const read = [...new Set([...run, ...built])];
  return asked === 'all' ? read : asked.filter((appId) => read.includes(appId));
}
