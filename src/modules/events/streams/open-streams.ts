import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { TenantCaller } from '../../callers/caller.js';
import { CallerStanding } from '../../callers/caller-standing.js';
import { Metrics } from '../../metrics/metrics.js';
import { streamsFull, tooManyStreams } from '../events.errors.js';
import type { LiveStream } from './live-stream.js';

/** Streams that one key may have open on one replica, and all keys together. */
export const STREAMS_OF_KEY = 10;
const STREAMS_OF_ALL = 2_000;

/** Milliseconds. A revoked key's streams end within seconds; proxies cut what is silent for a minute. */
const RECHECK_EVERY = 2_000;
const HEARTBEAT_EVERY = 15_000;

/** All listeners of this process, whatever they listen to: keeps them alive, and ends those that may not listen any more. */
@Injectable()
export class OpenStreams implements OnModuleInit, OnModuleDestroy {
  readonly #streams = new Set<LiveStream>();
  #isEnding = false;

  constructor(
    private readonly standing: CallerStanding,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.measure('event_streams_open', () => this.#streams.size);
  }

  /** A server that closes waits for its answers, and these have no end of their own. */
  onModuleDestroy(): void {
    this.#isEnding = true;
    for (const stream of this.#streams) stream.end();
  }

  /** @throws too-many-streams, streams-full */
  requireRoom({ id }: TenantCaller): void {
    if (this.#isEnding || this.#streams.size >= STREAMS_OF_ALL) throw streamsFull();
    const own = [...this.#streams].filter(({ caller }) => caller.id === id);
    if (own.length >= STREAMS_OF_KEY) throw tooManyStreams(STREAMS_OF_KEY);
  }

  /** @throws too-many-streams, streams-full */
  add(stream: LiveStream): void {
    this.requireRoom(stream.caller);
    this.#streams.add(stream);
    stream.onEnd(() => this.#streams.delete(stream));
  }

  @Interval(RECHECK_EVERY)
  async recheck(): Promise<void> {
    await Promise.all([...this.#streams].map((stream) => this.#recheck(stream)));
  }

  @Interval(HEARTBEAT_EVERY)
  beat(): void {
    for (const stream of this.#streams) stream.heartbeat();
  }

  async #recheck(stream: LiveStream): Promise<void> {
    // A database that is away tells nothing new, so nothing is told to anybody meanwhile.
    if (!(await this.standing.stands(stream.caller).catch(() => true))) stream.end();
  }
}
