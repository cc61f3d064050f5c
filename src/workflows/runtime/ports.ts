import type { ProcessName } from './definition.js';
import type { CloudEvent } from './events/cloud-event.js';
import type { ProblemDetails } from './problem-details.js';
import type { StepInput } from './step-input.js';

/**
 * What the interpreter needs of whatever carries it: an embedded journal or a durable engine. A few verbs; everything
 * else that differs between carriers stays behind them.
 */
export interface EnginePort {
  /** The run's id. */
  readonly runId: string;
  /** The instant of the latest recorded outcome, or of the start: the same in a replay. */
  now(): Date;
  /** Milliseconds of the run's own time up to `now`: what it spent parked, suspended or faulted does not count. */
  elapsed(): number;
  /** From 0 to below 1; the same for the same name in a replay. */
  random(name: string): number;
  /**
   * Runs a step once and records its outcome before returning it; in a replay returns the record. When it is unknown
   * whether an earlier try had its effect and it may not be repeated, the outcome is `unknown`.
   */
  run(step: StepFacts, work: (signal: AbortSignal) => Promise<StepOutcome>): Promise<StepOutcome>;
  /** Returns after that time, also when the server was away meanwhile. */
  sleep(name: string, ms: number): Promise<void>;
  /**
   * Waits until somebody signals that name; the run is shown as waiting for that reason. Null when the limit in
   * milliseconds has passed first.
   */
  waitForSignal(name: string, reason: WaitReason, limitMs?: number): Promise<unknown>;
  /**
   * Performs branches side by side, each on a port with a time of its own. All results in the order of the branches; or,
   * as soon as one is decisive, that one alone: the others are abandoned. A replay sees the same.
   */
  fork<T>(name: string, fork: Fork<T>): Promise<readonly T[]>;
  /** For watchers only, never read back: a task without outside effect has ended, or any task has failed. */
  note(task: TaskNote): void;
}

export interface Fork<T> {
  /** At least one. */
  readonly branches: readonly ((port: EnginePort) => Promise<T>)[];
  isDecisive(result: T): boolean;
}

export interface StepFacts {
  /** Unique in the run: the place in the definition with iterations, attempts and visits. */
  readonly name: string;
  /** The place in the definition, such as `/do/2/upload`. */
  readonly path: string;
  /** From 1. */
  readonly attempt: number;
  /** Whether it may run again when the outcome of an earlier try got lost. */
  readonly isRepeatable: boolean;
  /** The signal of `work` aborts after that many milliseconds. */
  readonly timeLimitMs?: number;
  readonly token?: string;
  readonly action?: string;
  readonly input?: StepInput;
}

/** How a step ended. Recorded: never holds a secret. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly output: unknown; readonly token?: TokenTrace }
  | { readonly kind: 'failed'; readonly problem: ProblemDetails; readonly token?: TokenTrace }
  /** A passing fault: try again after that many milliseconds. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly problem: ProblemDetails; readonly token?: TokenTrace }
  | { readonly kind: 'parked'; readonly reason: WaitReason; readonly token?: TokenTrace }
  | { readonly kind: 'timed-out' }
  /** Another branch decided the fork meanwhile. Comes back only when the run is retried and the fork is open again. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'unknown'; readonly message?: string; readonly token?: TokenTrace };

/** Which token a step used; proves that a change was in force. */
export interface TokenTrace {
  readonly name: string;
  readonly scope: 'global' | 'app';
  readonly generation: number;
}

/** Why a run waits for somebody or something, for people. */
export interface WaitReason {
  readonly kind: 'token' | 'unknown-outcome' | 'event' | 'run';
  /** Whose line it waits at, and which event of it was the last that it took. */
  readonly listening?: { readonly name: string; readonly after: number };
  /** The run that it waits for. */
  readonly runId?: string;
  readonly token?: string;
  readonly code: string;
  readonly message: string;
}

/** What a person decides about a step with unknown outcome. */
export type UnknownOutcomeDecision =
  | { readonly decision: 'retry' }
  | { readonly decision: 'skip'; readonly output?: unknown }
  | { readonly decision: 'fail' };

export interface TaskNote {
  readonly name: string;
  readonly path: string;
  readonly kind: string;
  /** Why it failed; absent when it is done. */
  readonly problem?: ProblemDetails;
}

/**
 * What the house gives a step. The token is resolved inside, at that moment, and never part of an answer.
 *
 * @throws BrokerError whose remedy says whether the step is tried again, parked, or has failed
 */
export interface StepActions {
  callHttp(call: HttpCall, context: StepContext): Promise<StepAnswer<HttpAnswer>>;
  callAction(call: ActionCall, context: StepContext): Promise<StepAnswer<unknown>>;
  /** Whether an action may be repeated when its outcome is unknown. */
  isRepeatable(action: string): boolean;
  readonly events: EventActions;
  readonly processes: ProcessActions;
}

/** What a run does with other processes of its app. */
export interface ProcessActions {
  /** Starts a run; one and the same however often the step is repeated. Its id. */
  start(wanted: WantedRun): Promise<string>;
  /** How it has ended; undefined while it is under way. */
  endOf(runId: string): Promise<InnerEnd | undefined>;
}

export interface WantedRun {
  readonly process: ProcessName;
  readonly input: unknown;
  /** The wait that is told when it ends; it ends with its starter. Absent: nobody waits, and it goes its own way. */
  readonly awaitedBy?: string;
  /** Names it among those that this run starts. */
  readonly step: string;
}

export type InnerEnd =
  | { readonly status: 'completed'; readonly output: unknown }
  | { readonly status: 'faulted'; readonly problem: ProblemDetails }
  | { readonly status: 'cancelled' };

/** What a run does with the events of its app. */
export interface EventActions {
  /** Tells the app an event; the same one a second time does nothing. */
  publish(event: CloudEvent): Promise<void>;
  /** From now on events wait in the line of that name; only of these types, if they are given. */
  listen(name: string, types: readonly string[] | undefined): Promise<void>;
  /** What stands in the line after a position, the first ones in order; what is before it is not asked for again. */
  after(name: string, position: number): Promise<readonly { readonly position: number; readonly event: CloudEvent }[]>;
  stopListening(name: string): Promise<void>;
}

export interface StepContext {
  readonly runId: string;
  readonly step: string;
  readonly path: string;
  /** Aborts when the time limit of the task is over. */
  readonly signal: AbortSignal;
  /** As people see it. */
  readonly input?: StepInput;
}

export interface StepAnswer<T> {
  readonly output: T;
  readonly token?: TokenTrace;
}

export interface HttpCall {
  readonly method: string;
  /** Absolute, or relative to the base address of the token. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string;
  /** What the data of the run says; never together with a token, never recorded. */
  readonly basic?: { readonly username: string; readonly password: string };
  readonly followRedirects: boolean;
}

/** Status codes are judged by the interpreter, not by the house. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** As received. */
  readonly body: Uint8Array;
  /** What was sent, without credentials. */
  readonly request: {
    readonly method: string;
    readonly uri: string;
    readonly headers: Readonly<Record<string, string>>;
  };
}

export interface ActionCall {
  /** Such as `dropbox.listFolder`. */
  readonly action: string;
  readonly token: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}
