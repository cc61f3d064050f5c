import type { CountedEntry } from '../audit/counted-entry.js';
import type { Fact } from '../database/facts/fact.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import type { Resolution } from './resolution.js';

/** One walk down the road: what was read on the way, and what came out at its end. */
export interface Walk {
  readonly tenantId: string;
  readonly token: AccessToken;
  /** All that decided. */
  readonly facts: readonly Fact<unknown>[];
  /** Until then time decides nothing else. Milliseconds since 1970. */
  readonly until: number;
  readonly resolution: Resolution;
  /** Where its last use was noted. */
  noted?: Noted;
}

/** The open entry in which the uses of one generation by one caller are counted. */
export interface Noted {
  readonly counted: CountedEntry;
  readonly callerId: string;
  readonly address: string | undefined;
  /** When the use was told last; milliseconds since 1970. */
  readonly at: number;
}
