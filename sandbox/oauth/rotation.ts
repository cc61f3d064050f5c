import type { Mood } from '../stage/moods.js';
import type { GrantData, RefreshRecord, Rotation } from './grants.js';
import { OAuthFault } from './oauth-fault.js';

export const ROTATIONS: readonly Rotation[] = [
  'static',
  'rotates',
  'rotates-and-keeps',
  'rotates-with-reuse-detection',
  'replay-window',
];

const DEFAULT_REPLAY_SECONDS = 30;

interface Turn {
  readonly now: number;
  readonly rotation: Pick<Mood, 'kind' | 'seconds'>;
  /** When a new refresh token expires; absent: when the one that it replaces does. */
  readonly expiresAt?: number;
  mint(): string;
}

/**
 * One use of a live grant's refresh token under a rotation. Answers with the refresh token to tell the client, or
 * undefined when it keeps the one it has. Inside a replay window an old token brings its successor again, so that a
 * client that lost the answer can recover; a reuse that the rotation detects ends the whole grant.
 */
export function refreshTurn(data: GrantData, value: string, turn: Turn): string | undefined {
  const record = data.refreshTokens.get(value);
  if (record === undefined) throw new OAuthFault('refresh-unknown');
  if (turn.rotation.kind === 'rotates-and-keeps') return mintBeside(data, record, turn);
  if (record.replacedBy === undefined) return turn.rotation.kind === 'static' ? undefined : replace(data, value, turn);
  if (turn.rotation.kind === 'replay-window' && mayReplay(data, record, turn)) return record.replacedBy;
  if (turn.rotation.kind === 'rotates' || turn.rotation.kind === 'static') throw new OAuthFault('refresh-replaced');
  const grant = data.grants.get(record.grantId);
  if (grant !== undefined) grant.dead = 'reused';
  throw new OAuthFault('refresh-reused');
}

function replace(data: GrantData, value: string, turn: Turn): string {
  const record = data.refreshTokens.get(value);
  if (record === undefined) throw new OAuthFault('refresh-unknown');
  const next = mintBeside(data, record, turn);
  record.replacedBy = next;
  record.replacedAt = turn.now;
  return next;
}

function mintBeside(data: GrantData, { grantId, ...old }: RefreshRecord, turn: Turn): string {
  const next = turn.mint();
  const expiresAt = turn.expiresAt ?? old.expiresAt;
  data.refreshTokens.set(next, { grantId, ...(expiresAt === undefined ? {} : { expiresAt }) });
  return next;
}

/** Within the window, and as long as nobody has used the successor. */
function mayReplay(data: GrantData, record: RefreshRecord, { now, rotation }: Turn): boolean {
  const seconds = rotation.seconds ?? DEFAULT_REPLAY_SECONDS;
  const successor = data.refreshTokens.get(record.replacedBy ?? '');
  return now - (record.replacedAt ?? 0) <= seconds * 1000 && successor?.replacedBy === undefined;
}
