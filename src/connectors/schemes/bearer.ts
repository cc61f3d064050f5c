import { Secret } from '../../kernel/secret.js';
import { definedOnly } from '../contract/defined-only.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { SchemeCredential } from './scheme-handler.js';
import { nothingIssued } from './schemes.errors.js';

/** RFC 6750 section 2.1. @throws BrokerError `nothing-issued` */
export function bearerCredential(issued: IssuedToken | undefined): SchemeCredential {
  if (issued === undefined) throw nothingIssued();
  const header = `Bearer ${issued.accessToken.reveal('present as bearer token')}`;
  return { kind: 'headers', headers: { authorization: new Secret(header) } };
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
