import type { AccessToken } from '../access-token.entity.js';
import type { ProofKind } from './proof-kind.js';
import type { HealthDto } from './state.dto.js';

type HealthSubject = Pick<AccessToken, 'state' | 'disabledAt' | 'provedAt' | 'provedBy'>;

interface LatestProof {
  readonly provedAt: Date | undefined;
  readonly provedBy: ProofKind | undefined;
}

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
export function healthOf(token: HealthSubject, { proof, now, withinMinutes }: HealthContext): HealthDto {
  const { provedAt, provedBy } = latestProof(token, proof?.workedAt);
  const refusedAt = refusedAfter(provedAt, proof?.refusedAt);
  const isRecent = provedAt !== undefined && now.getTime() - provedAt.getTime() <= withinMinutes * 60_000;
  const isInUse = token.state === 'connected' && token.disabledAt === null;
  return {
    isHealthy: isInUse && isRecent && refusedAt === undefined,
    provedWithinMinutes: withinMinutes,
    ...(provedAt ? { provedAt } : {}),
    ...(provedBy ? { provedBy } : {}),
    ...(refusedAt ? { refusedAt } : {}),
  };
}

function latestProof({ provedAt, provedBy }: HealthSubject, workedAt: Date | undefined): LatestProof {
  if (workedAt && (!provedAt || workedAt > provedAt)) return { provedAt: workedAt, provedBy: 'use' };
  return { provedAt: provedAt ?? undefined, provedBy: provedBy ?? undefined };
}

function refusedAfter(provedAt: Date | undefined, refusedAt: Date | undefined): Date | undefined {
  return refusedAt && (!provedAt || refusedAt > provedAt) ? refusedAt : undefined;
}
