import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type EntityManager, LessThan } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Configuration } from '../../kernel/configuration.js';
import { Database } from '../../modules/database/database.js';
import type { CloudEvent } from '../runtime/events/cloud-event.js';
import { AppEventEntity } from './app-event.entity.js';

const DAY_MS = 86_400_000;
/** So long the same event is known again. */
const KEEP_MS = 7 * DAY_MS;
const SWEEP_EVERY = 3_600_000;
/** After so much of what an app may have known has come anew, the oldest are forgotten. */
const SHARE = 100;
const MOST_BETWEEN = 10_000;

export interface EventPlace {
  readonly tenantId: string;
  readonly appId: string;
  /** Only this run is told. */
  readonly runId?: string;
}

/** Which events apps were told: each is taken once within seven days, as far as so many are known. */
@Injectable()
export class KnownEvents {
  readonly #logger = new Logger(KnownEvents.name);
  /** How many have come since the oldest were forgotten, by app. */
  readonly #come = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Notes an event within the transaction that stores it. False when it is known already. */
  async note(manager: EntityManager, { tenantId, appId, runId }: EventPlace, event: CloudEvent): Promise<boolean> {
    const key = keyOf(runId ?? appId, event);
    if (await manager.existsBy(AppEventEntity, { key })) return false;
    const { source, id, type } = event;
    const row = { key, tenantId, appId, event: JSON.stringify({ source, id, type }), receivedAt: this.clock.now() };
    await manager.insert(AppEventEntity, row);
    this.database.afterCommit(manager, () => this.#count(appId));
    return true;
  }

  @Interval(SWEEP_EVERY)
  async sweep(): Promise<void> {
    const receivedAt = LessThan(new Date(this.clock.now().getTime() - KEEP_MS));
    try {
      await this.database.write((manager) => manager.delete(AppEventEntity, { receivedAt }));
      for (const { appId } of await this.#full()) await this.#forgetOldest(appId);
    } catch (error) {
      this.#logger.warn(`Old events stay for now: ${String(error)}`);
    }
  }

  /** Apps that know more than they may; counts of other replicas, and of this one before its start, are not known here. */
  #full(): Promise<{ appId: string }[]> {
    return this.database.reader
      .createQueryBuilder(AppEventEntity, 'event')
      .select('event.appId', 'appId')
      .groupBy('event.appId')
      .having('COUNT(*) > :most', { most: this.configuration.mostKnownEvents })
      .getRawMany<{ appId: string }>();
  }

  #count(appId: string): void {
    const come = (this.#come.get(appId) ?? 0) + 1;
    const isTime = come >= Math.min(MOST_BETWEEN, this.configuration.mostKnownEvents / SHARE);
    this.#come.set(appId, isTime ? 0 : come);
    if (!isTime) return;
    this.#forgetOldest(appId).catch((error: unknown) =>
      this.#logger.warn(`The oldest events of app ${appId} stay for now: ${String(error)}`),
    );
  }

  /** All that came before the first that is still known. */
  async #forgetOldest(appId: string): Promise<void> {
    const [first] = await this.database.reader.find(AppEventEntity, {
      select: { key: true, receivedAt: true },
      where: { appId },
      order: { receivedAt: 'DESC' },
      skip: this.configuration.mostKnownEvents - 1,
      take: 1,
    });
    if (!first) return;
    const older = { appId, receivedAt: LessThan(first.receivedAt) };
    const { affected } = await this.database.write((manager) => manager.delete(AppEventEntity, older));
    if (affected)
      this.#logger.warn(
        `App ${appId} is told so many events that ${affected} are forgotten before seven days are over.`,
      );
  }
}

/** CloudEvents 1.0, section 3.1.1: source and id together name an event. Runs that are told alone know it each. */
function keyOf(whom: string, { source, id }: CloudEvent): string {
  return createHash('sha256')
    .update(JSON.stringify([whom, source, id]))
    .digest('base64url');
}
