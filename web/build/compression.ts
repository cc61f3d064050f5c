import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The best costs three times the time of this one and saves two percent more. */
const QUALITY = 9;

/** What browsers take over https and on localhost. */
export function brotli(content: string | Uint8Array): Buffer {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
}

/** What is left for the others. */
export function gzip(content: string | Uint8Array): Buffer {
  return gzipSync(content, { level: constants.Z_BEST_COMPRESSION });
}
