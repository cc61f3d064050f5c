const CELLS = 20;
const BITS = CELLS * 8;
const SHIFT = 11;

/**
 * What SharePoint knows the content of a file by, in Base64: each byte goes eleven bits further round a ring of 160
 * bits, and the length is mixed into its last 64. https://learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash
 */
export function quickXorHash(content: Uint8Array): string {
  const ring = new Uint8Array(CELLS);
  let at = 0;
  for (const byte of content) {
    const cell = at >> 3;
    const wide = byte << (at & 7);
    mix(ring, cell, wide & 0xff);
    mix(ring, (cell + 1) % CELLS, wide >> 8);
    at = (at + SHIFT) % BITS;
  }
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(content.length));
  for (const [index, byte] of length.entries()) mix(ring, CELLS - length.length + index, byte);
  return Buffer.from(ring).toString('base64');
}

function mix(ring: Uint8Array, cell: number, byte: number): void {
  ring[cell] = (ring[cell] ?? 0) ^ byte;
}
