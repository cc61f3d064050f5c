import { FileDigest } from '../../files/file-digest.js';

const WIDTH_BITS = 160;
const SHIFT_BITS = 11;

/**
 * What SharePoint knows a file by (learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash): each byte is
 * shifted by eleven bits more than the one before it, round a ring of 160 bits, and the length is mixed in at the end.
 * Bytes that are 160 apart meet in the same place, so they are summed up first.
 */
export class SharePointDigest extends FileDigest {
  private readonly sums: Buffer;

  constructor(from?: SharePointDigest) {
    super(from);
    this.sums = from === undefined ? Buffer.alloc(WIDTH_BITS) : Buffer.from(from.sums);
  }

  override update(chunk: Buffer): void {
    let place = this.size % WIDTH_BITS;
    super.update(chunk);
    const { sums } = this;
    for (let index = 0; index < chunk.length; index += 1) {
      sums[place] = (sums[place] ?? 0) ^ (chunk[index] ?? 0);
      place = place === WIDTH_BITS - 1 ? 0 : place + 1;
    }
  }

  /** Base64 of twenty bytes. */
  get quickXor(): string {
    const ring = Buffer.alloc(WIDTH_BITS / 8);
    for (const [index, sum] of this.sums.entries()) {
      const bit = (index * SHIFT_BITS) % WIDTH_BITS;
      const at = bit >> 3;
      const shifted = sum << (bit & 7);
      ring[at] = (ring[at] ?? 0) ^ (shifted & 0xff);
      const after = (at + 1) % ring.length;
      ring[after] = (ring[after] ?? 0) ^ (shifted >> 8);
    }
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(this.size));
    for (const [index, byte] of length.entries()) ring[12 + index] = (ring[12 + index] ?? 0) ^ byte;
    return ring.toString('base64');
  }
}
