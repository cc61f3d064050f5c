import { finished, PassThrough, type Readable } from 'node:stream';
import type { TenantCaller } from '../../callers/caller.js';
import { type EventSight, sees } from '../event-sight.js';
import type { EventLog } from '../log/event-log.js';
import { payloadOf } from '../log/event-payload.js';
import type { LiveHint } from './live-hints.js';

const BATCH = 100;

/** A reader that leaves more than this lie is dropped; it resumes with the last id that it has seen. Bytes. */
const MOST_UNREAD = 256 * 1024;

/** How long a reader may leave its buffer full. Milliseconds. */
const PATIENCE = 5_000;

/** One listener: stored events in their order with their ids, live hints without. */
export class EventStream {
  readonly #output = new PassThrough();
  #isAwake = false;
  #pumping: Promise<void> | undefined;

  constructor(
    readonly caller: TenantCaller,
    private readonly sight: EventSight,
    private readonly source: { readonly log: EventLog; position: number },
  ) {
    // Without a first byte proxies and clients would wait for the headers.
    this.#output.write('retry: 3000\n\n');
  }

  get body(): Readable {
    return this.#output;
  }

  get tenantId(): string {
    return this.sight.tenantId;
  }

  onEnd(tell: () => void): void {
    finished(this.#output, tell);
  }

  end(): void {
    this.#output.end();
  }

  /** There may be new stored events. */
  wake(): void {
    this.#isAwake = true;
    this.#pumping ??= this.#pump()
      .catch(() => {
        this.#output.destroy();
      })
      .finally(() => {
        this.#pumping = undefined;
        if (this.#isAwake && !this.#output.writableEnded && !this.#output.destroyed) this.wake();
      });
  }

  hint(hint: LiveHint): void {
    if (!sees(this.sight, hint)) return;
    const { subjectKind, subjectId, change, generation } = hint;
    this.#tell('hint', { subject: { kind: subjectKind, id: subjectId }, change, generation });
  }

  /** Something may have been missed: whoever shows a list reads it again. */
  gap(): void {
    this.#tell('gap', {});
  }

  heartbeat(): void {
    this.#write(':\n\n');
  }

  #tell(event: string, data: unknown): void {
    this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #write(text: string): boolean {
    if (this.#output.writableEnded || this.#output.destroyed) return true;
    if (this.#output.readableLength + this.#output.writableLength > MOST_UNREAD) this.#output.destroy();
    return this.#output.destroyed || this.#output.write(text);
  }

  async #pump(): Promise<void> {
    const { log } = this.source;
    while (this.#isAwake && !this.#output.destroyed) {
      this.#isAwake = false;
      const events = await log.after(this.sight, this.source.position, BATCH);
      for (const event of events) {
        const payload = payloadOf(event);
        const hasRoom = this.#write(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(payload)}\n\n`);
        this.source.position = event.position;
        if (!hasRoom) await this.#drained();
      }
      if (events.length === BATCH) this.#isAwake = true;
    }
  }

  /** Waits until the reader has taken what lies there; a reader that takes nothing is dropped. */
  #drained(): Promise<void> {
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
}
