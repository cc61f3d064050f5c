import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import type { AuditActor, AuditFact } from '../audit/audit-entry.js';
import type { UserEntity } from '../callers/users/user.entity.js';

export interface UserRecord {
  readonly by: AuditActor;
  readonly user: UserEntity;
  /** invited, changed, removed, link-made, signed-out-everywhere. */
  readonly what: string;
  readonly facts?: Readonly<Record<string, AuditFact | undefined>>;
}

/** What was done to users, in the chain of their tenant. */
@Injectable()
export class UserRecords {
  constructor(private readonly audit: AuditService) {}

  record(manager: EntityManager, { by, user, what, facts }: UserRecord): Promise<void> {
    const { id, email: name, tenantId } = user;
    return this.audit.record(manager, {
      ...{ tenantId, by, action: `user.${what}`, subject: { kind: 'user', id, name } },
      ...(facts && { facts }),
    });
  }
}
