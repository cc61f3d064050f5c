import type { IncomingHttpHeaders } from 'node:http';
import type { VendorHeaders } from '../contract/vendor-exchange.js';

/** Headers of one connection, not of the message (RFC 9110 section 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** The credential says who asks; nobody else does. A cookie beside it can break signed requests. */
const NEVER_SENT = new Set([...HOP_BY_HOP, 'authorization', 'cookie', 'host']);
/** What a browser or a cache would take for words of our own origin: the vendor's cookies, policies and lifetimes. */
const OF_AN_ORIGIN = [
  'alt-svc',
  'cache-control',
  'clear-site-data',
  'content-security-policy',
  'nel',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'set-cookie',
  'set-cookie2',
  'strict-transport-security',
];
const NEVER_HANDED_ON = new Set([...HOP_BY_HOP, ...OF_AN_ORIGIN]);

/** What may go from a caller to a vendor. A length is kept only for streams; that of other bodies is known. */
export function headersToSend(headers: VendorHeaders, bodyIsStream: boolean): Record<string, string | string[]> {
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const named = connectionOptions(lowered.filter(([name]) => name === 'connection').flatMap(([, value]) => value));
  const kept = lowered
    .filter(([name]) => !NEVER_SENT.has(name) && !named.has(name))
    .filter(([name]) => bodyIsStream || name !== 'content-length');
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]));
}

/** What may go to another host after a redirect: nothing that tells who asks. */
export function headersForForeignHost(headers: Record<string, string | string[]>): Record<string, string | string[]> {
  const harmless = ['accept', 'accept-encoding', 'accept-language', 'range', 'user-agent'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.includes(name)));
}

/** What may go from a vendor to a caller. */
export function headersToHandOn(headers: IncomingHttpHeaders): VendorHeaders {
  const named = connectionOptions(headers.connection ?? '');
  const kept: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !NEVER_HANDED_ON.has(name) && !named.has(name)) kept[name] = value;
  }
  return kept;
}

function connectionOptions(value: string | readonly string[]): ReadonlySet<string> {
  return new Set(
    [value]
      .flat()
      .join(',')
      .split(',')
      .map((name) => name.trim().toLowerCase()),
  );
}
