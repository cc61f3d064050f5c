import type { components } from './generated/openapi.js';

/** Who must act next, as the server says with every error. */
export type Remedy = components['schemas']['ProblemView']['remedy'];

interface ProblemFacts {
  readonly code: string;
  readonly remedy: Remedy;
  readonly status: number;
  readonly message: string;
  /** Seconds. */
  readonly retryAfter?: number;
  /** The id of the request, for whoever looks into the log. */
  readonly instance?: string;
  /** What the error says besides, such as the uses of a token. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** An answer of the server that is no success, or no answer at all. */
export class Problem extends Error {
  constructor(readonly said: ProblemFacts) {
    super(said.message);
    this.name = 'Problem';
  }

  get code(): string {
    return this.said.code;
  }

  get remedy(): Remedy {
    return this.said.remedy;
  }

  get status(): number {
    return this.said.status;
  }
}

/** Reads problem+json; an answer of something between us and the server has another form and is told by its status. */
export function problemOf(body: unknown, { status, headers }: Response): Problem {
  if (!isProblem(body)) return new Problem({ ...UNREADABLE, status, facts: {} });
  const { code, remedy, detail, instance, type: _type, title: _title, status: _status, ...facts } = body;
  const retryAfter = Number(headers.get('retry-after')) || undefined;
  return new Problem({
    code,
    remedy,
    status,
    message: detail,
    instance,
    facts,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** The request never got an answer: the network, or a server that restarts. */
export function unreachable(): Problem {
  return new Problem({
    code: 'server-unreachable',
    remedy: 'wait',
    status: 0,
    message: 'Latchkey cannot be reached. Check your connection; the page tries again by itself.',
    facts: {},
  });
}

/** Any error as a problem; what is none is a fault of this page. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const message = 'Something went wrong in this page. Reload it; if it happens again, report it.';
  return new Problem({ code: 'page-fault', remedy: 'ours', status: 0, message, facts: {} });
}

const UNREADABLE = {
  code: 'unreadable-answer',
  remedy: 'wait',
  message: 'The answer came from something between you and Latchkey. Try again in a moment.',
} as const;

function isProblem(body: unknown): body is components['schemas']['ProblemView'] & Record<string, unknown> {
  return typeof body === 'object' && body !== null && 'code' in body && 'remedy' in body && 'detail' in body;
}
