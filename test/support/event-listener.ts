import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import type { ApiClient, Json } from './api-client.js';
import { eventually } from './eventually.js';

export interface HeardEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: Json;
}

export interface ListenOptions {
  readonly lastEventId?: string;
  /** `/v1/events` unless told. */
  readonly path?: string;
}

/** A client of a stream of server-sent events that keeps what it hears. */
export class EventListener {
  readonly heard: HeardEvent[] = [];
  #hasEnded = false;
  #comments = 0;
  #text = '';

  private constructor(private readonly answer: IncomingMessage) {
    answer.setEncoding('utf8');
    answer.on('data', (chunk: string) => this.#take(chunk));
    answer.on('close', () => {
      this.#hasEnded = true;
    });
    answer.on('error', () => undefined);
  }

  /** Fails with the status when the server refuses. */
  static open(
    url: string,
    caller: ApiClient,
    { lastEventId, path = '/v1/events' }: ListenOptions = {},
  ): Promise<EventListener> {
    return new Promise((resolve, reject) => {
      const headers = {
        accept: 'text/event-stream',
        authorization: `Bearer ${caller.key}`,
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      };
      const asking = request(`${url}${path}`, { headers, agent: false }, (answer) => {
        if (answer.statusCode === 200) return resolve(new EventListener(answer));
        answer.resume();
        reject(new Error(`refused with ${answer.statusCode}`));
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get comments(): number {
    return this.#comments;
  }

  get contentType(): string | undefined {
    return this.answer.headers['content-type'];
  }

  /** The stored events that were heard, without hints. */
  get stored(): HeardEvent[] {
    return this.heard.filter(({ id }) => id !== undefined);
  }

  get hints(): HeardEvent[] {
    return this.heard.filter(({ event }) => event === 'hint');
  }

  until(holds: (listener: this) => boolean, deadlineMs?: number): Promise<unknown> {
    return eventually(() => holds(this), deadlineMs);
  }

  /** Reads nothing more until `resume`. */
  pause(): void {
    this.answer.pause();
  }

  close(): void {
    this.answer.destroy();
  }

  #take(chunk: string): void {
    this.#text += chunk;
    const blocks = this.#text.split('\n\n');
    this.#text = blocks.pop() ?? '';
    for (const block of blocks) this.#read(block.split('\n'));
  }

  #read(lines: readonly string[]): void {
    const value = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const data = value('data');
    if (data === undefined) this.#comments += lines.some((line) => line.startsWith(':')) ? 1 : 0;
    else this.heard.push({ id: value('id'), event: value('event') ?? 'message', data: JSON.parse(data) });
  }
}
