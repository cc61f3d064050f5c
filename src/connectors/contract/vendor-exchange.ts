import type { Readable } from 'node:stream';

/** One request to a vendor's API. The credential adds what proves who asks; the host must be among its hosts. */
export interface VendorRequest {
  readonly method: string;
  /** Absolute, or relative to the credential's base URL. */
  readonly url: string;
  /** `authorization`, `cookie`, `host` and hop-by-hop headers are dropped. */
  readonly headers?: VendorHeaders;
  /** A stream is sent as it comes, with backpressure, and can be sent only once. */
  readonly body?: string | Uint8Array | Readable;
  /** For the whole exchange; of a streamed one, until the answer's headers are there. Milliseconds. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
  /** A redirect is the answer, instead of being followed. */
  readonly handBackRedirects?: boolean;
}

/** Lower-case names. */
export type VendorHeaders = Readonly<Record<string, string | readonly string[]>>;

interface VendorReply {
  readonly status: number;
  /** Without hop-by-hop headers and cookies. */
  readonly headers: VendorHeaders;
  /** Where it came from, after redirects; never a mapped address. */
  readonly url: string;
  /** The vendor says that the issued token is spent: one renewal, then one retry of a request that can be replayed. */
  readonly meansExpired: boolean;
}

/** An answer of limited size, read to its end. */
export interface VendorAnswer extends VendorReply {
  readonly body: Buffer;
}

/** An answer that is read as it comes. Whoever takes it must read it to its end or destroy it. */
export interface VendorStream extends VendorReply {
  readonly body: Readable;
}
