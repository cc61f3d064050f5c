import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/clock.js';
import type { SecretPart } from '../contract/secret-parts.js';
import { messageNotSoap } from './schemes.errors.js';

export type UsernameToken = Extract<SecretPart, { readonly in: 'ws-security' }>;

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const TYPES = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0';
const BASE64 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';
const SOAP = ['http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'];

/** A start tag with its attributes; a `>` inside quotes does not end it. */
const START_TAG = /^<(?:([\w.-]+):)?([\w.-]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/;
/** What may stand before an element: white space, comments, and before the root the XML declaration. */
const SKIPPED = /^(?:\s+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)+/;

/**
 * Writes a UsernameToken into the header of a SOAP message (UsernameToken Profile 1.1). A digest is good for one
 * message: it has a nonce and the time. @throws BrokerError `message-not-soap`
 */
export function withUsernameToken(message: string, token: UsernameToken, clock: Clock): string {
  const start = skip(message.replace(/^\uFEFF/, ''), 0);
  const root = tagAt(start.text, start.at);
  const prefix = root?.prefix === undefined ? '' : `${root.prefix}:`;
  if (root?.name !== 'Envelope' || !isSoap(root.attributes, root.prefix) || root.isClosed) throw messageNotSoap();
  const child = skip(start.text, root.end);
  const header = tagAt(child.text, child.at);
  const security = securityOf(token, clock, prefix);
  if (header?.name !== 'Header' || header.prefix !== root.prefix) {
    return splice(start.text, [root.end, root.end], `<${prefix}Header>${security}</${prefix}Header>`);
  }
  if (!header.isClosed) return splice(start.text, [header.end, header.end], security);
  const opened = `${start.text.slice(child.at, header.end).replace(/\/\s*>$/, '>')}${security}</${prefix}Header>`;
  return splice(start.text, [child.at, header.end], opened);
}

interface Tag {
  readonly prefix: string | undefined;
  readonly name: string;
  readonly attributes: string;
  readonly isClosed: boolean;
  /** Where the tag ends. */
  readonly end: number;
}

function tagAt(text: string, at: number): Tag | undefined {
  const [all = '', prefix, name = '', attributes = ''] = START_TAG.exec(text.slice(at)) ?? [];
  if (all === '') return undefined;
  return { prefix, name, attributes, isClosed: /\/\s*$/.test(attributes), end: at + all.length };
}

function skip(text: string, from: number): { readonly text: string; readonly at: number } {
  return { text, at: from + (SKIPPED.exec(text.slice(from))?.[0].length ?? 0) };
}

function isSoap(attributes: string, prefix: string | undefined): boolean {
  const name = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`;
  return SOAP.some((namespace) =>
    [`${name}="${namespace}"`, `${name}='${namespace}'`].some((written) => attributes.includes(written)),
  );
}

function splice(text: string, [from, to]: readonly [number, number], inserted: string): string {
  return text.slice(0, from) + inserted + text.slice(to);
}

function securityOf({ user, password, passwordType }: UsernameToken, clock: Clock, prefix: string): string {
  const plain = password.reveal('write it into a SOAP message');
  const created = clock.now().toISOString();
  const nonce = randomBytes(16);
  const digest = createHash('sha1').update(nonce).update(created).update(plain, 'utf8').digest('base64');
  const isDigest = passwordType === 'digest';
  const proof = isDigest ? digest : escapeXml(plain);
  return [
    `<wsse:Security xmlns:wsse="${WSSE}" xmlns:wsu="${WSU}"${prefix === '' ? '' : ` ${prefix}mustUnderstand="1"`}>`,
    `<wsse:UsernameToken><wsse:Username>${escapeXml(user)}</wsse:Username>`,
    `<wsse:Password Type="${TYPES}#${isDigest ? 'PasswordDigest' : 'PasswordText'}">${proof}</wsse:Password>`,
    `<wsse:Nonce EncodingType="${BASE64}">${nonce.toString('base64')}</wsse:Nonce>`,
    `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`,
  ].join('');
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
