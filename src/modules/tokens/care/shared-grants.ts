import type { AccessToken } from '../access-token.entity.js';
import type { SharedGrantsDto } from './care.dto.js';

type Sharing = Pick<AccessToken, 'id' | 'name' | 'scopeKey'>;

export interface GrantNeighbours {
  /** The token itself; undefined for one that is still a draft. */
  readonly token: { readonly id: string } | undefined;
  readonly cap: number | undefined;
  /** All tokens of the tenant whose grants the vendor counts together with it, itself included. */
  readonly sharing: readonly Sharing[];
  isSeen(token: Sharing): boolean;
}

/** Who shares the vendor account, where the vendor keeps only so many grants; undefined when nobody else does. */
export function sharedGrantsOf({ token, cap, sharing, isSeen }: GrantNeighbours): SharedGrantsDto | undefined {
  const others = sharing.filter(({ id }) => id !== token?.id);
  if (cap === undefined || others.length === 0) return undefined;
  return {
    cap,
    used: others.length + 1,
    others: others.filter(isSeen).map(({ id, name, scopeKey }) => ({ id, name, scope: scopeKey })),
    message: messageOf(others.length, cap),
  };
}

function messageOf(others: number, cap: number): string {
  const who = others === 1 ? 'Another access token shares' : `${others} other access tokens share`;
  const law = `The vendor keeps ${cap} connections of one user and app`;
  if (others + 1 > cap) return `${who} this vendor account. ${law}: the oldest have probably ended.`;
  const ending = others + 1 === cap ? 'consenting again ends the oldest.' : 'one more than that ends the oldest.';
  return `${who} this vendor account. ${law}: ${ending}`;
}
