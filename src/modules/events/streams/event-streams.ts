import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Subscription } from 'rxjs';
import type { TenantCaller } from '../../callers/caller.js';
import { Notifications } from '../../database/notices/notifications.js';
import { sightOf } from '../event-sight.js';
import { EventLog } from '../log/event-log.js';
import { EventPayloads } from '../log/event-payloads.js';
import { EVENTS_PLACED } from '../outbox/event-relay.js';
import { EventStream } from './event-stream.js';
import { LiveHints } from './live-hints.js';
import { OpenStreams } from './open-streams.js';

/** Milliseconds. */
const LOOK_EVERY = 1_000;

/** The listeners to stored events and hints: wakes them. */
@Injectable()
export class EventStreams implements OnModuleInit, OnModuleDestroy {
  readonly #streams = new Set<EventStream>();
  readonly #subscriptions: Subscription[] = [];
  #lastSeen = 0;

  constructor(
    private readonly log: EventLog,
    private readonly payloads: EventPayloads,
    private readonly hints: LiveHints,
    private readonly notifications: Notifications,
    private readonly room: OpenStreams,
  ) {}

  onModuleInit(): void {
    this.#subscriptions.push(
      this.notifications.stream(EVENTS_PLACED).subscribe((tenants) => this.#wake(tenants)),
      this.notifications.gaps.subscribe(() => this.#each((stream) => stream.gap())),
      this.hints.stream.subscribe((hint) => this.#each((stream) => stream.hint(hint))),
    );
  }

  onModuleDestroy(): void {
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
  }

  /**
   * @param lastEventId the last stored event that the listener has seen; without it only what comes is told.
   * @throws too-many-streams, streams-full
   */
  async open(caller: TenantCaller, lastEventId: string | undefined): Promise<EventStream> {
    this.room.requireRoom(caller);
    const seen = lastEventId === undefined ? undefined : await this.log.positionOf(caller.tenantId, lastEventId);
    const position = seen ?? (await this.log.lastPosition());
    const stream = new EventStream(caller, sightOf(caller), { log: this.log, payloads: this.payloads, position });
    this.room.add(stream);
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
