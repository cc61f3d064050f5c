import type { Remedy } from '../../../kernel/broker.error.js';

/** What can lie ahead of an access token. */
export const FORECAST_KINDS = [
  'needs-person',
  'consent-ends',
  'access-ends',
  'dies-of-idleness',
  'credential-expires',
  'certificate-expires',
] as const;
export type ForecastKind = (typeof FORECAST_KINDS)[number];

/** One thing that lies ahead: when a person has to act, why, and what mends it. */
export interface ForecastEntry {
  readonly kind: ForecastKind;
  readonly at: Date;
  /** False when it rests on a setting at the vendor that we do not see, or passes when the token is used. */
  readonly isCertain: boolean;
  readonly message: string;
  readonly remedy: Remedy;
  /** Keeping the connection alive prevents it. */
  readonly isPreventable: boolean;
  /** How long it was from the beginning of this stretch to `at`; milliseconds. Notices fit into it. */
  readonly spanMs: number;
}
