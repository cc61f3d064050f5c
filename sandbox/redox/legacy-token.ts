import type { Issued, OAuthClient } from '../oauth/grants.js';
import { OAuthFault } from '../oauth/oauth-fault.js';
import { type Answer, jsonAnswer, textAnswer } from '../stage/answer.js';
import { asRecord, type Call, textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import type { LegacyKey } from './accounts.js';
import type { RedoxDesk } from './desk.js';

/**
 * The legacy pair: JSON in, three camelCase members out, plain text when refused. The refresh call carries the key and
 * the refresh token, never the secret. An authenticate leaves earlier tokens alone.
 */
export function legacyRoutes(host: string, desk: RedoxDesk): readonly Route[] {
  return [
    {
      name: 'authenticate',
      method: 'POST',
      host,
      path: '/auth/authenticate',
      answer: (call) => authenticate(call, desk),
    },
    { name: 'refreshToken', method: 'POST', host, path: '/auth/refreshToken', answer: (call) => refresh(call, desk) },
  ];
}

function authenticate(call: Call, desk: RedoxDesk): Answer {
  const body = bodyOf(call);
  const key = desk.state.data.legacyKeys.get(textOf(body, 'apiKey') ?? '');
  if (key === undefined || key.secret !== textOf(body, 'secret')) return textAnswer(401, 'Invalid request');
  const who = { clientId: key.apiKey, userId: key.source.ID, scopes: [] };
  return tokens(desk.legacyBook.issue(who, { offline: true, endpoint: call.endpoint }));
}

function refresh(call: Call, desk: RedoxDesk): Answer {
  const body = bodyOf(call);
  const key = desk.state.data.legacyKeys.get(textOf(body, 'apiKey') ?? '');
  const refreshToken = textOf(body, 'refreshToken') ?? '';
  if (key === undefined) return textAnswer(401, 'Invalid request');
  try {
    return tokens(
      desk.legacyBook.refresh(refreshToken, { client: clientOf(key), endpoint: call.endpoint }),
      refreshToken,
    );
  } catch (error) {
    if (!(error instanceof OAuthFault)) throw error;
    call.notes.fault = error.reason;
    return textAnswer(401, 'Invalid refresh token');
  }
}

function tokens({ accessToken, access, refreshToken }: Issued, keptRefreshToken?: string): Answer {
  const expires = new Date(access.expiresAt).toISOString();
  return jsonAnswer(200, { accessToken, expires, refreshToken: refreshToken ?? keptRefreshToken });
}

function bodyOf(call: Call): Record<string, unknown> | undefined {
  return call.contentType === 'application/json' ? asRecord(call.json()) : undefined;
}

/** Legacy keys are no OAuth clients; this is what the book of grants needs to know of one. */
function clientOf({ apiKey, source }: LegacyKey): OAuthClient {
  return { id: apiKey, name: source.Name, redirectUris: [], scopes: [], pkce: 'optional', rotation: 'static' };
}
