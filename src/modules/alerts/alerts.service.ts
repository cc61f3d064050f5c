import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import type { Remedy } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../database/database.js';
import { EventsService } from '../events/events.service.js';
import { type AlertCause, AlertEntity } from './alert.entity.js';
import { AlertTokenEntity } from './alert-token.entity.js';
import { OpenAlerts } from './open-alerts.js';

/** Why one access token fails. */
export interface NewAlert {
  readonly tenantId: string;
  readonly tokenId: string;
  /** `global`, or the id of the token's app. */
  readonly scopeKey: string;
  readonly cause: AlertCause;
  /** Which endpoint, client or grant; the same for every token that fails for the same cause. */
  readonly subject: string;
  readonly code: string;
  readonly remedy: Remedy;
  readonly message: string;
}

const SWEEP_EVERY = 30_000;
const SWEEP_AT_MOST = 200;

/**
 * One open alert per tenant and root cause. All of it happens in the transaction that stores why: a token's failure
 * and its alert are told together or not at all.
 */
@Injectable()
export class AlertsService {
  constructor(
    private readonly database: Database,
    private readonly alerts: OpenAlerts,
    private readonly events: EventsService,
    private readonly clock: Clock,
  ) {}

  /** The token fails for this cause; it leaves the alert of any other. */
  async raise(manager: EntityManager, { tokenId, scopeKey, ...facts }: NewAlert): Promise<void> {
    const now = this.clock.now();
    const { tenantId } = facts;
    const before = await manager.findOneBy(AlertTokenEntity, { tokenId });
    const { alert, isNew } = await this.alerts.hold(manager, facts, now);
    await manager.upsert(AlertTokenEntity, { tokenId, tenantId, scopeKey, alertId: alert.id, lastSeenAt: now }, [
      'tokenId',
    ]);
    if (isNew) await this.tell(manager, 'alert.opened', alert);
    if (before && before.alertId !== alert.id) await this.close(manager, before.alertId);
  }

  /** The token works again, was changed, or is gone. One look by key when it stands in no alert. */
  async clear(manager: EntityManager, { tokenId }: { readonly tokenId: string }): Promise<void> {
    const affected = await manager.findOneBy(AlertTokenEntity, { tokenId });
    if (!affected) return;
    await manager.delete(AlertTokenEntity, { tokenId });
    await this.close(manager, affected.alertId);
  }

  /** With the tenant, nothing is left to be told. */
  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(AlertTokenEntity, { tenantId });
    await manager.delete(AlertEntity, { tenantId });
  }

  /** Closes what was left open because others were at it. */
  @Interval(SWEEP_EVERY)
  async sweep(): Promise<void> {
    for (const id of await this.alerts.abandoned(SWEEP_AT_MOST)) {
      await this.database.write((manager) => this.close(manager, id));
    }
  }

  private async close(manager: EntityManager, alertId: string): Promise<void> {
    const closed = await this.alerts.closeEmpty(manager, alertId);
    if (closed) await this.tell(manager, 'alert.closed', closed);
  }

  private tell(
    manager: EntityManager,
    type: 'alert.opened' | 'alert.closed',
    { id, tenantId, cause, subject, code, remedy, message, openedAt }: AlertEntity,
  ): Promise<void> {
    return this.events.record(manager, {
      tenantId,
      type,
      subject: { kind: 'alert', id, name: subject },
      data: { cause, code, remedy, message, since: openedAt.toISOString() },
    });
  }
}
