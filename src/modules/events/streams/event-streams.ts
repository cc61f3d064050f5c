import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Subscription } from 'rxjs';
import type { TenantCaller } from '../../callers/caller.js';
import { CallerStanding } from '../../callers/caller-standing.js';
import { Notifications } from '../../database/notices/notifications.js';
import { Metrics } from '../../metrics/metrics.js';
import { sightOf } from '../event-sight.js';
import { streamsFull, tooManyStreams } from '../events.errors.js';
import { EventLog } from '../log/event-log.js';
import { EVENTS_PLACED } from '../outbox/event-relay.js';
import { EventStream } from './event-stream.js';
import { LiveHints } from './live-hints.js';

/** Streams that one key may have open on one replica, and all keys together. */
export const STREAMS_OF_KEY = 10;
const STREAMS_OF_ALL = 2_000;

/** Milliseconds. A revoked key's streams end within the second; proxies cut what is silent for a minute. */
const RECHECK_EVERY = 2_000;
const HEARTBEAT_EVERY = 15_000;
const LOOK_EVERY = 1_000;

/** All listeners of this process: wakes them, keeps them alive, and ends those that may not listen any more. */
@Injectable()
export class EventStreams implements OnModuleInit, OnModuleDestroy {
  readonly #streams = new Set<EventStream>();
  readonly #subscriptions: Subscription[] = [];
  #lastSeen = 0;
  #isEnding = false;

  constructor(
    private readonly log: EventLog,
    private readonly hints: LiveHints,
    private readonly notifications: Notifications,
    private readonly standing: CallerStanding,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.measure('event_streams_open', () => this.#streams.size);
    this.#subscriptions.push(
      this.notifications.stream(EVENTS_PLACED).subscribe((tenants) => this.#wake(tenants)),
      this.notifications.gaps.subscribe(() => this.#each((stream) => stream.gap())),
      this.hints.stream.subscribe((hint) => this.#each((stream) => stream.hint(hint))),
    );
  }

  /** A server that closes waits for its answers, and these have no end of their own. */
  onModuleDestroy(): void {
    this.#isEnding = true;
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    this.#each((stream) => stream.end());
  }

  /**
   * @param lastEventId the last stored event that the listener has seen; without it only what comes is told.
   * @throws too-many-streams, streams-full
   */
  async open(caller: TenantCaller, lastEventId: string | undefined): Promise<EventStream> {
    this.#requireRoom(caller);
    const seen = lastEventId === undefined ? undefined : await this.log.positionOf(caller.tenantId, lastEventId);
    const position = seen ?? (await this.log.lastPosition());
    this.#requireRoom(caller);
    const stream = new EventStream(caller, sightOf(caller), { log: this.log, position });
    this.#streams.add(stream);
    stream.onEnd(() => this.#streams.delete(stream));
    if (lastEventId !== undefined && seen === undefined) stream.gap();
    stream.wake();
    return stream;
  }

  /** In case a notification was lost: one small read for all streams. */
  @Interval(LOOK_EVERY)
  async look(): Promise<void> {
    if (this.#streams.size === 0) return;
    const last = await this.log.lastPosition().catch(() => this.#lastSeen);
    if (last !== this.#lastSeen) this.#wake('*');
    this.#lastSeen = last;
  }

  @Interval(RECHECK_EVERY)
  async recheck(): Promise<void> {
    await Promise.all([...this.#streams].map((stream) => this.#recheck(stream)));
  }

  @Interval(HEARTBEAT_EVERY)
  beat(): void {
    this.#each((stream) => stream.heartbeat());
  }

  async #recheck(stream: EventStream): Promise<void> {
    // A database that is away tells nothing new, so nothing is told to anybody meanwhile.
    if (!(await this.standing.stands(stream.caller).catch(() => true))) stream.end();
  }

  #requireRoom({ id }: TenantCaller): void {
    if (this.#isEnding || this.#streams.size >= STREAMS_OF_ALL) throw streamsFull();
    const own = [...this.#streams].filter(({ caller }) => caller.id === id);
    if (own.length >= STREAMS_OF_KEY) throw tooManyStreams(STREAMS_OF_KEY);
  }

  #wake(tenants: string): void {
    const named = new Set(tenants.split(' '));
    this.#each((stream) => {
      if (tenants === '*' || named.has(stream.tenantId)) stream.wake();
    });
  }

  #each(act: (stream: EventStream) => void): void {
    for (const stream of this.#streams) act(stream);
  }
}
