import { Injectable } from '@nestjs/common';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Name } from '../../kernel/name.js';
import type { PagePlace } from '../../modules/api/cursor.js';
import type { Precondition } from '../../modules/api/etag.js';
import { AppsService } from '../../modules/apps/apps.service.js';
import { AuditService } from '../../modules/audit/audit.service.js';
import { type Caller, requireRight } from '../../modules/callers/caller.js';
import { Database } from '../../modules/database/database.js';
import { lockRow } from '../../modules/database/lock-row.js';
import { isUniqueViolation } from '../../modules/database/unique-violation.js';
import { TokenUses } from '../../modules/usage/token-uses.js';
import { RunEntity } from '../runs/run.entity.js';
import { ENDED } from '../runs/run-status.js';
import { ProcessSchedules } from '../schedules/process-schedules.js';
import { ProcessEntity } from './process.entity.js';
import { publishedVersion } from './process-statements.js';
import { ProcessVersionEntity } from './process-version.entity.js';
import {
  appHasNoProcesses,
  nothingPublished,
  processHasRuns,
  processNameTaken,
  processNotFound,
} from './processes.errors.js';

export interface ProcessPlace {
  readonly appId: string;
  readonly processId: string;
}

/** Of what runs are made. */
export interface PublishedPlace extends ProcessPlace {
  readonly tenantId: string;
  readonly version: number;
}

/** The processes of an app: their names and drafts. */
@Injectable()
export class ProcessesService {
  constructor(
    private readonly database: Database,
    private readonly apps: AppsService,
    private readonly uses: TokenUses,
    private readonly schedules: ProcessSchedules,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** @throws app-not-found, right-missing, app-has-no-processes, process-name-taken */
  async create(caller: Caller, appId: string, given: { name: Name; draft: string }): Promise<ProcessEntity> {
    const { tenantId } = await this.room(caller, appId);
    const now = this.clock.now();
    const process = Object.assign(new ProcessEntity(), {
      ...{ id: newId('process'), tenantId, appId, draft: given.draft, publishedVersion: 0, revision: 1 },
      ...{ name: given.name.shown, foldedName: given.name.folded, createdAt: now, updatedAt: now },
    });
    return withUniqueName(given.name.shown, () =>
      this.database.write(async (manager) => {
        await manager.insert(ProcessEntity, process);
        await this.record(manager, caller, { action: 'process.created', process });
        return process;
      }),
    );
  }

  /** Where the caller may add a process. @throws app-not-found, right-missing, app-has-no-processes */
  async room(caller: Caller, appId: string): Promise<{ readonly tenantId: string; readonly appId: string }> {
    const { tenantId, kind } = await this.apps.get(caller, appId);
    requireRight(caller, 'manage-app', appId);
    if (kind !== 'process-based') throw appHasNoProcesses();
    return { tenantId, appId };
  }

  /** @throws app-not-found, process-not-found */
  async get(caller: Caller, { appId, processId }: ProcessPlace): Promise<ProcessEntity> {
    const { tenantId } = await this.apps.get(caller, appId);
    const process = await this.database.reader.findOneBy(ProcessEntity, { id: processId, appId, tenantId });
    if (!process) throw processNotFound();
    return process;
  }

  /** The version that runs are made of. @throws app-not-found, process-not-found, right-missing, nothing-published */
  async toRun(caller: Caller, { appId, processId }: ProcessPlace): Promise<PublishedPlace> {
    const { tenantId } = await this.apps.get(caller, appId);
    const version = await publishedVersion(this.database.reader, { tenantId, appId, processId });
    if (version === undefined) throw processNotFound();
    requireRight(caller, 'run', appId);
    if (version === 0) throw nothingPublished();
    return { tenantId, appId, processId, version };
  }

  async list(caller: Caller, appId: string, { after, limit }: PagePlace): Promise<ProcessEntity[]> {
    const { tenantId } = await this.apps.get(caller, appId);
    return this.database.reader.find(ProcessEntity, {
      where: { tenantId, appId, ...(after !== undefined && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** @throws process-not-found, right-missing, precondition-failed, process-name-taken */
  update(
    caller: Caller,
    place: ProcessPlace,
    { change, precondition }: { change: { name?: Name; draft?: string }; precondition: Precondition },
  ): Promise<ProcessEntity> {
    return withUniqueName(change.name?.shown ?? '', () =>
      this.change(caller, { place, precondition }, async (manager, process) => {
        const next = Object.assign(new ProcessEntity(), process, {
          ...(change.name && { name: change.name.shown, foldedName: change.name.folded }),
          ...(change.draft !== undefined && { draft: change.draft }),
          ...{ revision: process.revision + 1, updatedAt: this.clock.now() },
        });
        await manager.update(ProcessEntity, { id: process.id }, next);
        await this.record(manager, caller, { action: 'process.updated', process: next });
        return next;
      }),
    );
  }

  /** Runs that have ended stay; they say what happened. @throws process-has-runs */
  async delete(caller: Caller, place: ProcessPlace, precondition: Precondition): Promise<void> {
    await this.change(caller, { place, precondition }, async (manager, process) => {
      const { id, appId } = process;
      // First: a run that it starts at this moment is counted, or does not begin.
      await this.schedules.disarm(manager, id);
      const all = await manager.countBy(RunEntity, { processId: id });
      const ended = await manager.countBy(RunEntity, { processId: id, status: In([...ENDED]) });
      if (all > ended) throw processHasRuns(all - ended);
      await this.uses.deleteOfProcess(manager, appId, id);
      await manager.delete(ProcessVersionEntity, { processId: id });
      await manager.delete(ProcessEntity, { id });
      await this.record(manager, caller, { action: 'process.deleted', process });
      return process;
    });
  }

  /** Changes a process that the caller may change and has seen, under the row's lock. */
  async change(
    caller: Caller,
    { place, precondition }: { place: ProcessPlace; precondition: Precondition },
    work: (manager: EntityManager, process: ProcessEntity) => Promise<ProcessEntity>,
  ): Promise<ProcessEntity> {
    const { id, appId, tenantId } = await this.get(caller, place);
    requireRight(caller, 'manage-app', appId);
    return this.database.write(async (manager) => {
      const process = await lockRow(manager, ProcessEntity, { id, appId, tenantId });
      if (!process) throw processNotFound();
      precondition.check(process.revision);
      return work(manager, process);
    });
  }

  record(
    manager: EntityManager,
    caller: Caller,
    { action, process, version }: { action: string; process: ProcessEntity; version?: number },
  ): Promise<void> {
    const { tenantId, appId, id, name } = process;
    const subject = { kind: 'process', id, name };
    return this.audit.record(manager, { tenantId, by: caller, action, subject, appId, facts: { version } });
  }
}

async function withUniqueName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isUniqueViolation(error) ? processNameTaken(name) : error;
  }
}
