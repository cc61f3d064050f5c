import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Configuration } from '../../../kernel/configuration.js';
import { lockRow } from '../../../modules/database/lock-row.js';
import { ScheduleBell } from '../../schedules/schedule-bell.js';
import { type ChangedRun, changeRun, insertRun, type RunColumns, type RunState } from '../rows/run-statements.js';
import { RunEntity } from '../run.entity.js';
import { RunWatch } from '../watching/run-watch.js';
import { RunLifecycle } from './run-lifecycle.js';

/** A run in a state; its tenant where that is known, which spares a look at the run. */
export type RunPlace = RunState & { readonly tenantId?: string };

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
    await insertRun(manager, run);
    this.watch.tellMoved(manager, run);
    await this.lifecycle.started(manager, run);
  }

  /** Undefined when the run is not in that state any more, and stays as it is. */
  async change(manager: EntityManager, place: RunPlace, columns: RunColumns): Promise<ChangedRun | undefined> {
    const before = columns.status && (await this.before(manager, place));
    const changed = await changeRun(manager, place, columns);
    if (!changed) return undefined;
    const { id, tenantId } = place;
    this.watch.tellMoved(manager, { id, tenantId });
    const { status, updatedAt: at, problem = null } = columns;
    if (before && status) await this.lifecycle.changed(manager, before, { status, at, problem });
    return changed;
  }

  /** Lets one that has ended go on. */
  async reopen(manager: EntityManager, { id, tenantId, trigger }: RunEntity, columns: RunColumns): Promise<void> {
    await this.change(manager, { id, tenantId, hasEnded: true }, columns);
    if (trigger === 'schedule') await this.schedules.runReopened(manager, id);
  }

  /** The run as it stands, if anybody wants to know what becomes of it. */
  private async before(manager: EntityManager, { id, tenantId }: RunPlace): Promise<RunEntity | null> {
    if (tenantId !== undefined && !(await this.lifecycle.isHeard(manager, tenantId))) return null;
    const run = await lockRow(manager, RunEntity, { id });
    return run && (await this.lifecycle.isHeard(manager, run.tenantId)) ? run : null;
  }
}
