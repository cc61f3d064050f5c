import type { Clock } from '../../kernel/clock.js';
import { Secret } from '../../kernel/secret.js';
import type { InsideCredential } from '../contract/credential.js';
import type { ClientCertificate } from '../contract/oauth-client.js';
import type { SecretPart } from '../contract/secret-parts.js';
import type { SchemeCredential } from './scheme-handler.js';
import { proofUnusable } from './schemes.errors.js';
import { type UsernameToken, withUsernameToken } from './ws-security.js';

type Part<In extends SecretPart['in']> = Extract<SecretPart, { readonly in: In }>;
type HeaderPart = Exclude<SecretPart, Part<'certificate' | 'ws-security'>>;

/** RFC 9110 section 5.6.2: what names a header or a cookie may have. */
const NAME = /^[!#$%&'*+.^_`|~\w-]{1,200}$/;
/** What a header may carry without being misread; no line end can get in. */
const VALUE = /^[\x20-\x7e]*$/;
/** RFC 6265 section 4.1.1. */
const COOKIE_VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
/** They say where and how a message goes, not who asks. */
const NOT_OURS = new Set([
  ...['host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'te', 'trailer', 'expect', 'keep-alive'],
  ...['proxy-authorization', 'proxy-connection'],
]);

/**
 * Puts together what each request carries.
 * @throws BrokerError `proof-unusable` when a part cannot be sent, without saying the value
 */
export function proofOf(parts: readonly SecretPart[], clock: Clock): SchemeCredential {
  const headers = new Map<string, Secret>();
  const query = new Map<string, Secret>();
  const cookies: string[] = [];
  for (const part of parts) {
    if (part.in === 'cookie') cookies.push(...cookieOf(part));
    else if (part.in === 'query') addFilled(query, part.name, opened(part.value));
    else if (isOutside(part)) for (const [name, value] of headersOf(part)) addHeader(headers, name, value);
  }
  if (cookies.length > 0) addHeader(headers, 'cookie', cookies.join('; '));
  const proof = {
    headers: Object.fromEntries(headers),
    ...(query.size === 0 ? {} : { query: Object.fromEntries(query) }),
  };
  const certificate = parts.find((part) => part.in === 'certificate');
  const token = parts.find((part) => part.in === 'ws-security');
  return certificate || token ? insideOf(proof, { certificate, token, clock }) : { kind: 'headers', ...proof };
}

interface InsideParts {
  readonly certificate: ClientCertificate | undefined;
  readonly token: UsernameToken | undefined;
  readonly clock: Clock;
}

function insideOf(proof: Pick<InsideCredential, 'headers' | 'query'>, { certificate, token, clock }: InsideParts) {
  return {
    kind: 'inside' as const,
    ...proof,
    ...(certificate === undefined ? {} : { certificate }),
    ...(token && {
      writeInto: (message: string) => withUsernameToken(message, token, clock),
      inMessages: token.password,
    }),
  };
}

function isOutside(part: SecretPart): part is HeaderPart {
  return part.in !== 'certificate' && part.in !== 'ws-security';
}

function headersOf(part: Exclude<HeaderPart, Part<'cookie' | 'query'>>): readonly (readonly [string, string])[] {
  switch (part.in) {
    case 'header': {
      const value = opened(part.value);
      return value === '' ? [] : [[part.name, `${part.prefix ?? ''}${value}`]];
    }
    case 'headers':
      return headerLines(part.lines);
    case 'basic':
      return basicHeader(part);
    case 'bearer': {
      const token = opened(part.token);
      return token === '' ? [] : [['authorization', `Bearer ${token}`]];
    }
  }
}

/** RFC 7617: a user name has no colon; both in UTF-8. */
function basicHeader(part: Part<'basic'>): readonly (readonly [string, string])[] {
  const user = opened(part.user);
  const password = opened(part.password);
  if (user === '' && password === '') return [];
  if (user.includes(':')) throw proofUnusable('a user name for HTTP Basic has a colon');
  return [['authorization', `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`]];
}

function headerLines(lines: Secret): readonly (readonly [string, string])[] {
  return opened(lines)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const colon = line.indexOf(':');
      if (colon < 1) throw proofUnusable(`line ${index + 1} of the headers is not "Name: value"`);
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
}

function cookieOf({ name, value }: Part<'cookie'>): readonly string[] {
  const text = opened(value);
  if (text === '') return [];
  if (!NAME.test(name) || !COOKIE_VALUE.test(text))
    throw proofUnusable('a cookie has a character that it cannot carry');
  return [`${name}=${text}`];
}

function addHeader(headers: Map<string, Secret>, writtenName: string, value: string): void {
  const name = writtenName.toLowerCase();
  if (!NAME.test(name) || NOT_OURS.has(name)) throw proofUnusable('a header has a name that cannot be used');
  if (!VALUE.test(value)) throw proofUnusable(`the header ${name} has a character that it cannot carry`);
  if (headers.has(name)) throw proofUnusable(`the header ${name} is given twice`);
  headers.set(name, new Secret(value));
}

function addFilled(query: Map<string, Secret>, name: string, value: string): void {
  if (value !== '') query.set(name, new Secret(value));
}

function opened(value: string | Secret): string {
  return value instanceof Secret ? value.reveal('put it where a request carries it') : value;
}
