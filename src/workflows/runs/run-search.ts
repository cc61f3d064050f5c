import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { parseName } from '../../kernel/name.js';
import { RunWaitEntity } from './journal/run-wait.entity.js';
import { RunEntity } from './run.entity.js';
import type { RunStatus } from './run-status.js';
import type { RunTrigger } from './run-trigger.js';

/** What somebody looks for among runs. */
export interface RunWish {
  readonly appId?: string;
  readonly processId?: string;
  readonly parentRunId?: string;
  readonly status?: readonly RunStatus[];
  readonly trigger?: RunTrigger;
  /** Included. */
  readonly startedAfter?: Date;
  /** Not included. */
  readonly startedBefore?: Date;
  /** The name of an access token that it is parked on. */
  readonly token?: string;
  /** What the id begins with. */
  readonly idFrom?: string;
}

export interface RunFilter extends Omit<RunWish, 'appId'> {
  readonly tenantId: string;
  /** Absent: those of all apps. */
  readonly appIds?: readonly string[];
}

/** Above every character that an id has. */
const BEHIND_ALL = '~';

/** Runs that meet a filter, as `run`, in no order. */
export function searchRuns(manager: EntityManager, filter: RunFilter): SelectQueryBuilder<RunEntity> {
  const { tenantId, appIds, processId, parentRunId, status, trigger, startedAfter, startedBefore, idFrom } = filter;
  const query = manager.createQueryBuilder(RunEntity, 'run').where('run.tenantId = :tenantId', { tenantId });
  // PostgreSQL knows no empty list.
  if (appIds?.length === 0) query.andWhere('1 = 0');
  else if (appIds) query.andWhere('run.appId IN (:...appIds)', { appIds: [...appIds] });
  if (processId !== undefined) query.andWhere('run.processId = :processId', { processId });
  if (parentRunId !== undefined) query.andWhere('run.parentRunId = :parentRunId', { parentRunId });
  if (status) query.andWhere('run.status IN (:...status)', { status: [...status] });
  if (trigger !== undefined) query.andWhere('run.trigger = :trigger', { trigger });
  if (startedAfter) query.andWhere('run.startedAt >= :startedAfter', { startedAfter: startedAfter.toISOString() });
  if (startedBefore) query.andWhere('run.startedAt < :startedBefore', { startedBefore: startedBefore.toISOString() });
  if (idFrom !== undefined)
    query.andWhere('run.id >= :idFrom AND run.id < :idTo', { idFrom, idTo: idFrom + BEHIND_ALL });
  return filter.token === undefined ? query : parkedOn(query, filter.token);
}

function parkedOn(query: SelectQueryBuilder<RunEntity>, token: string): SelectQueryBuilder<RunEntity> {
  const waits = query.subQuery().select('wait.runId').from(RunWaitEntity, 'wait');
  waits.where('wait.tenantId = :tenantId AND wait.token = :token AND wait.signal IS NULL');
  return query.andWhere(`run.id IN ${waits.getQuery()}`, { token: parseName(token)?.folded ?? '' });
}
