import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { newId } from '../../kernel/ids.js';
import { Secret } from '../../kernel/secret.js';

const KEY = /^lk_([0-9a-z]{26})_[A-Za-z0-9_-]{43}$/;

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

/** The id inside a key, or undefined when the text is no key. */
export function idOfKey(text: string): string | undefined {
  const parts = KEY.exec(text);
  return parts ? `key_${parts[1]}` : undefined;
}

/** SHA-256 in hex. A slow hash would protect nothing: a key has 256 random bits and cannot be guessed. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Compares in constant time. */
export function sameDigest(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.length === b.length && timingSafeEqual(a, b);
}
