import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './generated/openapi.js';
import { problemOf, unreachable } from './problem.js';
import { tellSessionEnded } from './session-news.js';

/** What a session's unsafe requests have to show; another site cannot read it. */
let csrfToken: string | undefined;

export function rememberCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

const SAFE = new Set(['GET', 'HEAD']);
const NOT_SIGNED_IN = 401;

const session: Middleware = {
  onRequest({ request }) {
    if (csrfToken !== undefined && !SAFE.has(request.method)) request.headers.set('x-csrf-token', csrfToken);
    return request;
  },
  onResponse({ request, response }) {
    // Who signs in with a wrong password has no session that could have ended.
    const isSignIn = request.method === 'POST' && new URL(request.url).pathname === '/v1/session';
    if (response.status === NOT_SIGNED_IN && csrfToken !== undefined && !isSignIn) tellSessionEnded();
  },
  onError: () => unreachable(),
};

/** The server's API with the types of its own description. The browser brings the session cookie. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });
api.use(session);

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a successful answer. @throws Problem */
export async function answered<T>(asked: Promise<Answer<T>>): Promise<T> {
  return (await answeredWithEtag(asked)).body;
}

/** With the ETag that a change of what was read has to show. @throws Problem */
export async function answeredWithEtag<T>(asked: Promise<Answer<T>>): Promise<{ body: T; etag: string }> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemOf(error, response);
  // An answer without content has no body, and its type says so.
  return { body: data as T, etag: response.headers.get('etag') ?? '*' };
}
