import type { FastifyRequest } from 'fastify';
import { csrfTokenMissing, foreignPage } from '../callers.errors.js';
import { sameDigest } from '../key-format.js';
import { csrfTokenOf } from './session-format.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser brings its cookie whoever made the page that asks. So a change needs what only a page of ours can know.
 * @throws csrf-token-missing, foreign-page
 */
export function requireOwnPage(request: FastifyRequest, cookie: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  refuseForeignPage(request);
  const token = request.headers['x-csrf-token'];
  if (typeof token !== 'string' || !sameDigest(token, csrfTokenOf(cookie))) throw csrfTokenMissing();
}

/** Where there is no session yet: what the browser itself says of the page. @throws foreign-page */
export function refuseForeignPage({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') throw foreignPage();
}
