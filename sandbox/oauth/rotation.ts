import type { Mood } from '../stage/moods.js';
import type { GrantData } from './grants.js';
import { OAuthFault } from './oauth-fault.js';

const DEFAULT_REPLAY_SECONDS = 30;

/**
 * One use of a live grant's refresh token under a rotation. Answers with the refresh token to tell the client, or
 * undefined when it keeps the one it has. Inside a replay window an old token brings its successor again, so that a
 * client that lost the answer can recover; a reuse that the rotation detects ends the whole grant.
 */
export function refreshTurn(
  data: GrantData,
  value: string,
  turn: { now: number; rotation: Pick<Mood, 'kind' | 'seconds'>; mint(): string },
): string | undefined {
  const record = data.refreshTokens.get(value);
  if (record === undefined) throw new OAuthFault('refresh-unknown');
  const { rotation, now } = turn;
  if (record.replacedBy === undefined) {
    if (rotation.kind === 'static') return undefined;
    const next = turn.mint();
    const { grantId, expiresAt } = record;
    data.refreshTokens.set(next, { grantId, ...(expiresAt === undefined ? {} : { expiresAt }) });
    record.replacedBy = next;
    record.replacedAt = now;
    return next;
  }
  const isInWindow = now - (record.replacedAt ?? 0) <= (rotation.seconds ?? DEFAULT_REPLAY_SECONDS) * 1000;
  const isSuccessorUnused = data.refreshTokens.get(record.replacedBy)?.replacedBy === undefined;
  if (rotation.kind === 'replay-window' && isInWindow && isSuccessorUnused) return record.replacedBy;
  if (rotation.kind === 'rotates' || rotation.kind === 'static') throw new OAuthFault('refresh-replaced');
  const grant = data.grants.get(record.grantId);
  if (grant !== undefined) grant.dead = 'reused';
  throw new OAuthFault('refresh-reused');
}
