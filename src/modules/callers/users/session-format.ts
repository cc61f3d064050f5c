import { createHmac, randomBytes } from 'node:crypto';
import { isId, newId } from '../../../kernel/ids.js';
import { Secret } from '../../../kernel/secret.js';
import { digestOf } from '../key-format.js';

const FORM = /^([0-9a-z]{26})\.[\w-]{43}$/;

export interface NewSessionCookie {
  readonly id: string;
  /** For the browser alone; only its digest is stored. */
  readonly cookie: Secret;
  readonly digest: string;
}

/** `<public part of the id>.<256 random bits>`: the public part finds the row, the rest proves the browser. */
export function newSessionCookie(): NewSessionCookie {
  const id = newId('session');
  const text = `${id.slice('ses_'.length)}.${randomText()}`;
  return { id, cookie: new Secret(text), digest: digestOf(text) };
}

/** The id inside a session cookie, or undefined when the text has not its form. */
export function idOfCookie(text: string): string | undefined {
  const [, part] = FORM.exec(text) ?? [];
  const id = `ses_${part}`;
  return part !== undefined && isId('session', id) ? id : undefined;
}

/** What a page of ours proves itself with. It follows from the cookie, which no other page can read. */
export function csrfTokenOf(cookie: string): string {
  return createHmac('sha256', cookie).update('latchkey csrf token').digest('base64url');
}

/** 256 random bits. */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}
