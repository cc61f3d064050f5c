import type { IncomingHttpHeaders } from 'node:http';

/** Whether the host is the pattern, or below it for `*.suffix`. Without regard to case. */
export function isHostLike(host: string, pattern: string): boolean {
  const name = host.toLowerCase();
  return pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) && /^[a-z0-9.-]+$/.test(name) : name === pattern;
}

/**
 * Finds the vendor host that a request is meant for: the first path segment (`/api.dropboxapi.com/oauth2/token`), else
 * the Host header. The rest of the address stays exactly as sent. Undefined when neither is a host of this vendor.
 */
export function findVendorHost(
  target: string,
  headers: IncomingHttpHeaders,
  patterns: readonly string[],
): { host: string; target: string } | undefined {
  const [, segment = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(target) ?? [];
  if (patterns.some((pattern) => isHostLike(segment, pattern))) {
    return { host: segment.toLowerCase(), target: rest.startsWith('/') ? rest : `/${rest}` };
  }
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return patterns.some((pattern) => isHostLike(host, pattern)) ? { host, target } : undefined;
}
