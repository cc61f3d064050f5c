import type { ApiClient } from '../../support/api-client.js';
import { expectStatus } from './process-desk.js';

/** Where steps with a signer go; to be mapped to a stand-in. */
export const SIGNER_HOSTS = '*.suitetalk.api.netsuite.com';

/** A step that sends a request with that token. */
export const signed = (name: string, token: string) =>
  `{ ${name}: { call: http, with: { method: get, endpoint: { uri: 'https://1234567.suitetalk.api.netsuite.com/services/rest/system/v1/${name}', authentication: { use: ${token} } } } } }`;

/** A signed-request token: nothing is issued, so the vendor has no part in it. */
export async function connectSigner(caller: ApiClient, name: string): Promise<void> {
  const fields = { consumerKey: 'k', consumerSecret: 's', tokenId: 't', tokenSecret: 'u', accountId: '1234567' };
  const draft = expectStatus(
    await caller.post('/v1/drafts', { connector: 'netsuite', method: 'token-based', name, fields }),
    201,
  );
  expectStatus(await caller.post(`/v1/drafts/${draft.id}/done`, { acceptUnproved: true }), 200);
}
