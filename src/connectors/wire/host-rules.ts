import { isIP } from 'node:net';
import { hostRefused } from './wire.errors.js';

const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads an address that a caller, a connector or a vendor's redirect names. Refuses whatever two parsers could read
 * differently: user info, ports, IP literals, trailing dots, backslashes, white space and names beyond ASCII.
 * @throws BrokerError `host-refused`
 */
export function parseVendorUrl(text: string): URL {
  const authority = /^https?:\/\/([^/?#\\]*)/i.exec(text)?.[1];
  if (authority === undefined) throw hostRefused(excerpt(text), 'an address begins with https://');
  if (!/^[\x21-\x7e]+$/.test(text) || text.includes('\\') || !URL.canParse(text)) {
    throw hostRefused(excerpt(authority), 'the address has a character that must be percent-encoded');
  }
  const url = new URL(text);
  const host = authority.toLowerCase().replace(url.protocol === 'https:' ? /:443$/ : /:80$/, '');
  if (host !== url.hostname || !isHostName(host)) {
    throw hostRefused(excerpt(authority), 'only a plain host name is accepted, without user, port or IP address');
  }
  return url;
}

/** What follows an origin, when only one reading of it is possible: printable, and no backslash. */
const PLAIN = /^[\x21-\x5b\x5d-\x7e]*$/;

/** Scheme and authority as they are written, to look up what is known of them; undefined when the rest needs care. */
export function writtenOrigin(address: string): string | undefined {
  const scheme = address.indexOf('://');
  const end = scheme < 0 ? -1 : address.indexOf('/', scheme + 3);
  return end >= 0 && PLAIN.test(address.slice(end)) ? address.slice(0, end) : undefined;
}

const UNCHANGED = /^\/[\w.~!$&()*+,;=:@%/-]*(?:\?[\w.~!$&()*+,;=:@%/?-]+)?$/;
/** A segment that leads nowhere, or upwards. */
const DOTS = /\/(?:\.|%2e){1,2}(?:[/?]|$)/i;

/** Whether a path and query go out just as they are written, so that nobody has to read them anew. */
export function isPlainTarget(target: string): boolean {
  return UNCHANGED.test(target) && !DOTS.test(target);
}

/** Whether the text is a lower-case host name and no IP address. */
export function isHostName(host: string): boolean {
  return HOST_NAME.test(host) && isIP(host) === 0 && !/(^|\.)\d+$/.test(host);
}

/** Whether a pattern (exact, or `*.suffix` for every host below the suffix) covers the host. */
export function isHostCovered(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1 : host === pattern,
  );
}

export function isHostPattern(pattern: string): boolean {
  const name = pattern.startsWith('*.') ? pattern.slice(2) : pattern;
  return isHostName(name) && name.includes('.');
}

/** Without the user and password that somebody put into it. */
function excerpt(text: string): string {
  return text.replace(/^([a-z]+:\/\/)?[^/?#]*@/i, '$1[hidden]@').slice(0, 100);
}
