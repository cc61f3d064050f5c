import type { HostMapping } from '../../kernel/setting.js';
import { isHostCovered } from './host-rules.js';

/**
 * Where a vendor's address really leads: itself, or the sandbox that the operator put in its place. The vendor's host
 * becomes the first path segment, so `https://HOST/PATH?Q` leads to `ADDRESS/HOST/PATH?Q`.
 */
export function actualAddress(url: URL, mappings: readonly HostMapping[]): URL {
  const mapping = mappingFor(url.hostname, mappings);
  return mapping === undefined ? url : new URL(`${mapping.address}/${url.host}${url.pathname}${url.search}`);
}

/** The way back, for redirects: the vendor's address that a mapped address stands for. */
export function vendorAddress(actual: URL, mappings: readonly HostMapping[]): string {
  for (const { pattern, address } of mappings) {
    if (!actual.href.startsWith(`${address}/`)) continue;
    const [host = '', ...path] = actual.href.slice(address.length + 1).split('/');
    if (isHostCovered(host, [pattern])) return `https://${host}/${path.join('/')}`;
  }
  return actual.href;
}

export function isMapped(host: string, mappings: readonly HostMapping[]): boolean {
  return mappingFor(host, mappings) !== undefined;
}

/** An exact pattern wins over a wildcard. */
function mappingFor(host: string, mappings: readonly HostMapping[]): HostMapping | undefined {
  return (
    mappings.find(({ pattern }) => pattern === host) ?? mappings.find(({ pattern }) => isHostCovered(host, [pattern]))
  );
}
