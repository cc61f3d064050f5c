import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProcessLock } from '../../database/connection/process-lock.js';
import { answerTooLongForSpool } from '../renewal.errors.js';
import { decodeAnswer, encodeAnswer, type SpooledAnswer } from './spool-record.js';

/** Longer than the answers of all known vendors, sealed. */
export const SLOT_BYTES = 64 * 1024;
/** So many slots are made at once. */
const GROWTH = 8;
const EMPTY = Buffer.alloc(SLOT_BYTES);

/**
 * A file of slots whose space is allocated and on disk before it is needed, so that an answer can be written in place
 * also when the disk has filled up meanwhile. One process owns it at a time.
 */
export class SpoolFile {
  #slots = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly lock: ProcessLock,
  ) {}

  /** Undefined when a live process owns this file. Its slots hold what the last owner left. */
  static async open(folder: string, number: number): Promise<SpoolFile | undefined> {
    const lock = ProcessLock.take(join(folder, `${number}.lock`));
    if (!lock) return undefined;
    try {
      const path = join(folder, `${number}.spool`);
      const file = await open(path, 'r+').catch(() => open(path, 'wx+', 0o600));
      const spool = new SpoolFile(file, lock);
      spool.#slots = Math.floor((await file.stat()).size / SLOT_BYTES);
      await syncFolder(path);
      return spool;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get slots(): number {
    return this.#slots;
  }

  /** Makes more slots: written and on disk when this returns. @throws when the disk is full */
  async grow(): Promise<void> {
    for (let slot = this.#slots; slot < this.#slots + GROWTH; slot += 1) {
      await writeAll(this.file, EMPTY, slot * SLOT_BYTES);
    }
    await this.file.sync();
    this.#slots += GROWTH;
  }

  /** On disk when this returns. */
  async write(slot: number, answer: SpooledAnswer): Promise<void> {
    const record = encodeAnswer(answer);
    if (record.length > SLOT_BYTES) throw answerTooLongForSpool(record.length);
    await writeAll(this.file, record, slot * SLOT_BYTES);
    await this.file.datasync();
  }

  /** Not forced to disk: an answer that comes back after a crash is found to be stored already. */
  async clear(slot: number): Promise<void> {
    await writeAll(this.file, EMPTY.subarray(0, 8), slot * SLOT_BYTES);
  }

  async read(slot: number): Promise<SpooledAnswer | undefined> {
    const bytes = Buffer.alloc(SLOT_BYTES);
    await this.file.read(bytes, 0, SLOT_BYTES, slot * SLOT_BYTES);
    return decodeAnswer(bytes);
  }

  async close(): Promise<void> {
    await this.file.close();
    this.lock.release();
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}

/** So that a new file is still there after a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
