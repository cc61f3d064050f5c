import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { parseName } from '../../kernel/name.js';
import { AuditService } from '../audit/audit.service.js';
import type { Caller } from '../callers/caller.js';
import { TokenUses } from '../usage/token-uses.js';
import type { LookupEntity } from './lookup.entity.js';

export interface LookupDeed {
  readonly by: Caller;
  readonly what: 'created' | 'changed' | 'deleted';
}

/** What a declaration leaves elsewhere: its use of a token, and an entry in the audit. */
@Injectable()
export class LookupRecords {
  constructor(
    private readonly uses: TokenUses,
    private readonly audit: AuditService,
  ) {}

  /** In the transaction of the change, and last in it. */
  async record(manager: EntityManager, lookup: LookupEntity, { by, what }: LookupDeed): Promise<void> {
    const { id, tenantId, appId, name, revision, declaration } = lookup;
    const { action, token } = declaration;
    const place = { tenantId, appId, lookupId: id };
    const tokenName = parseName(token);
    if (what === 'deleted' || !tokenName) await this.uses.deleteOfLookup(manager, place);
    else await this.uses.replaceLookup(manager, place, { stepPath: name, name: tokenName });
    const subject = { kind: 'lookup', id, name };
    const facts = { revision, action, token };
    await this.audit.record(manager, { tenantId, by, action: `lookup.${what}`, subject, appId, facts });
  }
}
