import { type Answer, redirectAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { consentErrorPage, consentPage } from './consent-page.js';
import type { GrantBook } from './grant-book.js';
import type { AuthorizationRequest, OAuthClient } from './grants.js';

/** What is the vendor's own about its authorization endpoint. */
export interface ConsentDesk {
  readonly title: string;
  readonly host: string;
  readonly path: string;
  readonly book: GrantBook;
  readonly challengeMethods: readonly ('S256' | 'plain')[];
  /** What the callback says besides access_denied. */
  readonly deniedText: string;
  /** The error shown to the person when the redirect URI is not a registered one. */
  readonly redirectError: string;
  clientOf(id: string, host: string): OAuthClient | undefined;
  /** The people who can answer at this host; the first is chosen unless another is picked. */
  users(host: string): readonly { readonly id: string; readonly label: string }[];
  /** Whether the consent brings a refresh token. */
  isOffline(query: URLSearchParams, scopes: readonly string[]): boolean;
  /** A further fault of the request, as an error code for the callback. */
  fault?(query: URLSearchParams, scopes: readonly string[]): string | undefined;
  /** What the callback carries besides code and state. */
  extras?(request: AuthorizationRequest, userId: string): Record<string, string>;
}

/** GET shows the page, POST takes the decision; both are the endpoint "authorize". */
export function consentRoutes(desk: ConsentDesk): readonly Route[] {
  const { host, path } = desk;
  return [
    { name: 'authorize', method: 'GET', host, path, answer: (call) => showPage(call, desk) },
    { name: 'authorize', method: 'POST', host, path, answer: (call) => takeDecision(call, desk) },
  ];
}

function showPage(call: Call, desk: ConsentDesk): Answer {
  const { query } = call;
  const client = desk.clientOf(query.get('client_id') ?? '', call.host);
  if (client === undefined) {
    return consentErrorPage(desk.title, 'invalid_client_id', 'No such client is registered.');
  }
  const redirectUri = query.get('redirect_uri');
  if (redirectUri === null || !client.redirectUris.includes(redirectUri)) {
    return consentErrorPage(desk.title, desk.redirectError, 'The redirect URI is not one that the client registered.');
  }
  const asked = readRequest(call, client, { ...desk, redirectUri });
  if (typeof asked === 'string') {
    const [error, description] = asked.split(': ');
    const state = query.get('state') ?? undefined;
    return redirectAnswer(redirectUri, { error, error_description: description ?? asked, state });
  }
  const users = desk.users(call.host);
  if (users.length === 0) return consentErrorPage(desk.title, 'no_user', `Nobody can sign in at ${call.host}.`);
  const ticket = desk.book.propose(asked);
  return consentPage({ vendor: desk.title, client: client.name, scopes: asked.scopes, users, ticket, redirectUri });
}

/** The request, or its fault as "code: description". */
function readRequest(
  call: Call,
  client: OAuthClient,
  desk: ConsentDesk & { redirectUri: string },
): AuthorizationRequest | string {
  const { query } = call;
  if (query.get('response_type') !== 'code') return 'unsupported_response_type: response_type must be code';
  const challenge = readChallenge(query, client, desk.challengeMethods);
  if (typeof challenge === 'string') return challenge;
  const asked = (query.get('scope') ?? '').split(' ').filter(Boolean);
  const scopes = asked.length === 0 ? client.scopes : asked;
  const stranger = scopes.find((scope) => !client.scopes.includes(scope));
  if (stranger !== undefined) return `invalid_scope: the app may not ask for ${stranger}`;
  const fault = desk.fault?.(query, scopes);
  if (fault !== undefined) return fault;
  const state = query.get('state');
  return {
    clientId: client.id,
    redirectUri: desk.redirectUri,
    scopes,
    offline: desk.isOffline(query, scopes),
    host: call.host,
    ...(state === null ? {} : { state }),
    ...(challenge === undefined ? {} : { challenge }),
  };
}

function readChallenge(
  query: URLSearchParams,
  client: OAuthClient,
  methods: readonly ('S256' | 'plain')[],
): AuthorizationRequest['challenge'] | string {
  const value = query.get('code_challenge');
  if (value === null)
    return client.pkce === 'required' ? 'invalid_request: missing required code challenge' : undefined;
  // RFC 7636 section 4.3: no method means plain; a vendor that knows only S256 takes it for S256.
  const named = query.get('code_challenge_method') ?? (methods.includes('plain') ? 'plain' : 'S256');
  const method = methods.find((candidate) => candidate === named);
  if (method === undefined) return `invalid_request: code challenge method ${named} is not supported`;
  if (!/^[A-Za-z0-9\-._~]{43,128}$/.test(value)) return 'invalid_request: invalid code challenge';
  return { value, method };
}

function takeDecision(call: Call, desk: ConsentDesk): Answer {
  const form = call.form();
  const request = desk.book.takeProposal(form?.get('ticket') ?? '');
  if (request === undefined || request.host !== call.host) {
    return consentErrorPage(
      desk.title,
      'expired',
      'This page was answered already or is too old. Start again from the app.',
    );
  }
  const { redirectUri, state } = request;
  if (form?.get('decision') !== 'allow') {
    return redirectAnswer(redirectUri, { error: 'access_denied', error_description: desk.deniedText, state });
  }
  const users = desk.users(call.host);
  const user = form.has('user') ? users.find(({ id }) => id === form.get('user')) : users[0];
  if (user === undefined) return consentErrorPage(desk.title, 'no_user', 'No such person can sign in here.');
  return redirectAnswer(redirectUri, {
    code: desk.book.mintCode(request, user.id),
    state,
    ...desk.extras?.(request, user.id),
  });
}
