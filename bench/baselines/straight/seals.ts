import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

const [IV_BYTES, TAG_BYTES] = [12, 16];
const [SEALING, PRINTING, CHAINING] = [key(), key(), key()];

function key(): KeyObject {
  return createSecretKey(randomBytes(32));
}

/** What a sealed value is bound to. */
export interface Bound {
  readonly tenantId: string;
  readonly id: string;
  readonly generation: number;
  /** As `bindingOf` has it. */
  readonly facts: string;
}

/** A digest of the facts in clear that a seal covers. */
export function bindingOf(...facts: readonly string[]): string {
  return hash('sha256', JSON.stringify(facts), 'base64url');
}

export function seal(bound: Bound, field: string, plain: string): string {
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', SEALING, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(bound, field));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.1.${iv.toString('base64url')}.${sealed.toString('base64url')}`;
}

let ivs: Buffer = Buffer.alloc(0);

/** Random bytes for many at once, as in the house. */
function nextIv(): Buffer {
  if (ivs.length < IV_BYTES) ivs = randomBytes(IV_BYTES * 128);
  const iv = ivs.subarray(0, IV_BYTES);
  ivs = ivs.subarray(IV_BYTES);
  return iv;
}

/** @throws when it was sealed for anything else */
export function open(bound: Bound, field: string, sealed: string): string {
  const [, , iv = '', text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', SEALING, Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(bound, field));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  return decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

export function fingerprintOf(refreshToken: string): string {
  return createHmac('sha256', PRINTING).update(refreshToken, 'utf8').digest('hex');
}

/** Of an entry of the audit; its text begins with the hash before it. */
export function chained(text: string): string {
  return createHmac('sha256', CHAINING).update(text, 'utf8').digest('hex');
}

function additionalData({ tenantId, id, generation, facts }: Bound, field: string): Buffer {
  return Buffer.from(JSON.stringify(['v1', tenantId, 1, id, field, generation, facts]), 'utf8');
}
