import type { JqProgram } from './expressions/jq-program.js';

/** An ISO 8601 text, `${ }` that gives one, or its parts. */
export type Duration = string | DurationParts;
export interface DurationParts {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

export interface SchemaHolder {
  readonly schema?: { readonly document: unknown; readonly resource?: ExternalResource };
}
/** What is read from outside at publish, and stands in `document` afterwards. */
export interface ExternalResource {
  readonly endpoint: string | { readonly uri: string };
}
/** An expression, or an object in which strings may be expressions. */
export type Transformation = string | Readonly<Record<string, unknown>>;
export type InputSpec = SchemaHolder & { readonly from?: Transformation };
export type OutputSpec = SchemaHolder & { readonly as?: Transformation };
export type TimeoutSpec = string | { readonly after: Duration };

export interface TaskBase {
  readonly if?: string;
  readonly input?: InputSpec;
  readonly output?: OutputSpec;
  readonly export?: OutputSpec;
  readonly timeout?: TimeoutSpec;
  readonly then?: string;
}

export interface DoTask extends TaskBase {
  readonly do: TaskList;
}
export interface SetTask extends TaskBase {
  readonly set: Transformation;
}
export interface SwitchTask extends TaskBase {
  readonly switch: readonly Readonly<Record<string, SwitchCase>>[];
}
export interface SwitchCase {
  readonly when?: string;
  readonly then: string;
}
export interface ForTask extends TaskBase {
  readonly for: { readonly each?: string; readonly in: string; readonly at?: string };
  readonly while?: string;
  readonly do: TaskList;
}
export interface ForkTask extends TaskBase {
  readonly fork: { readonly branches: TaskList; readonly compete?: boolean };
}
export interface EmitTask extends TaskBase {
  readonly emit: { readonly event: { readonly with: Readonly<Record<string, unknown>> } };
}
export interface ListenTask extends TaskBase {
  readonly listen: { readonly to: EventStrategy; readonly read?: 'data' | 'envelope' | 'raw' };
  readonly foreach?: EventIterator;
}
/** Which events end the listening: one, each of several, or any of several, until something is true or has come. */
export interface EventStrategy {
  readonly one?: EventFilter;
  readonly all?: readonly EventFilter[];
  readonly any?: readonly EventFilter[];
  readonly until?: string | EventStrategy;
}
export interface EventFilter {
  readonly with: Readonly<Record<string, unknown>>;
  readonly correlate?: Readonly<Record<string, { readonly from: string; readonly expect?: string }>>;
}
export interface EventIterator {
  readonly item?: string;
  readonly at?: string;
  readonly do?: TaskList;
  readonly output?: OutputSpec;
  readonly export?: OutputSpec;
}
export interface TryTask extends TaskBase {
  readonly try: TaskList;
  readonly catch: CatchSpec;
}
export interface CatchSpec {
  readonly errors?: { readonly with?: Readonly<Record<string, unknown>> };
  readonly as?: string;
  readonly when?: string;
  readonly exceptWhen?: string;
  readonly retry?: string | RetryPolicy;
  readonly do?: TaskList;
}
export interface RetryPolicy {
  readonly when?: string;
  readonly exceptWhen?: string;
  readonly delay?: Duration;
  readonly backoff?: { readonly constant?: object; readonly linear?: object; readonly exponential?: object };
  readonly limit?: {
    readonly attempt?: { readonly count?: number; readonly duration?: Duration };
    readonly duration?: Duration;
  };
  readonly jitter?: { readonly from: Duration; readonly to: Duration };
}
export interface RaiseTask extends TaskBase {
  readonly raise: { readonly error: string | ErrorSpec };
}
export interface ErrorSpec {
  readonly type: string;
  readonly status: number;
  readonly instance?: string;
  readonly title?: string;
  readonly detail?: string;
}
export interface WaitTask extends TaskBase {
  readonly wait: Duration;
}
export interface CallTask extends TaskBase {
  /** `http`, `openapi`, the name of a function, or an action such as `dropbox.listFolder`. */
  readonly call: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
/** Runs another process of the same app. */
export interface RunTask extends TaskBase {
  readonly run: { readonly workflow: ProcessName & { readonly input?: unknown }; readonly await?: boolean };
}
/** A process by the head of its definition; the version `latest` is the one that was published last. */
export interface ProcessName {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
}
/** The arguments of `call: http`. */
export interface HttpArguments {
  readonly method: string;
  readonly endpoint: string | { readonly uri: string; readonly authentication?: Authentication };
  readonly headers?: string | Readonly<Record<string, unknown>>;
  readonly query?: string | Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly output?: 'raw' | 'content' | 'response';
  readonly redirect?: boolean;
}

/** The name of an access token, or what the data says: a definition holds no secret of its own. */
export type Authentication =
  | { readonly use: string }
  | { readonly basic: { readonly username: string; readonly password: string } };

/** The arguments of `call: openapi`. */
export interface OpenApiArguments extends Pick<HttpArguments, 'output' | 'redirect'> {
  readonly document: { readonly endpoint: string | { readonly uri: string } };
  readonly operationId: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly authentication?: Authentication;
}

export type Task =
  | DoTask
  | SetTask
  | SwitchTask
  | ForTask
  | ForkTask
  | EmitTask
  | ListenTask
  | TryTask
  | RaiseTask
  | RunTask
  | WaitTask
  | CallTask;
export type TaskItem = Readonly<Record<string, Task>>;
export type TaskList = readonly TaskItem[];

/** When runs begin by themselves: one of these. */
export interface ScheduleSpec {
  readonly every?: Duration;
  /** Five fields, in UTC. */
  readonly cron?: string;
  /** So long after the end of the run before. */
  readonly after?: Duration;
  readonly on?: EventStrategy;
}

/** A definition as written, once it is known to be well-formed. */
export interface Workflow {
  readonly document: {
    readonly dsl: string;
    readonly namespace: string;
    readonly name: string;
    readonly version: string;
  };
  readonly input?: InputSpec;
  readonly output?: OutputSpec;
  readonly timeout?: TimeoutSpec;
  readonly schedule?: ScheduleSpec;
  readonly use?: {
    readonly errors?: Readonly<Record<string, ErrorSpec>>;
    readonly retries?: Readonly<Record<string, RetryPolicy>>;
    readonly timeouts?: Readonly<Record<string, { readonly after: Duration }>>;
    /** Calls with a name of their own; what a task gives them in `with` is their input. */
    readonly functions?: Readonly<Record<string, CallTask>>;
  };
  readonly do: TaskList;
}

/** A task that names an access token. */
export interface TokenUse {
  /** The task's place in the definition, such as `/do/2/upload`. */
  readonly path: string;
  /** The name as written. */
  readonly token: string;
  /** Such as `dropbox.listFolder`; absent for `call: http`. */
  readonly action?: string;
}

/** A definition that can be run. */
export interface Definition {
  readonly workflow: Workflow;
  readonly program: JqProgram;
  readonly uses: readonly TokenUse[];
  /** The texts of its external schemas, by address. */
  readonly schemas: Readonly<Record<string, string>>;
}

/** Which member makes a task what it is. `do` comes last: a `for` has one too. */
export const TASK_KINDS = [
  'call',
  'emit',
  'for',
  'fork',
  'listen',
  'raise',
  'run',
  'set',
  'switch',
  'try',
  'wait',
  'do',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** The name and the task of an item of a list, which has exactly one member. */
export function namedTask(item: TaskItem): { readonly name: string; readonly task: Task } {
  const [entry] = Object.entries(item);
  if (!entry) throw new TypeError('An item of a task list has one member.');
  return { name: entry[0], task: entry[1] };
}
