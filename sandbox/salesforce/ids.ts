import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a 15-character id: three letters that say which characters are upper case. */
export function to18(id: string): string {
  if (id.length !== 15) return id;
  const suffix = [0, 5, 10].map((start) => {
    const bits = [...id.slice(start, start + 5)].map((character) => (/[A-Z]/.test(character) ? 1 : 0));
    return ALPHABET[bits.reduce((sum: number, bit, index) => sum + (bit << index), 0)];
  });
  return id + suffix.join('');
}

/** A new record id with the key prefix of its type. */
export function newRecordId(prefix: string): string {
  return to18(`${prefix}5e${randomBytes(8).toString('hex').slice(0, 10)}`);
}
