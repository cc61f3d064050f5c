import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { filter, map, type Observable, Subject } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { newId } from '../../../kernel/ids.js';
import { Database } from '../database.js';
import { NotificationListener } from './notification-listener.js';

/** PostgreSQL refuses a notification of 8000 bytes; the rest is for the envelope. */
const MAX_PAYLOAD_BYTES = 7_500;

const CHANNEL = 'latchkey';

interface Told {
  readonly topic: string;
  readonly payload: string;
}

/**
 * Tells all replicas that something was committed, as a hint: it may warm and wake, and never decides. This process
 * is told directly; other replicas by PostgreSQL's NOTIFY. A hint can be lost, so whoever listens also looks now and
 * then, and looks at once when `gaps` tells that something may have been missed.
 */
@Injectable()
export class Notifications implements OnModuleInit, OnApplicationShutdown {
  /** So that what comes back from PostgreSQL is not told here twice. */
  readonly #origin = newId('replica');
  readonly #told = new Subject<Told>();
  readonly #gaps = new Subject<void>();

  /** The connection to the other replicas was away for a while: what they told meanwhile is lost. */
  readonly gaps: Observable<void> = this.#gaps.asObservable();

  constructor(
    private readonly database: Database,
    private readonly listener: NotificationListener,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.database.engine !== 'postgres') return;
    await this.listener.start(CHANNEL, {
      heard: (text) => this.#hear(text),
      missed: () => this.#gaps.next(),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listener.stop();
    this.#told.complete();
    this.#gaps.complete();
  }

  /** What was committed about this topic, here and on other replicas, each once. */
  stream(topic: string): Observable<string> {
    return this.#told.pipe(
      filter((told) => told.topic === topic),
      map(({ payload }) => payload),
    );
  }

  /** Tells when the write of this manager is committed. The payload names things by id; it holds no content. */
  async publish(manager: EntityManager, topic: string, payload: string): Promise<void> {
    const envelope = JSON.stringify([this.#origin, topic, payload]);
    if (Buffer.byteLength(envelope) > MAX_PAYLOAD_BYTES) throw new Error(`A notification of ${topic} is too long`);
    if (this.database.engine === 'postgres') await manager.query('SELECT pg_notify($1, $2)', [CHANNEL, envelope]);
    this.database.afterCommit(manager, () => this.#told.next({ topic, payload }));
  }

  #hear(envelope: string): void {
    const parsed: unknown = JSON.parse(envelope);
    if (!Array.isArray(parsed)) return;
    const [origin, topic, payload] = parsed;
    if (origin !== this.#origin) this.#told.next({ topic: String(topic), payload: String(payload) });
  }
}
