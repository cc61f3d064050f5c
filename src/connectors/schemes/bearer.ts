import { Secret } from '../../kernel/secret.js';
import { definedOnly } from '../contract/defined-only.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { OAuthClient } from '../contract/oauth-client.js';
import type { PresentationFacts } from '../contract/scheme.js';
import type { SchemeCredential } from './scheme-handler.js';
import { nothingIssued } from './schemes.errors.js';

/** RFC 6750 section 2.1, unless the vendor wants it otherwise. @throws BrokerError `nothing-issued` */
export function bearerCredential(
  issued: IssuedToken | undefined,
  facts: PresentationFacts = {},
  client?: OAuthClient,
): SchemeCredential {
  if (issued === undefined) throw nothingIssued();
  const { header = 'authorization', prefix = header === 'authorization' ? 'Bearer' : '' } = facts;
  const value = `${prefix} ${issued.accessToken.reveal('present as bearer token')}`.trimStart();
  const headers = { [header]: new Secret(value) };
  // What was issued on a connection with a certificate works on such connections only (RFC 8705 section 3).
  if (client?.sentIn === 'certificate') return { kind: 'inside', headers, certificate: client.certificate };
  return { kind: 'headers', headers };
}

/** The next token with everything of the last one that the answer did not repeat; above all the refresh token. */
export function succeed(last: IssuedToken, next: IssuedToken): IssuedToken {
  return {
    ...next,
    ...definedOnly({
      refreshToken: next.refreshToken ?? last.refreshToken,
      scope: next.scope ?? last.scope,
      baseUrl: next.baseUrl ?? last.baseUrl,
      account: next.account ?? last.account,
    }),
    kept: { ...last.kept, ...next.kept },
  };
}
