const BLOCK = 4 * 1024 * 1024;

/** Dropbox's own hash of a file, as it grows: SHA-256 over the SHA-256 digests of its blocks of 4 MiB, in hex digits. */
export class ContentHash {
  readonly #digests: Uint8Array[] = [];

  /** Every part but the last has whole blocks. */
  async add(part: Uint8Array): Promise<void> {
    for (let start = 0; start < part.length; start += BLOCK) {
      this.#digests.push(await sha256(part.subarray(start, start + BLOCK)));
    }
  }

  async value(): Promise<string> {
    const all = new Uint8Array(this.#digests.length * 32);
    for (const [index, digest] of this.#digests.entries()) all.set(digest, index * 32);
    return Array.from(await sha256(all), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
}
