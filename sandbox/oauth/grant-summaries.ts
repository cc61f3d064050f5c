import type { GrantData } from './grants.js';

/** A grant as the control door shows it: counts, no values. */
export interface GrantSummary {
  readonly id: string;
  readonly client: string;
  readonly user: string;
  /** Why it died; absent while it lives. */
  readonly dead?: string;
  /** How many were ever handed out; access tokens that died a day ago are forgotten. */
  readonly accessTokens: number;
  readonly refreshTokens: number;
}

/** Every grant of a book, dead or alive. */
export function grantSummaries({ grants, accessTokens, refreshTokens }: GrantData): readonly GrantSummary[] {
  const [access, refresh] = [countByGrant(accessTokens), countByGrant(refreshTokens)];
  return [...grants.values()].map(({ id, clientId, userId, dead }) => ({
    id,
    client: clientId,
    user: userId,
    ...(dead === undefined ? {} : { dead }),
    accessTokens: access.get(id) ?? 0,
    refreshTokens: refresh.get(id) ?? 0,
  }));
}

function countByGrant(records: ReadonlyMap<string, { grantId: string }>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { grantId } of records.values()) counts.set(grantId, (counts.get(grantId) ?? 0) + 1);
  return counts;
}
