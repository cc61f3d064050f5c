import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../../kernel/secret.js';

/**
 * scrypt with N = 2^15, r = 8, p = 3: 32 MiB and about a tenth of a second for each try, one of the equal choices of the
 * OWASP Password Storage Cheat Sheet. Half of the memory of the usual 2^16, so that two at once fit a small machine.
 */
const COST = { ln: 15, r: 8, p: 3 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Beyond this nothing of ours was stored: a damaged row must not take the machine's memory. */
const MOST = { ln: 17, r: 16, p: 16 } as const;
const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]{22})\$([\w+/]{43})$/;

interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

interface ParsedHash extends Cost {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** Compared with where there is no account, so that an unknown address takes as long as a wrong password. */
export const NO_PASSWORD = written(COST, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));

/** The hash with its parameters and its salt, in the form `$scrypt$ln=..,r=..,p=..$salt$hash`. */
export async function hashPassword(password: Secret): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return written(COST, salt, await derive(password, { ...COST, salt }));
}

/** False also for what is no hash of ours. */
export async function isPassword(password: Secret, stored: string): Promise<boolean> {
  const parsed = parse(stored);
  if (!parsed) return false;
  return timingSafeEqual(await derive(password, parsed), parsed.hash);
}

/** Whether the hash was made with other parameters than those of today. */
export function isOutdated(stored: string): boolean {
  const parsed = parse(stored);
  return !parsed || parsed.ln !== COST.ln || parsed.r !== COST.r || parsed.p !== COST.p;
}

function derive(password: Secret, { ln, r, p, salt }: Cost & { readonly salt: Buffer }): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 2 * 128 * 2 ** ln * r };
  // One text however the keyboard composes its accents.
  const text = password.reveal('to hash it').normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, HASH_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function parse(stored: string): ParsedHash | undefined {
  const [, ln, r, p, salt = '', hash = ''] = FORM.exec(stored) ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const isSound = cost.ln >= 1 && cost.ln <= MOST.ln && cost.r >= 1 && cost.r <= MOST.r && cost.p >= 1;
  if (!isSound || cost.p > MOST.p) return undefined;
  return { ...cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

function written({ ln, r, p }: Cost, salt: Buffer, hash: Buffer): string {
  return `$scrypt$ln=${ln},r=${r},p=${p}$${unpadded(salt)}$${unpadded(hash)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
