import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import type { Caller } from '../callers/caller.js';
import { EventsService } from '../events/events.service.js';
import type { OwnConnectorRow } from './own-connector.entity.js';

export interface OwnConnectorDeed {
  readonly by: Caller;
  readonly what: 'created' | 'changed' | 'removed';
}

/** What people do to connectors of their own, for the audit and for whoever listens: above all the hosts. */
@Injectable()
export class OwnConnectorRecords {
  constructor(
    private readonly audit: AuditService,
    private readonly events: EventsService,
  ) {}

  /** In the transaction of the change, and last in it. */
  async record(manager: EntityManager, row: OwnConnectorRow, { by, what }: OwnConnectorDeed): Promise<void> {
    const { tenantId, id, key, revision, definition } = row;
    const subject = { kind: 'own-connector', id, name: key };
    await this.events.record(manager, { tenantId, type: 'own-connector.changed', subject, data: { what, revision } });
    const facts = { revision, hosts: definition.hosts };
    await this.audit.record(manager, { tenantId, by, action: `own-connector.${what}`, subject, facts });
  }
}
