import { createHmac } from 'node:crypto';

/** What an OAuth 1.0a signature is computed over (RFC 5849 section 3.4.1). */
export interface SignedRequest {
  readonly method: string;
  /** The whole address as sent, with its query. */
  readonly url: string;
  /** The parameters of the Authorization header, decoded; `realm` and `oauth_signature` are left out by the computation. */
  readonly header: readonly (readonly [name: string, value: string])[];
  /** The body, only when it is a form. */
  readonly form?: string;
}

const ADDRESS = /^(https?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?/i;
const DEFAULT_PORT: Record<string, string> = { http: ':80', https: ':443' };

/** METHOD & address & parameters, each percent-encoded. The path is taken as sent; the query is decoded and encoded anew. */
export function signatureBase(request: SignedRequest): string {
  const [, scheme = '', authority = '', path = '', query = ''] = ADDRESS.exec(request.url) ?? [];
  const protocol = scheme.toLowerCase();
  const port = DEFAULT_PORT[protocol] ?? '';
  const host = authority.toLowerCase();
  const address = `${protocol}://${host.endsWith(port) ? host.slice(0, -port.length) : host}${path === '' ? '/' : path}`;
  const header = request.header.filter(([name]) => name !== 'realm' && name !== 'oauth_signature');
  const parameters = [...header, ...formPairs(query), ...formPairs(request.form ?? '')];
  return [request.method.toUpperCase(), address, normalized(parameters)].map(percentEncode).join('&');
}

/** Base64 HMAC under `consumerSecret&tokenSecret`, both percent-encoded (RFC 5849 section 3.4.2). */
export function sign(base: string, secrets: { consumer: string; token: string }, hash: 'sha1' | 'sha256'): string {
  const key = `${percentEncode(secrets.consumer)}&${percentEncode(secrets.token)}`;
  return createHmac(hash, key).update(base).digest('base64');
}

/** RFC 3986 unreserved characters stay; all else is upper-case hex. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Undoes percent-encoding; a broken sequence stays as it is. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function normalized(parameters: readonly (readonly [string, string])[]): string {
  return parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([leftName, leftValue], [rightName, rightValue]) =>
      leftName === rightName ? order(leftValue, rightValue) : order(leftName, rightName),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function order(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function formPairs(text: string): [string, string][] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.replaceAll('+', ' ').split('=');
      return [percentDecode(name), percentDecode(value.join('='))];
    });
}
