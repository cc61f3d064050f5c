import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../database/database.js';
import { Notifications } from '../../database/notices/notifications.js';
import type { EventType } from '../event-types.js';

/** In case another replica's word of a new listener was lost. Milliseconds. */
const BELIEVED_FOR = 5_000;
const MOST_KEPT = 10_000;
const INTEREST_CHANGED = 'event-interest';

/** Somebody who asked for lifecycle events: of one app, or of the whole tenant. */
export interface Listener {
  readonly appId: string | null;
  readonly types: readonly EventType[];
}

/** The room above that knows who listens. */
export interface ListenerSource {
  /** Those of the tenant that ask for lifecycle events. */
  listeners(manager: EntityManager, tenantId: string): Promise<readonly Listener[]>;
}

interface Believed {
  readonly listeners: readonly Listener[];
  readonly until: number;
}

const NOBODY: readonly Listener[] = [];

/**
 * Who asks for lifecycle events, remembered for each tenant: what nobody asks for is not recorded, and then costs
 * nothing. A listener who has just come is known at once here, and on other replicas as fast as PostgreSQL notifies.
 */
@Injectable()
export class EventInterest implements OnModuleInit, OnModuleDestroy {
  readonly #known = new Map<string, Believed>();
  readonly #subscriptions: Subscription[] = [];
  #source: ListenerSource | undefined;
  #changes = 0;

  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.#subscriptions.push(
      this.notifications.stream(INTEREST_CHANGED).subscribe((tenantId) => this.#forget(tenantId)),
      this.notifications.gaps.subscribe(() => this.#forget()),
    );
  }

  onModuleDestroy(): void {
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
  }

  register(source: ListenerSource): void {
    this.#source = source;
  }

  /** In the transaction by which listeners come or change. */
  changed(manager: EntityManager, tenantId: string): Promise<void> {
    return this.notifications.publish(manager, INTEREST_CHANGED, tenantId);
  }

  /** As far as it is remembered; undefined when it has to be looked up. */
  known(tenantId: string): readonly Listener[] | undefined {
    const believed = this.#known.get(tenantId);
    if (!believed) return undefined;
    // On SQLite nobody else writes, and this process is told of all that it writes itself.
    const stands = this.database.engine === 'sqlite' || believed.until > this.clock.elapsed();
    return stands ? believed.listeners : undefined;
  }

  async of(manager: EntityManager, tenantId: string): Promise<readonly Listener[]> {
    const known = this.known(tenantId);
    if (known) return known;
    const changes = this.#changes;
    const listeners = (await this.#source?.listeners(manager, tenantId)) ?? NOBODY;
    // Somebody who came during the look may have been overlooked by it.
    if (changes === this.#changes) this.#remember(tenantId, listeners);
    return listeners;
  }

  #remember(tenantId: string, listeners: readonly Listener[]): void {
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    this.#known.set(tenantId, { listeners, until: this.clock.elapsed() + BELIEVED_FOR });
  }

  #forget(tenantId?: string): void {
    this.#changes += 1;
    if (tenantId === undefined) this.#known.clear();
    else this.#known.delete(tenantId);
  }
}

/** What the listeners ask for of one app. */
export function typesWanted(listeners: readonly Listener[], appId: string): ReadonlySet<EventType> {
  return new Set(listeners.filter((each) => each.appId === null || each.appId === appId).flatMap(({ types }) => types));
}
