import type { IncomingHttpHeaders } from 'node:http';
import type { VendorHeaders } from '../../contract/vendor-exchange.js';

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

export type SentHeaders = Record<string, string | string[]>;

/** What may go from a caller to a vendor. A length is kept only for streams; that of other bodies is known. */
export function headersToSend(headers: VendorHeaders, bodyIsStream: boolean): SentHeaders {
  const kept: SentHeaders = {};
  const names = Object.keys(headers);
  const named = connectionOptions(headers, names);
  for (const given of names) {
    const value = headers[given];
    const name = given.toLowerCase();
    if (value === undefined || NEVER_SENT.has(name) || named?.has(name)) continue;
    if (name === 'content-length' && !bodyIsStream) continue;
    kept[name] = typeof value === 'string' ? value : [...value];
  }
  return kept;
}

/** What may go to another host after a redirect: nothing that tells who asks. */
export function headersForForeignHost(headers: SentHeaders): SentHeaders {
  const harmless = ['accept', 'accept-encoding', 'accept-language', 'range', 'user-agent'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.includes(name)));
}

/** What may go from a vendor to a caller. */
export function headersToHandOn(headers: IncomingHttpHeaders): VendorHeaders {
  const kept: Record<string, string | readonly string[]> = {};
  const names = Object.keys(headers);
  const named = connectionOptions(headers, names);
  for (const name of names) {
    const value = headers[name];
    if (value !== undefined && !NEVER_HANDED_ON.has(name) && !named?.has(name)) kept[name] = value;
  }
  return kept;
}

type AnyHeaders = VendorHeaders | IncomingHttpHeaders;

/** The headers that a `Connection` header declares to be of the connection. */
function connectionOptions(headers: AnyHeaders, names: readonly string[]): ReadonlySet<string> | undefined {
  const own = names.find((name) => name.length === 10 && name.toLowerCase() === 'connection');
  const value = own === undefined ? undefined : headers[own];
  if (value === undefined || value === 'keep-alive' || value === 'close') return undefined;
  const options = [value].flat().join(',').split(',');
  return new Set(options.map((name) => name.trim().toLowerCase()));
}
