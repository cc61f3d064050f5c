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
  const basic = call.basic();
  const inForm = { id: form.get('client_id'), secret: form.get('client_secret') };
  if (basic !== undefined && inForm.secret !== null) throw new OAuthFault('client-twice');
  if (rules.basicOnly === true && inForm.secret !== null) throw new OAuthFault('client-missing');
  const id = basic?.id ?? inForm.id;
  const secret = basic?.secret ?? inForm.secret;
  if (!id) throw new OAuthFault('client-missing');
  const client = rules.clientOf(id);
  if (client === undefined) throw new OAuthFault('client-unknown');
  if (client.secret === undefined || (secret === null && rules.secretOptional === true)) return client;
  if (secret === null) throw new OAuthFault('client-missing');
  if (secret !== client.secret) throw new OAuthFault('client-secret');
  return client;
}
