import { createHash, type Hash } from 'node:crypto';
import { FileDigest } from '../../files/file-digest.js';

/** A file as it comes in, with the checksum that Drive tells. */
export class DriveDigest extends FileDigest {
  private readonly md5: Hash;

  /** `before` continues a file whose first part came earlier; it stays as it is. */
  constructor(before?: DriveDigest) {
    super(before);
    this.md5 = before === undefined ? createHash('md5') : before.md5.copy();
  }

  override update(chunk: Buffer): void {
    super.update(chunk);
    this.md5.update(chunk);
  }

  get md5Checksum(): string {
    return this.md5.copy().digest('hex');
  }
}
