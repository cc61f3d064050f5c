import type { ConnectorsOptions } from '../contract/connectors-options.js';
import { isHostCovered, parseVendorUrl, writtenOrigin } from './host-rules.js';
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
  /** The vendor's own address. */
  readonly url: URL;
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
    const destination = this.#known.get(hosts)?.get(writtenOrigin(address) ?? '');
    if (destination) return { url: new URL(address), destination };
    const checked = this.#check(address, hosts);
    this.#remember(hosts, checked);
    return checked;
  }

  #check(address: string, hosts: readonly string[]): CheckedAddress {
    const url = parseVendorUrl(address);
    const { hostname } = url;
    if (!isHostCovered(hostname, hosts)) throw hostRefused(hostname, 'it is not one of the hosts of this connector');
    const reach = this.#connections.reachOf(hostname);
    if (url.protocol === 'http:' && reach === 'public') {
      throw hostRefused(hostname, 'vendors are spoken to by https only');
    }
    const actual = actualAddress(new URL(url.origin), this.#options.sandboxHosts ?? []);
    return { url, destination: { hostname, origin: actual.origin, prefix: actual.pathname.replace(/\/$/, ''), reach } };
  }

  #remember(hosts: readonly string[], { url, destination }: CheckedAddress): void {
    const known = this.#known.get(hosts) ?? new Map<string, Destination>();
    if (known.size < KEPT_PER_LIST) known.set(url.origin, destination);
    this.#known.set(hosts, known);
  }
}
