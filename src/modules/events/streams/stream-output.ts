import { finished, PassThrough, type Readable } from 'node:stream';

/** A reader that leaves more than this lie is dropped; it resumes with the last id that it has seen. Bytes. */
const MOST_UNREAD = 256 * 1024;

/** How long a reader may leave its buffer full. Milliseconds. */
const PATIENCE = 5_000;

export interface Told {
  readonly event: string;
  readonly data: unknown;
  /** What the listener comes back with; absent for what is not stored. */
  readonly id?: string;
}

/** Server-sent events on their way to one reader, with bounded room. */
export class StreamOutput {
  readonly #output = new PassThrough();

  constructor() {
    // Without a first byte proxies and clients would wait for the headers.
    this.#output.write('retry: 3000\n\n');
  }

  get body(): Readable {
    return this.#output;
  }

  get isOpen(): boolean {
    return !this.#output.writableEnded && !this.#output.destroyed;
  }

  onEnd(tell: () => void): void {
    finished(this.#output, tell);
  }

  end(): void {
    this.#output.end();
  }

  /** The reader may come back with the last id that it has seen. */
  drop(): void {
    this.#output.destroy();
  }

  heartbeat(): void {
    this.#write(':\n\n');
  }

  /** False when the reader should be waited for. */
  tell({ event, data, id }: Told): boolean {
    return this.#write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Waits until the reader has taken what lies there; a reader that takes nothing is dropped. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#output.destroy(), PATIENCE);
      const done = () => {
        clearTimeout(timer);
        this.#output.off('drain', done).off('close', done);
        resolve();
      };
      this.#output.once('drain', done).once('close', done);
    });
  }

  #write(text: string): boolean {
    if (!this.isOpen) return true;
    if (this.#output.readableLength + this.#output.writableLength > MOST_UNREAD) this.#output.destroy();
    return this.#output.destroyed || this.#output.write(text);
  }
}
