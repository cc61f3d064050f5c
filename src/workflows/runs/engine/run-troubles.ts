import { Injectable, Logger } from '@nestjs/common';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Clock } from '../../../kernel/clock.js';
import { isDatabaseTrouble } from '../../../modules/database/connection/database-away.js';
import { Database } from '../../../modules/database/database.js';
import type { Tenure } from '../../../modules/database/place/tenure.js';
import { Metrics } from '../../../modules/metrics/metrics.js';
import { problemOf } from '../../runtime/problem-details.js';
import type { RunEntity } from '../run.entity.js';
import { RunEnding } from '../run-ending.js';
import { RunsRepository } from '../runs.repository.js';

/** How long a run is left alone after each error that nobody foresaw; after one more it faults. Milliseconds. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 16_000];
/** While the database is in trouble. */
const REST_MS = 5_000;
/** Troubled runs that are remembered. */
const KEPT = 10_000;

/** A run as whoever performs it knows it: of one that somebody else performs by now, nothing is said. */
export interface TroubledRun {
  readonly id: string;
  readonly segment?: number;
  readonly tenure?: Tenure;
}

interface Met {
  readonly times: number;
  /** How long the run's journal was. */
  readonly length: number;
}

/**
 * What becomes of a run that was interrupted by an error which no rule foresees: a fault of ours, data that cannot be
 * read. It is tried again a few times where it was, and then faults, so that somebody hears of it; its retry goes on at
 * the same place. That the database is in trouble is no such error, and is waited for as long as it takes. Counted in
 * this process: another one begins anew.
 */
@Injectable()
export class RunTroubles {
  readonly #logger = new Logger('Runs');
  readonly #met = new Map<string, Met>();

  constructor(
    private readonly runs: RunsRepository,
    private readonly ending: RunEnding,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /** Milliseconds until it is to be tried again; undefined when it has faulted. Never rejects. */
  async interrupted(run: TroubledRun, error: unknown): Promise<number | undefined> {
    const { id } = run;
    const mayPass = isPassing(error);
    this.metrics.count('run_interruptions', mayPass ? 'database' : 'unforeseen');
    try {
      const times = mayPass ? 0 : await this.#count(id);
      const pauseMs = times === 0 ? REST_MS : PAUSES_MS[times - 1];
      if (pauseMs === undefined) return await this.#end(run, error);
      this.#logger.error(`Run ${id} was interrupted and will be tried again: ${String(error)}`);
      return pauseMs;
    } catch (trouble) {
      this.#logger.error(`Run ${id} was interrupted and will be tried again: ${String(error)}; ${String(trouble)}`);
      return REST_MS;
    }
  }

  /** It went on. */
  forget(id: string): void {
    this.#met.delete(id);
  }

  /** How often at the same place. */
  async #count(id: string): Promise<number> {
    const length = await this.runs.journalLength(id);
    const before = this.#met.get(id);
    const times = before?.length === length ? before.times + 1 : 1;
    this.#met.delete(id);
    this.#met.set(id, { times, length });
    const oldest = this.#met.keys().next();
    if (this.#met.size > KEPT && !oldest.done) this.#met.delete(oldest.value);
    return times;
  }

  async #end({ id, segment, tenure }: TroubledRun, error: unknown): Promise<undefined> {
    const at = this.clock.now();
    const place = { id, isGoing: true, ...(segment !== undefined && { segment }) } as const;
    const next: Partial<RunEntity> = segment === undefined ? {} : { segment: segment + 1 };
    const end = { status: 'faulted', problem: PROBLEM, faultCauses: [], updatedAt: at, endedAt: at } as const;
    const hasEnded = await this.database.write(async (manager) => {
      if (tenure && !(await tenure.covers(manager))) return false;
      return this.ending.end(manager, place, { ...next, ...end });
    });
    this.#met.delete(id);
    if (hasEnded) this.#logger.error(`Run ${id} has faulted after ${PAUSES_MS.length + 1} tries: ${describe(error)}`);
  }
}

const PROBLEM = problemOf(
  'runtime',
  '/',
  `An error that Latchkey does not foresee has interrupted the run ${PAUSES_MS.length + 1} times at the same place. The log of the server tells it, by the id of the run: report it. A retry of the run goes on there.`,
);

/** What says of itself that it passes, is waited for. */
function isPassing(error: unknown): boolean {
  return isDatabaseTrouble(error) || (error instanceof BrokerError && error.remedy === 'wait');
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
