import type { Writable } from 'node:stream';
import type { BrokerError } from '../../../kernel/broker.error.js';
import type { AnswerBody } from '../../contract/vendor-exchange.js';

/** Bytes that wait for a reader; what comes beyond them stays with the vendor. */
const HELD_AT_MOST = 64 * 1024;

/** Where the body comes from: it can be made to wait, be ended, and be freed of its time limit. */
export interface BodySource {
  resume(): void;
  abort(): void;
  release(): void;
}

/** Bytes that cost less to copy than to write apart. */
const COPIED_AT_MOST = 16 * 1024;

interface Reader {
  /** False: no more for now. */
  take(chunk: Buffer): boolean;
  end(): void;
  fail(error: BrokerError): void;
}

/** The body of an answer on its way: held until it is known who wants it, then handed on as it comes. */
export class PassingBody implements AnswerBody {
  readonly #source: BodySource;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #reader: Reader | undefined;
  #isOver = false;
  #failure: BrokerError | undefined;
  #onHeld: (() => void) | undefined;

  constructor(source: BodySource) {
    this.#source = source;
  }

  get whole(): number | undefined {
    return this.#isOver && !this.#failure ? this.#heldBytes : undefined;
  }

  /** False: the vendor must wait. */
  receive(chunk: Buffer): boolean {
    if (this.#reader) return this.#reader.take(chunk);
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    this.#onHeld?.();
    return this.#heldBytes < HELD_AT_MOST;
  }

  end(): void {
    this.#isOver = true;
    this.#onHeld?.();
    this.#reader?.end();
  }

  fail(error: BrokerError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#failure = error;
    this.#onHeld?.();
    this.#reader?.fail(error);
  }

  /** From here on time alone no longer ends it. */
  release(): void {
    this.#source.release();
  }

  /**
   * The first bytes, which stay where they are: all of a short body, about 64 KiB of a long one.
   * @throws the failure of the transport
   */
  async start(): Promise<Buffer> {
    while (!this.#isOver && this.#heldBytes < HELD_AT_MOST) {
      await new Promise<void>((resolve) => {
        this.#onHeld = resolve;
      });
    }
    this.#onHeld = undefined;
    if (this.#failure) throw this.#failure;
    return Buffer.concat(this.#held);
  }

  /** All of it. @throws what `tooLong` makes when there are more than `limit` bytes, and the failure of the transport */
  readWhole(limit: number, tooLong: () => BrokerError): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      this.#readBy({
        take: (chunk) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size <= limit) return true;
          reject(tooLong());
          this.discard();
          return false;
        },
        end: () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)),
        fail: reject,
      });
    });
  }

  sendTo(target: Writable): void {
    if (this.whole !== undefined) {
      sendWhole(target, this.#held.length > 1 ? Buffer.concat(this.#held) : this.#held[0]);
      return;
    }
    target.on('drain', () => this.#source.resume());
    target.once('close', () => this.discard());
    if (target.destroyed) this.discard();
    this.#readBy({
      take: (chunk) => target.write(chunk),
      end: () => target.end(),
      fail: () => target.destroy(),
    });
  }

  discard(): void {
    if (!this.#isOver) this.#source.abort();
  }

  #readBy(reader: Reader): void {
    const held = this.#held;
    this.#held = [];
    let wantsMore = true;
    for (const chunk of held) wantsMore = reader.take(chunk);
    this.#reader = reader;
    if (this.#failure) reader.fail(this.#failure);
    else if (this.#isOver) reader.end();
    else if (wantsMore) this.#source.resume();
  }
}

/** With the head of its message in one piece and one write, where `end` alone writes two and an empty one. */
function sendWhole(target: Writable, body: Buffer | undefined): void {
  if (body === undefined || body.length > COPIED_AT_MOST) {
    target.end(body);
    return;
  }
  target.cork();
  target.write(body.toString('latin1'), 'latin1');
  target.uncork();
  target.end();
}
