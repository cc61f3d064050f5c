export interface FileFacts {
  readonly name?: string;
  /** Bytes. */
  readonly size?: number;
  readonly contentType?: string;
}

/** A file that an action of some token yields; opened at the moment of use, with the token that it names. */
export interface FileReference {
  readonly call: string;
  readonly token: string;
  readonly with: Readonly<Record<string, unknown>>;
  /** Shows that an action gave it. */
  readonly mark?: string;
}

/** A file in the inputs and outputs of actions, as JSON. Of a long one only the reference is ever kept. */
export type FileValue = FileFacts &
  ({ readonly from: FileReference } | { readonly text: string } | { readonly base64: string });

export interface FileSource {
  /** From the first byte on; again for whoever reads it again, unless it came as a stream. */
  open(): AsyncIterable<Uint8Array>;
  discard?(): void;
}

/** A file on its way: never held whole. */
export class ActionFile implements FileFacts {
  readonly name?: string;
  /** Bytes; absent when nobody knows before the end. */
  readonly size?: number;
  readonly contentType?: string;
  readonly #source: FileSource;

  constructor({ name, size, contentType }: FileFacts, source: FileSource) {
    if (name !== undefined) this.name = name;
    if (size !== undefined) this.size = size;
    if (contentType !== undefined) this.contentType = contentType;
    this.#source = source;
  }

  /** Its bytes in parts of exactly that size, but for the last; an empty file has none. */
  async *chunks(size: number): AsyncGenerator<Uint8Array, void> {
    let part = new Uint8Array(size);
    let filled = 0;
    for await (const piece of this.#source.open()) {
      for (let taken = 0; taken < piece.length; ) {
        const some = piece.subarray(taken, taken + size - filled);
        part.set(some, filled);
        taken += some.length;
        filled += some.length;
        if (filled === size) {
          yield part;
          part = new Uint8Array(size);
          filled = 0;
        }
      }
    }
    if (filled > 0) yield part.subarray(0, filled);
  }

  /** Its bytes as they come. */
  stream(): AsyncIterable<Uint8Array> {
    return this.#source.open();
  }

  /** Nobody reads it any more. */
  discard(): void {
    this.#source.discard?.();
  }
}
