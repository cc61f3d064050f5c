import { createHash, type Hash } from 'node:crypto';

/** Files up to this size are kept, so that they can be read again; of larger ones only size and digest are known. */
export const MOST_KEPT_BYTES = 4 * 1024 * 1024;

/** A file as its bytes come in: counted and digested, kept only while it is small. */
export class FileDigest {
  private readonly hash: Hash;
  private kept: readonly Buffer[] | undefined;
  private bytes: number;

  /** `from` continues a file whose first part came earlier; it stays as it is. */
  constructor(from?: FileDigest) {
    this.hash = from === undefined ? createHash('sha256') : from.hash.copy();
    this.kept = from === undefined ? [] : from.kept;
    this.bytes = from?.bytes ?? 0;
  }

  update(chunk: Buffer): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    this.kept = this.kept === undefined || this.bytes > MOST_KEPT_BYTES ? undefined : [...this.kept, chunk];
  }

  get size(): number {
    return this.bytes;
  }

  /** Of everything so far, as hex digits. */
  get sha256(): string {
    return this.hash.copy().digest('hex');
  }

  /** The whole file while it is small; undefined when it was too large to keep. */
  get content(): Buffer | undefined {
    return this.kept === undefined ? undefined : Buffer.concat(this.kept);
  }
}
