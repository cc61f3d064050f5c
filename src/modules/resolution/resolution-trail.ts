import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AuditService } from '../audit/audit.service.js';
import type { Caller } from '../callers/caller.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { LastUses } from '../usage/last-uses.js';

/** Remembers who used which token at which generation; never the value. */
@Injectable()
export class ResolutionTrail {
  constructor(
    private readonly audit: AuditService,
    private readonly lastUses: LastUses,
    private readonly clock: Clock,
  ) {}

  note(token: AccessToken, caller: Caller): void {
    const { tenantId, id, name, generation } = token;
    this.lastUses.note(id, { tenantId, usedAt: this.clock.now() });
    this.audit.countSoon(`${id} ${generation} ${caller.id} ${caller.address}`, () => ({
      tenantId,
      by: caller,
      action: 'access-token.resolved',
      subject: { kind: 'access-token', id, name },
      ...(caller.appId === undefined ? {} : { appId: caller.appId }),
      generation,
    }));
  }
}
