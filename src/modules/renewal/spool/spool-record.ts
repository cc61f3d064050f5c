import { createHash } from 'node:crypto';
import type { StoredColumns } from '../../database/rows/row-format.js';
import type { RenewalTrigger } from '../renewal-attempt.entity.js';

/** A vendor's answer that could not be stored yet, with what is needed to store it later. Secrets are sealed in it. */
export interface SpooledAnswer {
  readonly attemptId: string;
  readonly tenantId: string;
  readonly tokenId: string;
  /** The generation that it replaces. */
  readonly generation: number;
  readonly fence: number;
  readonly trigger: RenewalTrigger;
  readonly refreshFingerprint: string | null;
  readonly startedAt: string;
  /** What the sealed columns are bound to besides those in `change`. */
  readonly scopeKey: string;
  readonly nameFolded: string;
  /** The columns of the next generation, as they are stored. */
  readonly change: StoredColumns;
}

const MAGIC = Buffer.from('LKSPOOL1', 'latin1');
const DIGEST_BYTES = 32;
const HEADER_BYTES = MAGIC.length + 4 + DIGEST_BYTES;

/** Magic, length, SHA-256, JSON: a write that was cut off does not read as an answer. */
export function encodeAnswer(answer: SpooledAnswer): Buffer {
  const payload = Buffer.from(JSON.stringify(answer), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(payload.length);
  return Buffer.concat([MAGIC, length, digestOf(payload), payload]);
}

/** Undefined when the slot is free or what is in it was not written to its end. */
export function decodeAnswer(slot: Buffer): SpooledAnswer | undefined {
  if (!slot.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const payload = slot.subarray(HEADER_BYTES, HEADER_BYTES + slot.readUInt32BE(MAGIC.length));
  const digest = slot.subarray(MAGIC.length + 4, HEADER_BYTES);
  return digest.equals(digestOf(payload)) ? JSON.parse(payload.toString('utf8')) : undefined;
}

function digestOf(payload: Buffer): Buffer {
  return createHash('sha256').update(payload).digest();
}
