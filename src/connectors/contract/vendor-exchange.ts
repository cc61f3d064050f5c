import type { Readable, Writable } from 'node:stream';

/** One request to a vendor's API. The credential adds what proves who asks; the host must be among its hosts. */
export interface VendorRequest {
  readonly method: string;
  /** Absolute, or relative to the credential's base URL. */
  readonly url: string;
  /** `authorization`, `cookie`, `host` and hop-by-hop headers are dropped. */
  readonly headers?: VendorHeaders;
  /** A stream is sent as it comes, with backpressure, and can be sent only once. It is never destroyed. */
  readonly body?: string | Uint8Array | Readable | undefined;
  /**
   * For the whole exchange; of a streamed answer, until its headers are there; of a streamed body, from its end on.
   * Milliseconds.
   */
  readonly deadlineMs?: number;
  readonly signal?: CancelSignal | undefined;
  /** A redirect is the answer, instead of being followed. */
  readonly handBackRedirects?: boolean;
}

/** As much of an `AbortSignal` as a call needs: whoever asked may go away. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
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

/** An answer that is handed on as it comes. Whoever takes it must send or discard its body. */
export interface VendorStream extends VendorReply {
  readonly body: AnswerBody;
}

export interface AnswerBody {
  /** Its length in bytes when all of it is there; undefined while more may come. */
  readonly whole: number | undefined;
  /**
   * Writes the body to the target, no faster than it takes it, and ends it. A body that breaks off destroys the target,
   * and a target that closes ends the vendor's answer.
   */
  sendTo(target: Writable): void;
  /** Nobody wants it: ends the vendor's answer. */
  discard(): void;
}
