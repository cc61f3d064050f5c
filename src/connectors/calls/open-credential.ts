import type { Secret } from '../../kernel/secret.js';
import type { Credential } from '../contract/credential.js';
import { parseVendorUrl } from '../wire/host-rules.js';

/** Goes to one host only, and proves nothing but what it is given: for requests of processes that name no token. */
export function openCredential(url: string, authorization: Secret | undefined): Credential {
  const { hostname, origin } = parseVendorUrl(url);
  const headers = authorization === undefined ? {} : { authorization };
  return { kind: 'headers', connector: '', baseUrl: origin, hosts: [hostname], headers };
}
