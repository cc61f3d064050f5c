import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { type TenantContents, TenantContentsRegistry } from '../tenants/tenant-contents.js';
import type { FigureKind } from './figure.entity.js';
import { bucketOf, GRAIN_NAMES, GRAINS } from './figure-grains.js';
import { type FigureRow, FigureRows, placeOf, ROWS_AT_ONCE } from './figure-rows.js';

/** A crash loses at most this many milliseconds of counts. */
const FLUSH_EVERY = 10_000;
const FORGET_EVERY = 60 * 60_000;

/** Labels of one tenant: few and fixed, because they are words of ours. */
type Counts = Map<string, number>;

/**
 * Counts what happens to the access tokens of each tenant. Counting adds to a number in memory, because a resolution
 * must not wait for it; the numbers are written together now and then.
 */
@Injectable()
export class Figures implements OnModuleInit, BeforeApplicationShutdown, TenantContents {
  readonly #log = new Logger('Figures');
  #counts = new Map<string, Counts>();
  #bucket = 0;
  #waiting = new Map<string, FigureRow>();

  constructor(
    private readonly rows: FigureRows,
    private readonly clock: Clock,
    private readonly registry: TenantContentsRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  count(tenantId: string, kind: FigureKind, label: string): void {
    const now = this.clock.now().getTime();
    const bucket = now - (now % GRAINS.fine.lengthMs);
    if (bucket !== this.#bucket) this.#turn(bucket);
    const key = `${kind} ${label}`;
    const counts = this.#counts.get(tenantId) ?? this.#open(tenantId);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  /** Writes what was counted. A failed flush keeps its counts for the next one. */
  @Interval(FLUSH_EVERY)
  async flush(): Promise<void> {
    this.#turn(this.#bucket);
    const sorted = [...this.#waiting].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
    this.#waiting = new Map();
    for (let from = 0; from < sorted.length; from += ROWS_AT_ONCE)
      await this.#write(sorted.slice(from, from + ROWS_AT_ONCE));
  }

  @Interval(FORGET_EVERY)
  forget(): Promise<void> {
    return this.rows.forget(this.clock.now());
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.flush();
  }

  eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    this.#counts.delete(tenantId);
    for (const [place, row] of this.#waiting) if (row.tenantId === tenantId) this.#waiting.delete(place);
    return this.rows.deleteOfTenant(manager, tenantId);
  }

  async #write(rows: readonly FigureRow[]): Promise<void> {
    try {
      await this.rows.add(rows);
    } catch (error) {
      for (const row of rows) this.#wait(row);
      this.#log.warn(`${rows.length} figures could not be written and are kept for the next time: ${error}`);
    }
  }

  #wait(row: FigureRow): void {
    const place = placeOf(row);
    this.#waiting.set(place, { ...row, times: row.times + (this.#waiting.get(place)?.times ?? 0) });
  }

  #open(tenantId: string): Counts {
    const counts: Counts = new Map();
    this.#counts.set(tenantId, counts);
    return counts;
  }

  /** Sets aside what was counted in the bucket that ends. */
  #turn(next: number): void {
    const at = new Date(this.#bucket);
    for (const [tenantId, counts] of this.#counts) {
      for (const [key, times] of counts) {
        const [kind, label = ''] = key.split(' ', 2) as [FigureKind, string?];
        for (const grain of GRAIN_NAMES) {
          const bucket = bucketOf(at, GRAINS[grain].lengthMs).toISOString();
          this.#wait({ tenantId, grain, bucket, kind, label, times });
        }
      }
    }
    this.#counts = new Map();
    this.#bucket = next;
  }
}
