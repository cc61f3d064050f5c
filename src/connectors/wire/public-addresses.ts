import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { addressRefused } from './wire.errors.js';

/** Why an address is not one of the public internet, in a word; undefined when it is public. */
export function privateRange(address: string): string | undefined {
  if (!ipaddr.isValid(address)) return 'unreadable';
  const range = ipaddr.process(address).range();
  return range === 'unicast' ? undefined : range;
}

/**
 * Name resolution that refuses every name with a private, loopback, link-local or otherwise special address. The
 * connection goes to the very addresses that were checked here, so a name that changes in between (DNS rebinding)
 * gains nothing.
 */
export function publicLookup(resolve: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, options, (error, address, family) => {
      if (error) return callback(error, address, family);
      const found: readonly LookupAddress[] =
        typeof address === 'string' ? [{ address, family: family ?? 4 }] : address;
      for (const one of found) {
        const range = privateRange(one.address);
        if (range !== undefined) return callback(addressRefused(hostname, range), address, family);
      }
      callback(null, address, family);
    });
  };
}
