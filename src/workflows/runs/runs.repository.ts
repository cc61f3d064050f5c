import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, IsNull, LessThan, LessThanOrEqual, Not } from 'typeorm';
import type { PagePlace } from '../../modules/api/cursor.js';
import { Database } from '../../modules/database/database.js';
import { RunEntity } from './run.entity.js';
import { RunRecordEntity } from './run-record.entity.js';
import { ENDED, type RunStatus } from './run-status.js';

export interface RunFilter {
  readonly tenantId: string;
  readonly appId?: string;
  readonly processId?: string;
  readonly status?: RunStatus;
}

/** Rows of runs and of their journals. */
@Injectable()
export class RunsRepository {
  constructor(private readonly database: Database) {}

  async find(tenantId: string, id: string): Promise<RunEntity | undefined> {
    return (await this.database.reader.findOneBy(RunEntity, { id, tenantId })) ?? undefined;
  }

  async load(id: string): Promise<RunEntity | undefined> {
    return (await this.database.reader.findOneBy(RunEntity, { id })) ?? undefined;
  }

  /** The newest first. */
  list(filter: RunFilter, { after, limit }: PagePlace): Promise<RunEntity[]> {
    return this.database.reader.find(RunEntity, {
      where: { ...filter, ...(after !== undefined && { id: LessThan(after) }) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** The whole journal, for a replay. */
  records(runId: string): Promise<RunRecordEntity[]> {
    return this.database.reader.find(RunRecordEntity, { where: { runId }, order: { seq: 'ASC' } });
  }

  /** A page of the journal: steps, waits and tasks in the order they happened. */
  recordPage(runId: string, { after, limit }: PagePlace): Promise<RunRecordEntity[]> {
    return this.database.reader
      .createQueryBuilder(RunRecordEntity, 'record')
      .where('record.runId = :runId', { runId })
      .andWhere('record.seq > :after', { after: Number.parseInt(after ?? '-1', 10) })
      .orderBy('record.seq', 'ASC')
      .limit(limit)
      .getMany();
  }

  /** Runs that the engine has something to do for, the longest due first. */
  due(now: Date, limit: number): Promise<Pick<RunEntity, 'id'>[]> {
    const select = { id: true } as const;
    const where = { wakeAt: LessThanOrEqual(now) };
    return this.database.reader.find(RunEntity, { select, where, order: { wakeAt: 'ASC' }, take: limit });
  }

  /** When the next run wakes; undefined when all wait for somebody. */
  async nextWake(): Promise<Date | undefined> {
    const where = { wakeAt: Not(IsNull()) };
    const order = { wakeAt: 'ASC' } as const;
    const run = await this.database.reader.findOne(RunEntity, { select: { id: true, wakeAt: true }, where, order });
    return run?.wakeAt ?? undefined;
  }

  /** Runs that are parked on a token of that name. */
  parkedOn(tenantId: string, waitingToken: string, appId: string | undefined): Promise<RunEntity[]> {
    const where: FindOptionsWhere<RunEntity> = { tenantId, waitingToken, status: 'parked' };
    return this.database.reader.findBy(RunEntity, { ...where, ...(appId !== undefined && { appId }) });
  }

  /** Changes a run that has not ended. False when it has. */
  async change(id: string, change: Partial<RunEntity>, from?: RunStatus): Promise<boolean> {
    const status = from ?? Not(In([...ENDED]));
    const result = await this.database.write((manager) => manager.update(RunEntity, { id, status }, change));
    return result.affected === 1;
  }
}
