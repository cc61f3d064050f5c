/** A body that is made while it is sent, so that a large file is never held. */
export interface MadeBody {
  readonly size: number;
  chunks(): Iterable<Buffer>;
}

const BLOCK = 64 * 1024;

/**
 * The bytes `from` to `to` (exclusive) of a file that nobody stored. Always the same ones: each block of 64 KiB begins
 * with its number, in eight bytes, and goes on with a pattern.
 */
export function madeFile(size: number, from = 0, to = size): MadeBody {
  return { size: to - from, chunks: () => blocks(from, to) };
}

function* blocks(from: number, to: number): Iterable<Buffer> {
  for (let at = from; at < to; ) {
    const number = Math.floor(at / BLOCK);
    const begin = at - number * BLOCK;
    const end = Math.min(BLOCK, to - number * BLOCK);
    const block = Buffer.allocUnsafe(BLOCK);
    block.fill(PATTERN);
    block.writeBigUInt64BE(BigInt(number), 0);
    yield block.subarray(begin, end);
    at += end - begin;
  }
}

const PATTERN = Buffer.from('a file that nobody stored, made as it is read; ');
