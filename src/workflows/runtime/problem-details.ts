import type { RecordPlace } from './record-place.js';

/** What an error is to a definition: the specification's problem details. */
export interface ProblemDetails {
  readonly type: string;
  readonly status: number;
  /** JSON pointer of the task. */
  readonly instance: string;
  readonly title?: string;
  readonly detail?: string;
}

/** The specification's error types with their usual status. */
export const ERROR_KINDS = {
  configuration: { status: 400, title: 'Configuration error' },
  validation: { status: 400, title: 'Validation error' },
  expression: { status: 400, title: 'Expression error' },
  authentication: { status: 401, title: 'Authentication error' },
  authorization: { status: 403, title: 'Authorization error' },
  timeout: { status: 408, title: 'Timeout' },
  communication: { status: 500, title: 'Communication error' },
  runtime: { status: 500, title: 'Runtime error' },
} as const;
export type ErrorKind = keyof typeof ERROR_KINDS;

const TYPE_PREFIX = 'https://serverlessworkflow.io/spec/1.0.0/errors/';

/** An error that `try` can catch and that faults the run when nothing does. */
export class WorkflowFault extends Error {
  readonly problem: ProblemDetails;
  /** What was recorded on the way to it, and is done anew when somebody retries the run. */
  readonly causes: readonly RecordPlace[];

  constructor(problem: ProblemDetails, causes: readonly RecordPlace[] = []) {
    super(problem.detail ?? problem.title ?? problem.type);
    this.name = 'WorkflowFault';
    this.problem = problem;
    this.causes = causes;
  }
}

/** The fault in an error; whatever else it is goes on. Law 6. */
export function faultIn(error: unknown): WorkflowFault {
  if (error instanceof WorkflowFault) return error;
  throw error;
}

export function problemOf(kind: ErrorKind, instance: string, detail: string): ProblemDetails {
  const { status, title } = ERROR_KINDS[kind];
  return { type: TYPE_PREFIX + kind, status, instance, title, detail };
}

export function fault(kind: ErrorKind, instance: string, detail: string): WorkflowFault {
  return new WorkflowFault(problemOf(kind, instance, detail));
}

/**
 * The standard type that a text means. The specification's conformance kit still filters by the addresses of earlier
 * drafts, `https://serverlessworkflow.io/dsl/errors/types/communication`.
 */
export function canonicalType(type: string): string {
  const kind = /^https:\/\/serverlessworkflow\.io(?:\.io)?\/dsl\/errors\/types\/(\w+)$/.exec(type)?.[1];
  return kind !== undefined && kind in ERROR_KINDS ? TYPE_PREFIX + kind : type;
}
