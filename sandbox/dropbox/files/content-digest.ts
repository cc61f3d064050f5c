import { createHash, type Hash } from 'node:crypto';
import { FileDigest } from '../../files/file-digest.js';

const BLOCK_BYTES = 4 * 1024 * 1024;

/** A file as it comes in, with Dropbox's own hash: SHA-256 over the SHA-256 digests of each 4 MiB block. */
export class ContentDigest extends FileDigest {
  private readonly whole: Hash;
  private block: Hash;
  private filled: number;

  /** `before` continues a file whose first part came earlier; it stays as it is. */
  constructor(before?: ContentDigest) {
    super(before);
    this.whole = before === undefined ? createHash('sha256') : before.whole.copy();
    this.block = before === undefined ? createHash('sha256') : before.block.copy();
    this.filled = before?.filled ?? 0;
  }

  override update(chunk: Buffer): void {
    super.update(chunk);
    for (let taken = 0; taken < chunk.length; ) {
      const piece = chunk.subarray(taken, taken + BLOCK_BYTES - this.filled);
      this.block.update(piece);
      taken += piece.length;
      this.filled += piece.length;
      if (this.filled < BLOCK_BYTES) continue;
      this.whole.update(this.block.digest());
      this.block = createHash('sha256');
      this.filled = 0;
    }
  }

  /** Of everything so far, as hex digits. */
  get contentHash(): string {
    const whole = this.whole.copy();
    return (this.filled > 0 ? whole.update(this.block.copy().digest()) : whole).digest('hex');
  }
}

/** The hash of a file that is at hand. */
export function contentHash(content: Buffer): string {
  const digest = new ContentDigest();
  digest.update(content);
  return digest.contentHash;
}
