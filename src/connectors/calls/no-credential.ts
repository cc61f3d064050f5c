import type { Credential } from '../contract/credential.js';
import { parseVendorUrl } from '../wire/host-rules.js';

/** Proves nothing and goes to one host only: for requests of processes that name no access token. */
export function noCredential(url: string): Credential {
  const { hostname, origin } = parseVendorUrl(url);
  return { kind: 'headers', connector: '', baseUrl: origin, hosts: [hostname], headers: {} };
}
