import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import type { AuditFact } from '../audit/audit-entry.js';
import type { Caller } from '../callers/caller.js';
import type { Webhook } from './webhook.entity.js';
import { subjectOf } from './webhook-subject.js';

export interface WebhookDeed {
  readonly by: Caller;
  /** `created`, `changed` and so on. */
  readonly what: string;
  readonly facts?: Readonly<Record<string, AuditFact | undefined>>;
}

/** What people do to webhooks, in the audit: the host of an address and never its path, which may hold a secret. */
@Injectable()
export class WebhookRecords {
  constructor(private readonly audit: AuditService) {}

  /** In the transaction of the change, and last in it. */
  async record(manager: EntityManager, webhook: Webhook, { by, what, facts }: WebhookDeed): Promise<void> {
    await this.audit.record(manager, {
      tenantId: webhook.tenantId,
      by,
      action: `webhook.${what}`,
      subject: subjectOf(webhook),
      ...(webhook.appId === null ? {} : { appId: webhook.appId }),
      ...(facts === undefined ? {} : { facts }),
    });
  }
}
