import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';
import type { BrokerError } from '../../../kernel/broker.error.js';
import type { VendorHeaders } from '../../contract/vendor-exchange.js';

type Decoder = (body: Buffer, options: ZlibOptions) => Promise<Buffer>;

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', promisify<Buffer, ZlibOptions, Buffer>(gunzip)],
  ['x-gzip', promisify<Buffer, ZlibOptions, Buffer>(gunzip)],
  ['deflate', promisify<Buffer, ZlibOptions, Buffer>(inflate)],
  ['br', promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress)],
]);

const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';

interface Whole {
  readonly headers: VendorHeaders;
  readonly body: Buffer;
}

export interface DecodingBounds {
  /** Of what comes out; bytes. */
  readonly limit: number;
  tooLong(): BrokerError;
  unreadable(cause: unknown): BrokerError;
}

/**
 * A whole answer as its reader wants it: some vendors compress what nobody asked them to, which HTTP allows (RFC 9110
 * section 12.5.3). A small body that swells beyond the limit is refused before it has done so.
 */
export async function decodedWhole({ headers, body }: Whole, bounds: DecodingBounds): Promise<Whole> {
  const decode = DECODERS.get([headers['content-encoding'] ?? ''].flat().join().trim().toLowerCase());
  if (decode === undefined || body.length === 0) return { headers, body };
  const { 'content-encoding': _encoding, 'content-length': _length, ...others } = headers;
  try {
    return { headers: others, body: await decode(body, { maxOutputLength: bounds.limit }) };
  } catch (error) {
    const isTooLong = typeof error === 'object' && error !== null && Reflect.get(error, 'code') === TOO_LARGE;
    throw isTooLong ? bounds.tooLong() : bounds.unreadable(error);
  }
}
