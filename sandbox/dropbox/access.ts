import { Refusal, textAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import { type DropboxApp, type DropboxUser, isTeamGrant, memberIdOf } from './accounts.js';
import type { DropboxDesk } from './desk.js';
import { apiError, badInput, routeName } from './wording.js';

/** Who calls an API route, proved by the bearer token. */
export interface DropboxCaller {
  readonly app: DropboxApp;
  readonly user: DropboxUser;
  readonly token: string;
}

/**
 * Checks the bearer token and that its grant has the scope; refuses in Dropbox's words. A token of a team acts as the
 * member that a header names.
 */
export function requireCaller(call: Call, desk: DropboxDesk, scope?: string): DropboxCaller {
  const { isTeam, ...caller } = requireToken(call, desk, scope);
  return isTeam ? { ...caller, user: requireMember(call, desk) } : caller;
}

/** For what only a token of a whole team may ask. */
export function requireTeam(call: Call, desk: DropboxDesk, scope: string): void {
  if (requireToken(call, desk, scope).isTeam) return;
  throw badInput(routeName(call), 'This API function operates on a team, but the OAuth 2 access token is for a user.');
}

function requireMember(call: Call, desk: DropboxDesk): DropboxUser {
  const id = call.header('dropbox-api-select-user');
  if (id === '') {
    throw badInput(
      routeName(call),
      'This API function operates on a single Dropbox account, but the OAuth 2 access token you provided is for an entire Dropbox Business team. Provide the "Dropbox-API-Select-User" HTTP header.',
    );
  }
  const member = desk.state.data.users.find((user) => memberIdOf(user) === id);
  if (member === undefined) throw new Refusal(apiError(401, { '.tag': 'invalid_select_user' }));
  return member;
}

function requireToken(call: Call, desk: DropboxDesk, scope?: string): DropboxCaller & { readonly isTeam: boolean } {
  const route = routeName(call);
  const token = call.bearer();
  if (token === undefined)
    throw badInput(route, 'Must provide HTTP header "Authorization" or URL parameter "authorization".');
  if (!token.startsWith('sl.')) {
    throw badInput(route, 'The given OAuth 2 access token is malformed.');
  }
  const checked = desk.book.check(token);
  if (typeof checked === 'string') {
    throw new Refusal(
      apiError(401, { '.tag': checked === 'expired' ? 'expired_access_token' : 'invalid_access_token' }),
    );
  }
  if (scope !== undefined && !checked.access.scopes.includes(scope)) {
    throw new Refusal(apiError(401, { '.tag': 'missing_scope', required_scope: scope }));
  }
  const { apps, users } = desk.state.data;
  const app = apps.get(checked.grant.clientId);
  const user = users.find(({ id }) => id === checked.grant.userId);
  if (app === undefined || user === undefined) throw new Refusal(apiError(401, { '.tag': 'invalid_access_token' }));
  return { app, user, token, isTeam: isTeamGrant(checked.grant.scopes) };
}

/** The name of the tree that the caller sees. */
export function treeName({ app, user }: DropboxCaller): string {
  return app.access === 'app-folder' ? `${user.id} ${app.id}` : user.id;
}

/** The JSON argument of an RPC route; 400 in plain text when it is not declared as JSON or not an object. */
export function rpcArgument(call: Call): Record<string, unknown> {
  if (call.contentType !== 'application/json') {
    throw badInput(
      routeName(call),
      `Bad HTTP "Content-Type" header: "${call.contentType}". Expecting one of "application/json", "application/json; charset=utf-8", "text/plain; charset=dropbox-cors-hack".`,
    );
  }
  return objectOr400(call.json(), call, 'request body');
}

/** A route without an argument takes no body and no type, or the JSON text `null`. */
export function requireNoArgument(call: Call): void {
  const isBare = call.body.length === 0 && call.contentType === '';
  const isNull = call.contentType === 'application/json' && call.body.toString('utf8').trim() === 'null';
  if (!isBare && !isNull) throw badInput(routeName(call), 'request body: expected null, got value');
}

/** The argument of a content route, from the header that must be pure ASCII. */
export function headerArgument(call: Call): Record<string, unknown> {
  const text = call.header('dropbox-api-arg');
  // Node decodes headers as Latin-1: whatever is not ASCII shows above 0x7e.
  if (!/^[\x20-\x7e]+$/.test(text))
    throw badInput(routeName(call), 'HTTP header "Dropbox-API-Arg": could not decode input as JSON');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badInput(routeName(call), 'HTTP header "Dropbox-API-Arg": could not decode input as JSON');
  }
  return objectOr400(value, call, 'HTTP header "Dropbox-API-Arg"');
}

/** Refuses a content type that the route does not take. */
export function requireContentType(call: Call, allowed: readonly string[]): void {
  if (allowed.includes(call.contentType)) return;
  throw new Refusal(
    textAnswer(
      400,
      `Error in call to API function "${routeName(call)}": Bad HTTP "Content-Type" header: "${call.contentType}".`,
    ),
  );
}

function objectOr400(value: unknown, call: Call, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badInput(routeName(call), `${where}: expected object`);
  }
  return Object.fromEntries(Object.entries(value));
}
