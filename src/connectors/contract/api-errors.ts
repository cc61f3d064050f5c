import type { Remedy } from '../../kernel/broker.error.js';

/** What a refusal of a vendor's API means: who must act, or that the issued token is spent and a renewal mends it. */
export type ApiVerdict = Remedy | 'expired';

/** How a vendor's API says what went wrong. What is not listed is judged by HTTP status alone. */
export interface ApiErrorFacts {
  /** Where the error code stands in a JSON answer, one path of member names and indexes each; the first text counts. */
  readonly codeAt: readonly (readonly (string | number)[])[];
  /** A regular expression whose first group is the code, for answers in plain text. */
  readonly codeInText?: string;
  /** Where the error's words stand in a JSON answer; shown to people when they repeat no secret. */
  readonly messageAt?: readonly (readonly (string | number)[])[];
  /** By error code; wins over the status. */
  readonly judgements?: Readonly<Record<string, ApiVerdict>>;
  /** By error code, a sentence for whoever must act, where the vendor's own words do not help. */
  readonly hints?: Readonly<Record<string, string>>;
  /** By HTTP status, where the vendor deviates from the usual meaning. */
  readonly statusJudgements?: Readonly<Record<number, ApiVerdict>>;
}
