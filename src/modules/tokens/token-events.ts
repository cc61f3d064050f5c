import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EventsService } from '../events/events.service.js';
import type { NewEvent } from '../events/new-event.js';
import type { AccessToken } from './access-token.entity.js';
import { TokenChanges } from './token-changes.js';
import { eventsOf } from './token-events-of.js';

/** Tells of every stored change of a token: to live listeners always, to the outbox when it is worth keeping. */
@Injectable()
export class TokenEvents {
  constructor(
    private readonly events: EventsService,
    private readonly changes: TokenChanges,
  ) {}

  /**
   * In the transaction that stores the change. Without `before` the token is new, without `after` it is gone. A routine
   * renewal reaches live listeners only.
   */
  async record(manager: EntityManager, before: AccessToken | undefined, after: AccessToken | undefined): Promise<void> {
    const token = after ?? before;
    if (!token) return;
    await this.changes.publish(manager, kindOf(before, after), token);
    await this.events.recordAll(manager, eventsOf(before, after) satisfies readonly NewEvent[]);
  }
}

function kindOf(before: AccessToken | undefined, after: AccessToken | undefined) {
  if (!before) return 'created';
  if (!after) return 'removed';
  if (after.revision !== before.revision) return 'changed';
  return after.generation === before.generation ? 'state' : 'renewed';
}
