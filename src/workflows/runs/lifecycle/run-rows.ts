import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, IsNull, Not } from 'typeorm';
import { Configuration } from '../../../kernel/configuration.js';
import { lockRow } from '../../../modules/database/lock-row.js';
import { ScheduleBell } from '../../schedules/schedule-bell.js';
import { RunEntity } from '../run.entity.js';
import { RunWatch } from '../watching/run-watch.js';
import { RunLifecycle } from './run-lifecycle.js';

/** A run, as whoever changes it knows it; its tenant may be left out where it is not known. */
export type RunPlace = FindOptionsWhere<RunEntity> & { readonly id: string; readonly tenantId?: string };

/** Columns of a run, with the instant of the change. */
export type RunColumns = Omit<Partial<RunEntity>, 'pauses'> &
  Pick<RunEntity, 'updatedAt'> & { readonly pauses?: number | (() => string) };

/** A transaction that changes runs. */
export interface RunWriting {
  readonly manager: EntityManager;
  readonly rows: RunRows;
}

/** The only road to the rows of runs: who begins or changes one tells its lifecycle in the same transaction. */
@Injectable()
export class RunRows {
  constructor(
    private readonly lifecycle: RunLifecycle,
    private readonly watch: RunWatch,
    private readonly schedules: ScheduleBell,
    private readonly configuration: Configuration,
  ) {}

  /** By when a person should have come to a run that waits for one since then. */
  deadlineFrom(since: Date): Date {
    return new Date(since.getTime() + this.configuration.parkDeadlineHours * 3_600_000);
  }

  async insert(manager: EntityManager, run: RunEntity): Promise<void> {
    await manager.insert(RunEntity, run);
    this.watch.tellMoved(manager, run);
    await this.lifecycle.started(manager, run);
  }

  /** Changes a run that has not ended, unless the place says otherwise; false when it is not like that any more. */
  async change(manager: EntityManager, run: RunPlace, columns: RunColumns): Promise<boolean> {
    const { id } = run;
    const before = columns.status && (await this.before(manager, run));
    const { affected } = await manager.update(RunEntity, { endedAt: IsNull(), ...run }, columns);
    if (affected !== 1) return false;
    this.watch.tellMoved(manager, { id, tenantId: run.tenantId });
    const { status, updatedAt: at, problem = null } = columns;
    if (before && status) await this.lifecycle.changed(manager, before, { status, at, problem });
    return true;
  }

  /** Lets one that has ended go on. */
  async reopen(manager: EntityManager, { id, tenantId, trigger }: RunEntity, columns: RunColumns): Promise<void> {
    await this.change(manager, { id, tenantId, endedAt: Not(IsNull()) }, columns);
    if (trigger === 'schedule') await this.schedules.runReopened(manager, id);
  }

  /** The run as it stands, if anybody wants to know what becomes of it. */
  private async before(manager: EntityManager, { id, tenantId }: RunPlace): Promise<RunEntity | null> {
    if (tenantId !== undefined && !(await this.lifecycle.isHeard(manager, tenantId))) return null;
    const run = await lockRow(manager, RunEntity, { id });
    return run && (await this.lifecycle.isHeard(manager, run.tenantId)) ? run : null;
  }
}
