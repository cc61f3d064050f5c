import { createHash } from 'node:crypto';
import type { AuthorizationRequest } from './grants.js';

/** RFC 7636 section 4.1: 43 to 128 unreserved characters. */
const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;

/** RFC 7636 section 4.6. A verifier without a challenge is refused too: somebody mixed up two requests. */
export function fitsChallenge(challenge: AuthorizationRequest['challenge'], verifier: string | null): boolean {
  if (challenge === undefined) return verifier === null;
  if (verifier === null || !VERIFIER.test(verifier)) return false;
  return challenge.value === (challenge.method === 'plain' ? verifier : s256(verifier));
}

export function s256(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}
