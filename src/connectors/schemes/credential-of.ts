import type { Connection } from '../contract/connection.js';
import type { Connector, Method } from '../contract/connector.js';
import type { Credential } from '../contract/credential.js';
import { definedOnly } from '../contract/defined-only.js';
import { isHostCovered, parseVendorUrl, writtenOrigin } from '../wire/host-rules.js';
import { hostRefused } from '../wire/wire.errors.js';
import type { SchemeCredential } from './scheme-handler.js';

export interface CredentialSource {
  readonly connector: Connector;
  readonly method: Method;
  readonly connection: Connection;
}

/** Binds what a scheme presents to the hosts where it may go. */
export function credentialOf(presented: SchemeCredential, source: CredentialSource): Credential {
  const { connector, method, connection } = source;
  const { values, issued } = connection;
  const baseUrl = method.baseUrl(values, issued);
  const hosts = narrowed([...connector.hosts, ...(method.hosts?.(values) ?? [])], issued?.baseUrl);
  const facts = {
    connector: connector.key,
    baseUrl,
    hosts,
    ...definedOnly({
      account: issued?.account,
      expiresAt: issued?.expiresAt,
      bases: method.bases?.(values),
      linkHosts: method.linkHosts?.(values),
      requests: method.requests?.(values),
      definition: connection.definition,
    }),
  };
  if (presented.kind !== 'signing') return { ...facts, ...presented };
  const refuseOthers = refusalOfOthers(hosts);
  return {
    ...facts,
    kind: 'signing',
    sign: (request) => {
      refuseOthers(request.url);
      return presented.sign(request);
    },
  };
}

const KEPT_ORIGINS = 16;

/** Refuses every host but these, and remembers the origins that it has found right. */
function refusalOfOthers(hosts: readonly string[]): (address: string) => void {
  const known = new Set<string>();
  return (address) => {
    if (known.has(writtenOrigin(address) ?? '')) return;
    const { hostname, origin } = parseVendorUrl(address);
    if (!isHostCovered(hostname, hosts)) throw hostRefused(hostname, 'it is not one of the hosts of this connector');
    if (known.size < KEPT_ORIGINS) known.add(origin);
  };
}

/** Once the vendor has said which host is the customer's own, a wildcard stands for that host alone. */
function narrowed(hosts: readonly string[], baseUrl: string | undefined): readonly string[] {
  if (baseUrl === undefined) return hosts;
  const { hostname } = new URL(baseUrl);
  const exact = hosts.filter((host) => !host.startsWith('*.'));
  return isHostCovered(hostname, hosts) ? [...new Set([...exact, hostname])] : exact;
}
