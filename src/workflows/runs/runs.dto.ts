import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../modules/api/requests/optional.validator.js';
import type { StepOutcome, TokenTrace } from '../runtime/ports.js';
import { dueTime } from '../schedules/occurrence.js';
import { shownInput } from './journal/inputs/kept-input.js';
import type { RunRecordEntity } from './journal/run-record.entity.js';
import type { RunWaitEntity } from './journal/run-wait.entity.js';
import { type KeptNote, readNote } from './journal/task-note.js';
import type { RunEntity, Suspension } from './run.entity.js';
import type { RunStatus } from './run-status.js';
import { RUN_TRIGGERS, type RunTrigger } from './run-trigger.js';
import { stepOf } from './step-name.js';

export class StartRunRequest {
  /** Any JSON value; what the process sees as its input. */
  @MayBeAbsent()
  input?: unknown;
}

export class DecideRequest {
  /** `retry`: do the step again; `skip`: it had its effect, go on with this output; `fail`: let it be an error. */
  @IsIn(['retry', 'skip', 'fail'])
  decision!: 'retry' | 'skip' | 'fail';

  /** Which step, when several ask. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(2000)
  step?: string;

  /** Only with `skip`: what the step would have given. */
  @MayBeAbsent()
  output?: unknown;
}

export class WaitView {
  /** `time`, `token`, `event`, `run` or `unknown-outcome`. */
  kind!: string;
  /** The step that waits. */
  step!: string;
  /** The access token that somebody has to mend. */
  token?: string;
  /** The run that it waits for. */
  runId?: string;
  code?: string;
  message?: string;
  since!: Date;
  until?: Date;
  /** By when a person should have helped; then `run.escalated` is told, and it goes on waiting. */
  deadline?: Date;
  /** When that was told. */
  escalatedAt?: Date;

  static of({ kind, name, reason, since, dueAt, deadline, escalatedAt }: RunWaitEntity): WaitView {
    return {
      ...{ kind, step: stepOf(name), since },
      ...(reason && { code: reason.code, message: reason.message }),
      ...(reason?.token !== undefined && { token: reason.token }),
      ...(reason?.runId !== undefined && { runId: reason.runId }),
      ...(dueAt && { until: dueAt }),
      ...(deadline && { deadline }),
      ...(escalatedAt && { escalatedAt }),
    };
  }
}

export class SuspensionView {
  since!: Date;
  /** The key of whoever suspended it. */
  by!: string;
  reason?: string;
  /** It was suspended with this run, which waits for it, and is resumed with it. */
  withRunId?: string;
}

export class RunView {
  id!: string;
  appId!: string;
  processId!: string;
  version!: number;
  status!: RunStatus;
  /** The run of which a step started it. */
  parentRunId?: string;
  input?: unknown;
  output?: unknown;
  /** The problem details that ended a faulted run. */
  problem?: unknown;
  /** Of a suspended run. */
  suspension?: SuspensionView;
  /** What it waits for; branches of a fork may wait for several things. */
  waits!: WaitView[];
  /** What made it begin: a key or a user, a time or events of its schedule, or a step of another run. */
  @ApiProperty({ enum: RUN_TRIGGERS })
  trigger!: RunTrigger;
  /** The key, user or schedule. */
  startedBy!: string;
  /** The time of the schedule that it began for; `startedAt` is later when the server was away. */
  dueAt?: Date;
  startedAt!: Date;
  updatedAt!: Date;
  endedAt?: Date;

  static of(run: RunEntity, waits: readonly RunWaitEntity[] = []): RunView {
    const { id, appId, processId, version, status, input, trigger, startedBy, startedAt, updatedAt } = run;
    return {
      ...{ id, appId, processId, version, status, trigger, startedBy, startedAt, updatedAt },
      input: JSON.parse(input),
      ...(run.parentRunId !== null && { parentRunId: run.parentRunId }),
      ...(run.trigger === 'schedule' && run.occurrence !== null && { dueAt: dueTime(run.occurrence) }),
      ...(run.status === 'suspended' && run.suspension && { suspension: suspensionOf(run.suspension) }),
      waits: waits.map(WaitView.of),
      ...(status === 'completed' && { output: JSON.parse(run.output ?? 'null') }),
      ...(run.problem && { problem: run.problem }),
      ...(run.endedAt && { endedAt: run.endedAt }),
    };
  }
}

function suspensionOf({ since, ...others }: Suspension): SuspensionView {
  return { ...others, since: new Date(since) };
}

export class RunPage {
  items!: RunView[];
  nextCursor?: string;
}

/** The state of the access token that served a step. */
export class StepTokenView {
  name!: string;
  @ApiProperty({ enum: ['global', 'app'] })
  scope!: TokenTrace['scope'];
  generation!: number;
}

/** How far a step under way has come. */
export class StepProgressView {
  done!: number;
  total?: number;
  /** The vendor's word for what goes on. */
  state?: string;
}

export class StepView {
  /** Unique in the run, but for what a retry does anew: the place with iterations, attempts and visits. */
  name!: string;
  /** The place in the definition, such as `/do/2/upload`. */
  path!: string;
  /** `step`, `sleep`, `signal`, or the kind of a task without outside effect. */
  kind!: string;
  attempt!: number;
  action?: string;
  /** Which access token it used: name, scope and generation. */
  token?: StepTokenView;
  /** `done`, `failed`, `retry`, `parked`, `timed-out`, `abandoned`, `unknown`, or `under-way`. */
  outcome!: string;
  /** Of a step under way, where its action tells; only at the server that performs the run. */
  progress?: StepProgressView;
  /**
   * What it asked for, once its templates were filled: of an action the inputs, of a request method, address, headers and
   * body, of an event that itself, of a run the process and its input. Values whose names say that they are secrets are `[hidden]`.
   */
  input?: unknown;
  /** Characters of the whole as JSON, when `input` is only its beginning, as text. */
  inputLength?: number;
  /** It repeated the credential of its access token, and nobody gets to see it. */
  inputWithheld?: true;
  output?: unknown;
  problem?: unknown;
  startedAt!: Date;
  endedAt?: Date;
  /** When the run was retried, and this happened anew. */
  retriedAt?: Date;

  static of(record: RunRecordEntity, progress?: StepProgressView): StepView {
    const { name, path, kind, attempt, action, token, startedAt, endedAt, retriedAt } = record;
    return {
      ...{ name, path, attempt, startedAt },
      kind: kind === 'task' ? readNote(record.outcome).kind : kind,
      ...shownInput(record.input),
      ...outcomeOf(record),
      ...(record.outcome === null && progress && { progress }),
      ...(action !== null && { action }),
      ...(token && { token }),
      ...(endedAt && { endedAt }),
      ...(retriedAt && { retriedAt }),
    };
  }
}

export class StepPage {
  items!: StepView[];
  nextCursor?: string;
}

function outcomeOf({ kind, endedAt, outcome }: RunRecordEntity): Pick<StepView, 'outcome' | 'output' | 'problem'> {
  if (!endedAt) return { outcome: 'under-way' };
  if (kind !== 'step') return noteOutcome(kind === 'task' ? readNote(outcome) : undefined);
  const step = JSON.parse(outcome ?? '{}') as StepOutcome;
  return {
    outcome: step.kind,
    ...(step.kind === 'done' && { output: step.output }),
    ...('problem' in step && { problem: step.problem }),
    ...(step.kind === 'parked' && { problem: step.reason }),
  };
}

function noteOutcome(note: KeptNote | undefined): Pick<StepView, 'outcome' | 'problem'> {
  return note?.problem ? { outcome: 'failed', problem: note.problem } : { outcome: 'done' };
}
