import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type EntityManager, IsNull } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../modules/database/database.js';
import { lockRow } from '../../../modules/database/lock-row.js';
import { EventsService } from '../../../modules/events/events.service.js';
import { ProcessEntity } from '../../processes/process.entity.js';
import { RunWaitEntity } from '../journal/run-wait.entity.js';
import { RunEntity } from '../run.entity.js';
import { stepOf } from '../step-name.js';

/** Milliseconds. */
const LOOK_EVERY = 5_000;
const AT_MOST = 200;

/**
 * Tells, once for each wait, that a run has waited for a person until its deadline. It goes on waiting: a dead token
 * parks, it does not kill. Every replica looks; the wait's row decides who tells.
 */
@Injectable()
export class ParkEscalation {
  readonly #logger = new Logger(ParkEscalation.name);

  constructor(
    private readonly database: Database,
    private readonly events: EventsService,
    private readonly clock: Clock,
  ) {}

  @Interval(LOOK_EVERY)
  async look(): Promise<void> {
    try {
      for (const wait of await this.#overdue()) await this.database.write((manager) => this.#escalate(manager, wait));
    } catch (error) {
      this.#logger.warn(`Parked runs were not escalated: ${String(error)}`);
    }
  }

  /** A suspended run is stopped on purpose: its deadline stands still. */
  #overdue(): Promise<RunWaitEntity[]> {
    const now = this.clock.now().toISOString();
    return this.database.reader
      .createQueryBuilder(RunWaitEntity, 'wait')
      .innerJoin(RunEntity, 'run', `run.id = wait.runId AND run.endedAt IS NULL AND run.status <> 'suspended'`)
      .where('wait.escalatedAt IS NULL AND wait.deadline <= :now AND wait.signal IS NULL', { now })
      .orderBy('wait.deadline', 'ASC')
      .limit(AT_MOST)
      .getMany();
  }

  async #escalate(manager: EntityManager, { runId, seq }: RunWaitEntity): Promise<void> {
    const run = await lockRow(manager, RunEntity, { id: runId });
    if (!run || run.endedAt || run.status === 'suspended') return;
    const place = { runId, seq, signal: IsNull(), escalatedAt: IsNull() };
    const { affected } = await manager.update(RunWaitEntity, place, { escalatedAt: this.clock.now() });
    if (affected !== 1) return;
    const wait = await manager.findOneByOrFail(RunWaitEntity, { runId, seq });
    const process = await manager.findOneBy(ProcessEntity, { id: run.processId });
    const { tenantId, appId, processId } = run;
    await this.events.record(manager, {
      ...{ tenantId, appId, type: 'run.escalated' },
      subject: { kind: 'parked-run', id: runId, name: process?.name ?? processId },
      data: { processId, ...factsOf(wait) },
    });
  }
}

function factsOf({ kind, name, reason, since, deadline }: RunWaitEntity): Readonly<Record<string, string>> {
  return {
    ...{ kind, step: stepOf(name), since: since.toISOString() },
    ...(deadline && { deadline: deadline.toISOString() }),
    ...(reason && { code: reason.code }),
    ...(reason?.token !== undefined && { token: reason.token }),
  };
}
