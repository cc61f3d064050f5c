import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type EntityManager, LessThan } from 'typeorm';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../database/database.js';
import { Metrics } from '../metrics/metrics.js';
import { PLATFORM } from '../vault/vault.js';
import { AuditChain } from './audit-chain.js';
import { type AuditEntry, type DatedEntry, serviceActor } from './audit-entry.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditHeadEntity } from './audit-head.entity.js';
import { CountedEntry } from './counted-entry.js';

/** Milliseconds. */
const FLUSH_EVERY = 1_000;
/** A flush begins at once when so many entries wait. */
const FLUSH_AT = 500;
/** So many entries are kept while the database is away; what comes after is counted, and the count is recorded. */
const KEEP_AT_MOST = 50_000;

export interface AuditListing {
  readonly tenantId: string;
  readonly subjectId?: string;
  /** Events before this position. */
  readonly before?: number;
  readonly limit: number;
}

/**
 * Who did what to which access token, in a chain in which a missing event shows.
 *
 * A change is recorded in its own transaction: it is never without its entry. What is recorded `soon`, above all the
 * resolutions, waits in memory for at most a second, and is then written. So a process that is killed loses at most what
 * it did in its last second and during one write, which together is less than two seconds while the database answers;
 * a process that ends in an orderly way loses nothing.
 */
@Injectable()
export class AuditService implements BeforeApplicationShutdown {
  readonly #log = new Logger('Audit');
  #waiting: DatedEntry[] = [];
  #counted = new Map<string, CountedEntry>();
  #dropped = 0;
  #flushing: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly chain: AuditChain,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {
    metrics.measure('audit_entries_waiting', () => this.#waiting.length + this.#counted.size);
  }

  /**
   * Records a change in the change's own transaction. Call it last: it holds the end of the tenant's chain until the
   * transaction ends.
   */
  async record(manager: EntityManager, entry: AuditEntry): Promise<void> {
    await this.chain.append(manager, entry.tenantId, [{ ...entry, at: this.clock.now() }]);
  }

  /** Records several changes of one transaction; each tenant's chain is held once, in an order that all keep. */
  async recordAll(manager: EntityManager, entries: readonly AuditEntry[]): Promise<void> {
    const at = this.clock.now();
    const groups = [...byTenant(entries.map((entry) => ({ ...entry, at })))];
    groups.sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [tenantId, dated] of groups) await this.chain.append(manager, tenantId, dated);
  }

  /** Records what may not wait for a write; written within a second. */
  recordSoon(entry: AuditEntry): void {
    this.#wait({ ...entry, at: this.clock.now() });
  }

  /**
   * Records what happens too often for an event each, such as resolutions: the same entry again within a second is
   * counted, and written as one event with `times`. The key says what "the same" is.
   */
  countSoon(key: string, entry: () => AuditEntry): CountedEntry {
    const open = this.#counted.get(key);
    if (open?.add()) return open;
    const counted = new CountedEntry({ ...entry(), at: this.clock.now() });
    this.#counted.set(key, counted);
    if (this.#counted.size === FLUSH_AT) void this.flush();
    return counted;
  }

  #wait(entry: DatedEntry): void {
    if (this.#waiting.length < KEEP_AT_MOST) this.#waiting.push(entry);
    else this.#drop();
    if (this.#waiting.length === FLUSH_AT) void this.flush();
  }

  #drop(): void {
    this.#dropped += 1;
    this.metrics.count('audit_entries_lost');
  }

  /** Writes what waits. A failed flush keeps its entries for the next one. */
  @Interval(FLUSH_EVERY)
  flush(): Promise<void> {
    this.#flushing ??= this.#flushAll().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
    await this.flush();
  }

  /** The newest first. */
  list({ tenantId, subjectId, before, limit }: AuditListing): Promise<AuditEventEntity[]> {
    return this.database.reader.find(AuditEventEntity, {
      where: { tenantId, ...(subjectId && { subjectId }), ...(before !== undefined && { position: LessThan(before) }) },
      order: { position: 'DESC' },
      take: limit,
    });
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(AuditEventEntity, { tenantId });
    await manager.delete(AuditHeadEntity, { tenantId });
  }

  async #flushAll(): Promise<void> {
    const counted = this.#counted;
    this.#counted = new Map();
    for (const entry of counted.values()) this.#wait(entry.take());
    if (this.#dropped > 0) {
      const facts = { entries: this.#dropped };
      const by = serviceActor('audit');
      this.#waiting.push({ tenantId: PLATFORM, by, action: 'audit.entries-lost', facts, at: this.clock.now() });
      this.#dropped = 0;
    }
    const batch = this.#waiting;
    this.#waiting = [];
    for (const [tenantId, entries] of byTenant(batch)) {
      try {
        await this.database.write((manager) => this.chain.append(manager, tenantId, entries));
      } catch (error) {
        // The tenant was erased meanwhile, and its chain with it.
        if (error instanceof BrokerError && error.code === 'data-key-missing') continue;
        this.#waiting = [...entries, ...this.#waiting];
        this.#log.warn(`${entries.length} audit entries could not be written and are kept for the next time: ${error}`);
      }
    }
  }
}

function byTenant(entries: readonly DatedEntry[]): Map<string, DatedEntry[]> {
  const groups = new Map<string, DatedEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.tenantId);
    if (group) group.push(entry);
    else groups.set(entry.tenantId, [entry]);
  }
  return groups;
}
