import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Configuration } from '../../kernel/configuration.js';
import { newId } from '../../kernel/ids.js';
import { Database } from '../../modules/database/database.js';
import { RunRows } from './lifecycle/run-rows.js';
import { RunEntity, type Suspension } from './run.entity.js';
import type { RunTrigger } from './run-trigger.js';
import { inputTooLarge } from './runs.errors.js';

/** The longest input of a run, in bytes as JSON. */
export const MAX_INPUT_BYTES = 512 * 1024;

/** A run that somebody or something wants: of which version, why, and with what. */
export interface WantedStart extends Pick<RunEntity, 'tenantId' | 'appId' | 'processId' | 'version'> {
  readonly trigger: RunTrigger;
  /** The key, user or schedule. */
  readonly startedBy: string;
  readonly input: unknown;
  /** Of a run that a step of another one starts. */
  readonly inside?: Pick<RunEntity, 'parentRunId' | 'parentStep' | 'awaitedBy' | 'depth' | 'rootRunId'>;
  /** It begins suspended. */
  readonly suspension?: Suspension;
  /** Names what a schedule starts it for: there is never a second run of that name. */
  readonly occurrence?: string;
}

/** The one place where runs begin, whoever wants them: stored first, then the engine is told. */
@Injectable()
export class RunStarts {
  #whenStarted: (run: RunEntity) => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
    private readonly rows: RunRows,
    private readonly clock: Clock,
  ) {}

  /** Who is told that there is a run to perform, and gets a copy of its own. */
  onStarted(tell: (run: RunEntity) => void): void {
    this.#whenStarted = tell;
  }

  /** @throws run-input-too-large */
  start(wanted: WantedStart): Promise<RunEntity> {
    return this.database.write((manager) => this.startWithin(manager, wanted));
  }

  /** Within a transaction: the engine is told when it is committed. @throws run-input-too-large */
  async startWithin(manager: EntityManager, wanted: WantedStart): Promise<RunEntity> {
    const run = this.runOf(wanted);
    await this.rows.insert(manager, run);
    if (!wanted.suspension) {
      this.database.afterCommit(manager, () => this.#whenStarted(Object.assign(new RunEntity(), run)));
    }
    return run;
  }

  private runOf({ input, inside = OUTERMOST, occurrence, suspension, ...of }: WantedStart): RunEntity {
    const text = JSON.stringify(input ?? null);
    // What another run hands over was bounded when it was made.
    if (inside === OUTERMOST && Buffer.byteLength(text) > MAX_INPUT_BYTES) throw inputTooLarge(MAX_INPUT_BYTES);
    const now = this.clock.now();
    const run = Object.assign(new RunEntity(), of, inside);
    run.id = newId('run');
    run.engine = this.configuration.engine;
    run.segment = 0;
    run.occurrence = occurrence ?? null;
    run.input = text;
    run.suspension = suspension ?? null;
    run.status = suspension ? 'suspended' : 'running';
    run.startedAt = now;
    run.updatedAt = now;
    run.wakeAt = suspension ? null : now;
    return Object.assign(run, NOTHING_YET);
  }
}

const OUTERMOST = { parentRunId: null, parentStep: null, awaitedBy: null, depth: 0, rootRunId: null };

/** Of a run that begins. */
const NOTHING_YET = {
  output: null,
  problem: null,
  faultCauses: null,
  endedAt: null,
  told: 0,
  pauses: 0,
  pausedMs: null,
} as const;
