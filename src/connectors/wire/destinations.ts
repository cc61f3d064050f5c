import type { ConnectorsOptions } from '../contract/connectors-options.js';
import { isHostCovered, isPlainTarget, parseVendorUrl, writtenOrigin } from './host-rules.js';
import { actualAddress } from './vendor-address.js';
import type { Reach, VendorConnections } from './vendor-connections.js';
import { hostRefused } from './wire.errors.js';

/** A connector's host has few origins; a caller that tries many under a wildcard must not fill the memory. */
const KEPT_PER_LIST = 16;

/** An origin that may be spoken to, and where it really leads. */
export interface Destination {
  readonly hostname: string;
  /** The address to connect to: the vendor's own, or a sandbox's. */
  readonly origin: string;
  /** Before each path: empty, or the vendor's host at a sandbox. */
  readonly prefix: string;
  readonly reach: Reach;
}

export interface CheckedAddress {
  /** The vendor's own address, without a fragment. */
  readonly href: string;
  /** Its path and query. */
  readonly target: string;
  readonly destination: Destination;
}

/** Knows where requests may go. A list of hosts comes with each credential; what it says of an origin is found once. */
export class Destinations {
  readonly #options: ConnectorsOptions;
  readonly #connections: VendorConnections;
  readonly #known = new WeakMap<readonly string[], Map<string, Destination>>();

  constructor(options: ConnectorsOptions, connections: VendorConnections) {
    this.#options = options;
    this.#connections = connections;
  }

  /** @param hosts exact names or `*.suffix`; always the same array for the same rules. @throws host-refused */
  find(address: string, hosts: readonly string[]): CheckedAddress {
    const origin = writtenOrigin(address);
    const destination = origin === undefined ? undefined : this.#known.get(hosts)?.get(origin);
    if (origin === undefined || destination === undefined) return this.#findAnew(address, hosts);
    const target = address.slice(origin.length);
    return isPlainTarget(target) ? { href: address, target, destination } : addressOf(new URL(address), destination);
  }

  #findAnew(address: string, hosts: readonly string[]): CheckedAddress {
    const url = parseVendorUrl(address);
    const destination = this.#check(url, hosts);
    const known = this.#known.get(hosts) ?? new Map<string, Destination>();
    if (known.size < KEPT_PER_LIST) known.set(url.origin, destination);
    this.#known.set(hosts, known);
    return addressOf(url, destination);
  }

  #check({ hostname, protocol, origin }: URL, hosts: readonly string[]): Destination {
    if (!isHostCovered(hostname, hosts)) throw hostRefused(hostname, 'it is not one of the hosts of this connector');
    const reach = this.#connections.reachOf(hostname);
    if (protocol === 'http:' && reach === 'public') {
      throw hostRefused(hostname, 'vendors are spoken to by https only');
    }
    const actual = actualAddress(new URL(origin), this.#options.sandboxHosts ?? []);
    return { hostname, origin: actual.origin, prefix: actual.pathname.replace(/\/$/, ''), reach };
  }
}

function addressOf(url: URL, destination: Destination): CheckedAddress {
  url.hash = '';
  return { href: url.href, target: url.pathname + url.search, destination };
}
