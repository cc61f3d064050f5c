import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import type { PagePlace } from '../../modules/api/cursor.js';
import { Database } from '../../modules/database/database.js';
import { GLOBAL_SCOPE } from '../../modules/tokens/token-scope.js';
import type { EngineName } from './engine-name.js';
import { RunRecordEntity } from './journal/run-record.entity.js';
import { RunWaitEntity } from './journal/run-wait.entity.js';
import { RunRows } from './lifecycle/run-rows.js';
import { recordsOf } from './rows/record-statements.js';
import { type DueRun, findRun, soonestRuns } from './rows/run-statements.js';
import { tellWait, toldWaitsOf, waitsOf } from './rows/wait-statements.js';
import { RunEntity } from './run.entity.js';
import { type RunFilter, searchRuns } from './run-search.js';

/** A wait of a run that was told to go on. */
export interface ToldWait {
  readonly runId: string;
  readonly seq: number;
  readonly value: unknown;
}

export interface DueClaim {
  readonly before: Date;
  readonly until: Date;
  readonly limit: number;
}

const NAMES_AT_ONCE = 200;

/** Rows of runs and of their journals. */
@Injectable()
export class RunsRepository {
  constructor(
    private readonly database: Database,
    /** By which alone runs are changed. */
    readonly rows: RunRows,
  ) {}

  async find(tenantId: string, id: string): Promise<RunEntity | undefined> {
    return (await this.database.reader.findOneBy(RunEntity, { id, tenantId })) ?? undefined;
  }

  /** What a step of that run has started. */
  async findInner(parentRunId: string, parentStep: string): Promise<RunEntity | undefined> {
    return (await this.database.reader.findOneBy(RunEntity, { parentRunId, parentStep })) ?? undefined;
  }

  /** How many of the runs inside that one are under way. */
  countUnderWay(rootRunId: string): Promise<number> {
    return this.database.reader.countBy(RunEntity, { rootRunId, endedAt: IsNull() });
  }

  load(id: string): Promise<RunEntity | undefined> {
    return findRun(this.database.reader, id);
  }

  /** The newest first. */
  list(filter: RunFilter, { after, limit }: PagePlace): Promise<RunEntity[]> {
    const query = searchRuns(this.database.reader, filter).orderBy('run.id', 'DESC').limit(limit);
    if (after !== undefined) query.andWhere('run.id < :after', { after });
    return query.getMany();
  }

  /** The whole journal, for a replay. */
  records(runId: string): Promise<RunRecordEntity[]> {
    return recordsOf(this.database.reader, runId);
  }

  /** How many lines a run's journal has. */
  journalLength(runId: string): Promise<number> {
    return this.database.reader.countBy(RunRecordEntity, { runId });
  }

  /** A page of the journal: steps, waits and tasks in the order they happened. */
  recordPage(runId: string, { after, limit }: PagePlace): Promise<RunRecordEntity[]> {
    return this.database.reader
      .createQueryBuilder(RunRecordEntity, 'record')
      .addSelect('record.input')
      .where('record.runId = :runId', { runId })
      .andWhere('record.seq > :after', { after: Number.parseInt(after ?? '-1', 10) })
      .orderBy('record.seq', 'ASC')
      .limit(limit)
      .getMany();
  }

  /** Runs that the embedded engine has something to do for, now or later: the soonest of them, in their order. */
  soonest(): Promise<DueRun[]> {
    return soonestRuns(this.database.reader, 'embedded');
  }

  /** Those of another engine that have been due for a while; they are not due again until an instant. */
  async claimDue(engine: EngineName, { before, until, limit }: DueClaim): Promise<string[]> {
    const select = { id: true, wakeAt: true } as const;
    const due = { wakeAt: LessThanOrEqual(before), engine, endedAt: IsNull() };
    const runs = await this.database.reader.find(RunEntity, {
      select,
      where: due,
      order: { wakeAt: 'ASC' },
      take: limit,
    });
    if (runs.length === 0) return [];
    return this.database.write(async (manager) => {
      const claimed: string[] = [];
      for (const { id } of runs) {
        const { affected } = await manager.update(RunEntity, { ...due, id }, { wakeAt: until });
        if (affected === 1) claimed.push(id);
      }
      return claimed;
    });
  }

  /** Whether runs that have not ended belong to another engine than this. */
  hasOthers(engine: EngineName): Promise<boolean> {
    return this.database.reader.existsBy(RunEntity, { engine: Not(engine), endedAt: IsNull() });
  }

  /** What a run waits for, in the order it began. */
  waitsOf(runId: string): Promise<RunWaitEntity[]> {
    return waitsOf(this.database.reader, runId);
  }

  /** What these runs wait for, in the order it began. */
  waits(runIds: readonly string[]): Promise<RunWaitEntity[]> {
    const where = { runId: In([...runIds]) };
    return this.database.reader.find(RunWaitEntity, { where, order: { since: 'ASC', seq: 'ASC' } });
  }

  /** Waits that have been told something and have not taken it. */
  toldWaits(runId: string): Promise<RunWaitEntity[]> {
    return toldWaitsOf(this.database.reader, runId);
  }

  /** Waits for tokens of these names, of whatever tenant. */
  async parkedOn(names: readonly string[]): Promise<RunWaitEntity[]> {
    const waits: RunWaitEntity[] = [];
    for (let from = 0; from < names.length; from += NAMES_AT_ONCE) {
      const where = { token: In(names.slice(from, from + NAMES_AT_ONCE)), signal: IsNull() };
      waits.push(...(await this.database.reader.findBy(RunWaitEntity, where)));
    }
    return waits;
  }

  /** Waits for a token that has changed since they began: whoever was to tell them did not. */
  overtakenWaits(limit: number): Promise<RunWaitEntity[]> {
    const sameToken = '"token"."tenantId" = "wait"."tenantId" AND "token"."nameFolded" = "wait"."token"';
    const inReach = '("token"."scopeKey" = :global OR "token"."scopeKey" = "wait"."appId")';
    const changed = `${sameToken} AND ${inReach} AND "token"."changedAt" > "wait"."since"`;
    // From the waits to their tokens: a join may go over all tokens instead, of which there are far more.
    return this.database.reader
      .createQueryBuilder(RunWaitEntity, 'wait')
      .where("wait.token > '' AND wait.signal IS NULL")
      .andWhere(`EXISTS (SELECT 1 FROM "access_token" "token" WHERE ${changed})`, { global: GLOBAL_SCOPE })
      .limit(limit)
      .getMany();
  }

  /** Tells a wait to go on, and makes its run due. False when it was told already, or is over. */
  tell(told: ToldWait, now: Date): Promise<boolean> {
    return this.database.write((manager) => this.tellWait(manager, told, now));
  }

  /** Tells whatever in these runs waits for events, within the transaction that brings one. */
  async tellListeners(manager: EntityManager, runIds: readonly string[], now: Date): Promise<ToldWait[]> {
    if (runIds.length === 0) return [];
    const where = { runId: In([...runIds]), kind: 'event', signal: IsNull() } as const;
    const waits = await manager.find(RunWaitEntity, { where, order: { runId: 'ASC', seq: 'ASC' } });
    const told: ToldWait[] = [];
    for (const { runId, seq } of waits) {
      const wait = { runId, seq, value: true };
      if (await this.tellWait(manager, wait, now)) told.push(wait);
    }
    return told;
  }

  /** Within a transaction. False when it was told already, or its run has ended; a suspended one takes it when resumed. */
  async tellWait(manager: EntityManager, told: ToldWait, now: Date): Promise<boolean> {
    const { runId: id, value } = told;
    if (!(await tellWait(manager, told, JSON.stringify(value ?? null)))) return false;
    const going = { status: 'running', wakeAt: now, updatedAt: now } as const;
    const isGoing = await this.rows.change(manager, { id, isGoing: true }, going);
    return isGoing !== undefined || manager.existsBy(RunEntity, { id, endedAt: IsNull() });
  }
}
