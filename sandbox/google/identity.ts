import { answerTokenCall } from '../oauth/token-endpoint.js';
import { type Answer, jsonAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller } from './access.js';
import type { GoogleDesk } from './desk.js';
import { tokenDesk } from './token-desk.js';

const TOKEN_HOST = 'oauth2.googleapis.com';

/** Tokens, their end, and what is known of them. */
export function identityRoutes(desk: GoogleDesk): readonly Route[] {
  const tokens = tokenDesk(desk);
  return [
    {
      name: 'token',
      method: 'POST',
      host: TOKEN_HOST,
      path: '/token',
      answer: (call) => answerTokenCall(call, tokens),
    },
    { name: 'revoke', method: 'POST', host: TOKEN_HOST, path: '/revoke', answer: (call) => revoke(call, desk) },
    { name: 'tokeninfo', method: 'GET', host: TOKEN_HOST, path: '/tokeninfo', answer: (call) => tokenInfo(call, desk) },
    {
      name: 'userinfo',
      method: 'GET',
      host: 'openidconnect.googleapis.com',
      path: '/v1/userinfo',
      answer: (call) => {
        const { email } = requireCaller(call, desk);
        const user = desk.state.data.users.find((one) => one.email === email);
        return jsonAnswer(200, { sub: user?.id ?? email, name: user?.name, email, email_verified: true });
      },
    },
  ];
}

/** Ends the whole grant of that person to that client. */
function revoke(call: Call, { book }: GoogleDesk): Answer {
  const credential = call.form()?.get('token') ?? call.query.get('token') ?? '';
  if (credential !== '' && book.revoke({ credential }) > 0) return jsonAnswer(200, {});
  return jsonAnswer(400, { error: 'invalid_token', error_description: 'Token expired or revoked' });
}

function tokenInfo(call: Call, { book, state, clock }: GoogleDesk): Answer {
  const checked = book.check(call.query.get('access_token') ?? '');
  if (typeof checked === 'string')
    return jsonAnswer(400, { error: 'invalid_token', error_description: 'Invalid Value' });
  const { grant, access } = checked;
  const user = state.data.users.find(({ id }) => id === grant.userId);
  const left = Math.max(0, Math.floor(access.expiresAt / 1000) - clock.seconds());
  return jsonAnswer(200, {
    azp: grant.clientId,
    aud: grant.clientId,
    sub: grant.userId,
    scope: access.scopes.join(' '),
    exp: String(Math.floor(access.expiresAt / 1000)),
    expires_in: String(left),
    email: user?.email,
    access_type: 'offline',
  });
}
