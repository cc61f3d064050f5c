import type { RenewalFacts, Span } from '../../../connectors/contract/renewal-facts.js';
import { spreadOf } from '../renewal-schedule.js';

/** Room for a vendor or a database that is away for days, and for tokens that share the day of their consent. */
const USED_OF_SPAN = 0.5;
const LARGEST_SPREAD = 0.1;

/** How long a refresh token lives without a renewal; undefined when the vendor states no such limit. */
export function idleSpanOf(facts: RenewalFacts | undefined): Span | undefined {
  const sliding = facts?.refreshLifetime?.from === 'renewal' ? [facts.refreshLifetime] : [];
  const idle = facts?.refreshIdle ? [facts.refreshIdle] : [];
  return [...sliding, ...idle].sort((one, other) => one.seconds - other.seconds)[0];
}

/** When the clock renews a token for no other reason than that it must not die: after half of the idle limit. */
export function keepAliveAt(tokenId: string, usedAt: Date, span: Span): Date {
  const fraction = USED_OF_SPAN - LARGEST_SPREAD * spreadOf(tokenId);
  return new Date(usedAt.getTime() + span.seconds * 1_000 * fraction);
}
