import { hash, randomBytes } from 'node:crypto';
import { newId } from '../../kernel/ids.js';
import { Secret } from '../../kernel/secret.js';

const KEY_LENGTH = 73;
const ID_FROM = 3;
const ID_TO = 29;

export interface NewKey {
  readonly id: string;
  /** Shown once; only its digest is stored. */
  readonly key: Secret;
  readonly digest: string;
}

/** `lk_<public part of the id>_<256 random bits>`: the public part finds the row, the rest proves the caller. */
export function newKey(): NewKey {
  const id = newId('key');
  const text = `lk_${id.slice('key_'.length)}_${randomBytes(32).toString('base64url')}`;
  return { id, key: new Secret(text), digest: digestOf(text) };
}

/** The id inside a key, or undefined when the text has not its form. Whether there is such a key, its row says. */
export function idOfKey(text: string): string | undefined {
  const hasForm = text.length === KEY_LENGTH && text.startsWith('lk_') && text[ID_TO] === '_';
  return hasForm ? `key_${text.slice(ID_FROM, ID_TO)}` : undefined;
}

/** SHA-256 in hex. A slow hash would protect nothing: a key has 256 random bits and cannot be guessed. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Looks at every character, wherever the first difference is. */
export function sameDigest(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}
