import type { AccessToken } from '../access-token.entity.js';
import type { HealthDto } from './state.dto.js';

/** What can prove that a connection works. */
export const PROOF_KINDS = ['issuance', 'renewal', 'test', 'use'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

export interface HealthContext {
  /** What requests with the token have proved. */
  readonly proof: { readonly workedAt?: Date; readonly refusedAt?: Date } | undefined;
  readonly now: Date;
  readonly withinMinutes: number;
}

/**
 * "Healthy" is a claim with a proof: the vendor has shown within so many minutes that the connection works, and has not
 * refused it since.
 */
export function healthOf(
  token: Pick<AccessToken, 'state' | 'disabledAt' | 'provedAt' | 'provedBy'>,
  { proof, now, withinMinutes }: HealthContext,
): HealthDto {
  const { provedAt, provedBy } = latestProof(token, proof?.workedAt);
  const refusedAt = proof?.refusedAt && (!provedAt || proof.refusedAt > provedAt) ? proof.refusedAt : undefined;
  const isRecent = provedAt !== undefined && now.getTime() - provedAt.getTime() <= withinMinutes * 60_000;
  return {
    isHealthy: token.state === 'connected' && token.disabledAt === null && isRecent && refusedAt === undefined,
    provedWithinMinutes: withinMinutes,
    ...(provedAt ? { provedAt } : {}),
    ...(provedBy ? { provedBy } : {}),
    ...(refusedAt ? { refusedAt } : {}),
  };
}

function latestProof({ provedAt, provedBy }: Pick<AccessToken, 'provedAt' | 'provedBy'>, workedAt: Date | undefined) {
  if (workedAt && (!provedAt || workedAt > provedAt)) return { provedAt: workedAt, provedBy: 'use' as const };
  return { provedAt: provedAt ?? undefined, provedBy: provedBy ?? undefined };
}
