import { Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import { Database } from '../../../modules/database/database.js';
import { RunRecordEntity } from '../journal/run-record.entity.js';
import { RunWaitEntity } from '../journal/run-wait.entity.js';
import { RunEntity } from '../run.entity.js';
import { type RunFilter, searchRuns } from '../run-search.js';

/** All but the data of a run, which may be large and does not change. */
const SHOWN = [
  ...['id', 'appId', 'processId', 'version', 'status', 'parentRunId', 'problem', 'startedAt', 'updatedAt', 'endedAt'],
].map((column) => `run.${column}`);

/** What watchers of runs read, again and again: little each time. */
@Injectable()
export class WatchedRuns {
  constructor(private readonly database: Database) {}

  /** How a run stands; undefined when it is gone. */
  async state(id: string): Promise<{ run: RunEntity; waits: RunWaitEntity[] } | undefined> {
    const { reader } = this.database;
    const run = await reader.createQueryBuilder(RunEntity, 'run').select(SHOWN).where('run.id = :id', { id }).getOne();
    if (!run) return undefined;
    const waits = run.endedAt ? [] : await reader.find(RunWaitEntity, { where: { runId: id }, order: { seq: 'ASC' } });
    return { run, waits };
  }

  /** Lines of the journal behind a number, and those that were open when they were last read. */
  recordsSince(
    runId: string,
    { after, open, limit }: { readonly after: number; readonly open: readonly number[]; readonly limit: number },
  ): Promise<RunRecordEntity[]> {
    return this.database.reader
      .createQueryBuilder(RunRecordEntity, 'record')
      .addSelect('record.input')
      .where('record.runId = :runId', { runId })
      .andWhere(
        new Brackets((either) => {
          either.where('record.seq > :after', { after });
          if (open.length > 0) either.orWhere('record.seq IN (:...open)', { open: [...open] });
        }),
      )
      .orderBy('record.seq', 'ASC')
      .limit(limit + open.length)
      .getMany();
  }

  /** Runs that changed at an instant or later, in the order they did. @param after the id to go on behind, at that instant */
  movedSince(
    filter: RunFilter,
    { at, after, limit }: { readonly at: Date; readonly after: string; readonly limit: number },
  ): Promise<RunEntity[]> {
    return searchRuns(this.database.reader, filter)
      .select(SHOWN)
      .andWhere('(run.updatedAt > :at OR (run.updatedAt = :at AND run.id > :after))', { at: at.toISOString(), after })
      .orderBy('run.updatedAt', 'ASC')
      .addOrderBy('run.id', 'ASC')
      .limit(limit)
      .getMany();
  }
}
