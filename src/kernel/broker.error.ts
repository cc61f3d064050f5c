/**
 * Who must act next, and how: the caller corrects the request, a person consents again, an admin changes the
 * configuration, everybody waits, somebody finds out what a lost answer did, or we have a bug.
 */
export const REMEDIES = ['fix-request', 'reconnect', 'configure', 'wait', 'in-doubt', 'ours'] as const;
export type Remedy = (typeof REMEDIES)[number];

export type Fact = string | number | boolean | readonly string[] | readonly Readonly<Record<string, unknown>>[];

export interface BrokerErrorOptions {
  /** Stable, kebab-case; part of the public API. */
  readonly code: string;
  readonly remedy: Remedy;
  /** The HTTP status that tells the same to a client. */
  readonly status: number;
  /** For people: what happened and what to do next. Never a secret, never a provider's raw body. */
  readonly message: string;
  /** Safe to show and to log. */
  readonly facts?: Readonly<Record<string, Fact | undefined>>;
  /** For remedy `wait`: not before this many milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** The one error type that crosses rooms; each room lists its own in a `*.errors.ts`. */
export class BrokerError extends Error {
  readonly code: string;
  readonly remedy: Remedy;
  readonly status: number;
  readonly facts: Readonly<Record<string, Fact | undefined>>;
  readonly retryAfterMs: number | undefined;

  constructor(options: BrokerErrorOptions) {
    super(options.message, { cause: options.cause });
    this.name = 'BrokerError';
    this.code = options.code;
    this.remedy = options.remedy;
    this.status = options.status;
    this.facts = options.facts ?? {};
    this.retryAfterMs = options.retryAfterMs;
  }
}
