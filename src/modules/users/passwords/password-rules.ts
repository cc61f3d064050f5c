import type { Secret } from '../../../kernel/secret.js';
import { weakPassword } from '../users.errors.js';

/** In code points. Length is what makes a password strong; no kinds of characters are asked for. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

const DIFFERENT_CHARACTERS = 6;
/** A run of this alphabet, forwards or backwards, is what people type first. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
];
const RUN_LENGTH = 8;

/** @throws weak-password, saying what to do instead */
export function checkPassword(password: Secret, owner: { readonly email: string; readonly name: string }): void {
  const text = password.reveal('to check that it is no easy guess').normalize('NFKC').toLowerCase();
  const { length } = [...text];
  const { least, most } = PASSWORD_LENGTH;
  if (length < least) throw weakPassword(`It has ${length} characters. Use at least ${least}.`);
  if (length > most) throw weakPassword(`It has ${length} characters. Use at most ${most}.`);
  if (new Set(text).size < DIFFERENT_CHARACTERS)
    throw weakPassword('It repeats a few characters. Use more different ones.');
  if (hasRun(text))
    throw weakPassword('It follows the keyboard or the alphabet. Use words that do not belong together.');
  if (tellsOwner(text, owner)) throw weakPassword('It contains your name or e-mail address. Use something else.');
}

function hasRun(text: string): boolean {
  return RUNS.some((run) => [run, [...run].reverse().join('')].some((line) => sharesRun(text, line)));
}

function sharesRun(text: string, line: string): boolean {
  for (let from = 0; from + RUN_LENGTH <= line.length; from += 1) {
    if (text.includes(line.slice(from, from + RUN_LENGTH))) return true;
  }
  return false;
}

function tellsOwner(text: string, { email, name }: { readonly email: string; readonly name: string }): boolean {
  const [mailbox = ''] = email.toLowerCase().split('@');
  return [mailbox, name.toLowerCase()].some((part) => part.length >= 4 && text.includes(part));
}
