import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^v1\.([1-9]\d{0,8})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/;

/**
 * What a sealed value belongs to. It is authenticated with the value, so a value that is copied to another tenant,
 * owner, field or generation, or whose plain facts are altered, does not open.
 */
export interface SealContext {
  /** Id of the record that holds the value: an access token, a draft. */
  readonly owner: string;
  readonly field: string;
  readonly generation: number;
  /** Digest of the plain facts beside the value that must not be altered. */
  readonly facts?: string;
}

export interface DataKey {
  readonly tenantId: string;
  readonly version: number;
  readonly key: KeyObject;
}

/** AES-256-GCM: `v1.<version of the data key>.<iv>.<ciphertext and tag>`, the last two in base64url. */
export function sealValue(dataKey: DataKey, context: SealContext, plain: string): string {
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', dataKey.key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(dataKey, context));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${dataKey.version}.${iv.toString('base64url')}.${sealed.toString('base64url')}`;
}

let ivs: Buffer = Buffer.alloc(0);

/** Random bytes are fetched for many at once, because asking for them is most of the price. Each is used once. */
function nextIv(): Buffer {
  if (ivs.length < IV_BYTES) ivs = randomBytes(IV_BYTES * 128);
  const iv = ivs.subarray(0, IV_BYTES);
  ivs = ivs.subarray(IV_BYTES);
  return iv;
}

/** The value, or undefined when it was altered, moved, or sealed under another key. */
export function openValue(dataKey: DataKey, context: SealContext, sealed: string): string | undefined {
  const parts = SEALED.exec(sealed);
  if (!parts || Number(parts[1]) !== dataKey.version) return undefined;
  const bytes = Buffer.from(parts[3] ?? '', 'base64url');
  try {
    const iv = Buffer.from(parts[2] ?? '', 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', dataKey.key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(additionalData(dataKey, context));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const plain = decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The version of the data key that a sealed value names, or undefined when it is no sealed value. */
export function sealedVersion(sealed: string): number | undefined {
  const parts = SEALED.exec(sealed);
  return parts ? Number(parts[1]) : undefined;
}

/** What every value that is sealed under this version begins with; for queries that look for the others. */
export function sealedPrefix(version: number): string {
  return `v1.${version}.`;
}

/** A JSON array, because joined text could be cut at two places: ("ab", "c") must not look like ("a", "bc"). */
function additionalData({ tenantId, version }: DataKey, context: SealContext): Buffer {
  const { owner, field, generation, facts } = context;
  return Buffer.from(JSON.stringify(['v1', tenantId, version, owner, field, generation, facts ?? null]), 'utf8');
}
