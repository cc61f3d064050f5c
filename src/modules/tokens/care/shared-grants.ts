import type { SharedGrantsDto } from './care.dto.js';
import { MOST_COUNTED, MOST_NAMED, type Sharers } from './grant-sharers.js';

export interface GrantNeighbours {
  /** The token itself, which is one of those that share; undefined for one that is still a draft, or was of another account. */
  readonly tokenId: string | undefined;
  readonly cap: number | undefined;
  /** The tokens of the tenant whose grants the vendor counts together. */
  readonly sharers: Sharers;
}

/** Who shares the vendor account, where the vendor keeps only so many grants; undefined when nobody else does. */
export function sharedGrantsOf({ tokenId, cap, sharers }: GrantNeighbours): SharedGrantsDto | undefined {
  const others = sharers.count - (tokenId === undefined ? 0 : 1);
  if (cap === undefined || others <= 0) return undefined;
  const seen = sharers.seen.filter(({ id }) => id !== tokenId).slice(0, MOST_NAMED);
  return {
    cap,
    used: Math.min(others + 1, MOST_COUNTED),
    others: seen.map(({ id, name, scopeKey }) => ({ id, name, scope: scopeKey })),
    message: messageOf(others, cap),
  };
}

function messageOf(others: number, cap: number): string {
  const who = others === 1 ? 'Another access token shares' : `${numberOf(others)} other access tokens share`;
  const law = `The vendor keeps ${cap} connections of one user and app`;
  if (others + 1 > cap) return `${who} this vendor account. ${law}: the oldest have probably ended.`;
  const ending = others + 1 === cap ? 'consenting again ends the oldest.' : 'one more than that ends the oldest.';
  return `${who} this vendor account. ${law}: ${ending}`;
}

function numberOf(others: number): string {
  return others + 1 < MOST_COUNTED ? String(others) : `${others} or more`;
}
