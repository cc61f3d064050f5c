import type { Call } from '../stage/call.js';
import type { OAuthClient } from './grants.js';
import { OAuthFault } from './oauth-fault.js';

/**
 * Who calls a token endpoint (RFC 6749 section 2.3): HTTP Basic or the form, never both. A client with a secret must
 * prove it unless `secretOptional` (public PKCE clients of Dropbox send only their id); a wrong secret is always refused.
 */
export function authenticateClient(
  call: Call,
  form: URLSearchParams,
  rules: { clientOf(id: string): OAuthClient | undefined; secretOptional?: boolean; basicOnly?: boolean },
): OAuthClient {
  const { id, secret } = sentProof(call, form, rules.basicOnly === true);
  const client = rules.clientOf(id);
  if (client === undefined) throw new OAuthFault('client-unknown');
  const isPublic = client.secret === undefined || (secret === undefined && rules.secretOptional === true);
  if (isPublic) return client;
  if (secret === undefined) throw new OAuthFault('client-missing');
  if (secret !== client.secret) throw new OAuthFault('client-secret');
  return client;
}

function sentProof(
  call: Call,
  form: URLSearchParams,
  isBasicOnly: boolean,
): { id: string; secret: string | undefined } {
  const basic = call.basic();
  const secret = form.get('client_secret') ?? undefined;
  if (basic !== undefined && secret !== undefined) throw new OAuthFault('client-twice');
  if (basic !== undefined) return basic;
  const id = form.get('client_id');
  if (!id || (isBasicOnly && secret !== undefined)) throw new OAuthFault('client-missing');
  return { id, secret };
}
