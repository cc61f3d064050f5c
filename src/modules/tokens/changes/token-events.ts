import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AlertsService } from '../../alerts/alerts.service.js';
import { EventsService } from '../../events/events.service.js';
import type { NewEvent } from '../../events/new-event.js';
import type { AccessToken } from '../access-token.entity.js';
import { TokenChanges } from './token-changes.js';
import { eventsOf } from './token-events-of.js';

/** Tells of every stored change of a token: to live listeners always, to the outbox when it is worth keeping. */
@Injectable()
export class TokenEvents {
  constructor(
    private readonly events: EventsService,
    private readonly changes: TokenChanges,
    private readonly alerts: AlertsService,
  ) {}

  /**
   * In the transaction that stores the change. Without `before` the token is new, without `after` it is gone. A routine
   * renewal reaches live listeners only.
   */
  async record(manager: EntityManager, before: AccessToken | undefined, after: AccessToken | undefined): Promise<void> {
    const token = after ?? before;
    if (!token) return;
    if (before && endsTrouble(before, after)) await this.alerts.clear(manager, { tokenId: before.id });
    await this.changes.publish(manager, kindOf(before, after), token);
    await this.events.recordAll(manager, eventsOf(before, after) satisfies readonly NewEvent[]);
  }
}

/** It failed or its credential was about to expire, and now it works, has another date, is gone, or is meant to rest. */
function endsTrouble(before: AccessToken, after: AccessToken | undefined): boolean {
  const failed = before.failures > 0 || before.stateReason !== null;
  if (!failed && before.credentialExpiresAt === null) return false;
  if (after === undefined || after.disabledAt !== null) return true;
  if (failed) return after.stateReason === null;
  return after.credentialExpiresAt?.getTime() !== before.credentialExpiresAt?.getTime();
}

function kindOf(before: AccessToken | undefined, after: AccessToken | undefined) {
  if (!before) return 'created';
  if (!after) return 'removed';
  if (after.revision !== before.revision) return 'changed';
  return after.generation === before.generation ? 'state' : 'renewed';
}
