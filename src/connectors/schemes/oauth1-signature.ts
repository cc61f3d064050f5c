import { createHmac, createSecretKey } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import type { SignableRequest } from '../contract/credential.js';
import { notSignable } from './schemes.errors.js';

export interface SignatureKeys {
  readonly algorithm: 'HMAC-SHA256' | 'HMAC-SHA1';
  readonly consumerSecret: string;
  readonly tokenSecret: string;
}

/** The `oauth_` parameters of one request, all but the signature. */
export type OAuthParameters = Readonly<Record<`oauth_${string}`, string>>;

/**
 * Signs requests with the same keys (RFC 5849 section 3.4). The library builds the base string and encodes; parameters
 * reach it parsed, because its own parser cuts values at a raw `=`, keeps `+` and does not decode names.
 */
export class OAuth1Signer {
  readonly #library: Library;

  constructor({ algorithm, consumerSecret, tokenSecret }: SignatureKeys) {
    const key = createSecretKey(`${encodeStrictly(consumerSecret)}&${encodeStrictly(tokenSecret)}`, 'utf8');
    this.#library = new Library({
      consumer: { key: '', secret: '' },
      signature_method: algorithm,
      hash_function: (base) => createHmac(HASHES[algorithm], key).update(base).digest('base64'),
    });
  }

  /** @throws BrokerError `request-not-signable` */
  signatureOf(request: SignableRequest, parameters: OAuthParameters): string {
    const url = new URL(request.url);
    // The library writes into the objects it gets, so it gets copies; URL has lower-cased the host and dropped its port.
    const target = {
      url: url.origin + url.pathname,
      method: request.method,
      data: requestParameters(url.search.slice(1), request.form ?? ''),
    };
    return this.#library.getSignature(target, undefined, { ...parameters } as OAuthParameters & OAuth.Data);
  }
}

/** The header (RFC 5849 section 3.5.1). The realm is not signed; an empty one is left out. */
export function authorizationHeader(realm: string, parameters: OAuthParameters): string {
  let members = realm === '' ? '' : `realm="${encodeStrictly(realm)}"`;
  for (const [name, value] of Object.entries(parameters)) {
    members += `${members === '' ? '' : ', '}${name}="${encodeStrictly(value)}"`;
  }
  return `OAuth ${members}`;
}

const HASHES = { 'HMAC-SHA256': 'sha256', 'HMAC-SHA1': 'sha1' } as const;

/** The library, with an encoding that leaves alone what needs none: most of what is signed. */
class Library extends OAuth {
  override percentEncode(text: string): string {
    return encodeStrictly(text);
  }
}

/** Query and form together; a repeated name becomes a list (RFC 5849 section 3.4.1.3.1). */
function requestParameters(query: string, form: string): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = {};
  if (query === '' && form === '') return parameters;
  for (const [name, value] of [...decoded(query), ...decoded(form)]) {
    if (name.startsWith('oauth_')) throw notSignable(`the parameter "${name}" belongs to the signature`);
    if (name === '__proto__') throw notSignable('a parameter has the name "__proto__"');
    const before = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    parameters[name] = before === undefined ? value : [before, value].flat();
  }
  return parameters;
}

function decoded(text: string): URLSearchParams {
  try {
    decodeURIComponent(text);
  } catch {
    throw notSignable('a percent sign is not followed by a character in UTF-8');
  }
  return new URLSearchParams(text);
}

const UNRESERVED = /^[\w.~-]*$/;

/** RFC 5849 section 3.6. */
function encodeStrictly(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
