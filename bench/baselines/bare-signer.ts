import { createHmac, randomBytes } from 'node:crypto';

export interface BareKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

/** The least that signs a request with HMAC-SHA256 (RFC 5849): no library, no checks, no odd parameters. */
export function bareHeader(method: string, url: string, keys: BareKeys): string {
  const { origin, pathname, searchParams } = new URL(url);
  const own: [string, string][] = [
    ['oauth_consumer_key', keys.consumerKey],
    ['oauth_nonce', randomBytes(16).toString('hex')],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', String(Math.floor(Date.now() / 1_000))],
    ['oauth_token', keys.token],
    ['oauth_version', '1.0'],
  ];
  const pairs = [...own, ...searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const base = `${method}&${encode(origin + pathname)}&${encode(pairs.sort().join('&'))}`;
  const key = `${encode(keys.consumerSecret)}&${encode(keys.tokenSecret)}`;
  const signature = createHmac('sha256', key).update(base).digest('base64');
  const members = [...own, ['oauth_signature', signature] as const];
  return `OAuth realm="${encode('1234567')}", ${members.map(([name, value]) => `${name}="${encode(value)}"`).join(', ')}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
