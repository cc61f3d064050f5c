import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Database } from '../database/database.js';
import { PLATFORM } from '../vault/vault.js';
import { AuditChain, CHAIN_START } from './audit-chain.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditHeadEntity } from './audit-head.entity.js';

const BATCH = 500;

export type ChainFault = 'event-missing' | 'event-altered' | 'end-missing';

export interface ChainVerdict {
  readonly holds: boolean;
  /** Events that were looked at and found right. */
  readonly events: number;
  /** Hash of the last of them. Kept elsewhere, it proves later that this much was there. */
  readonly hash: string;
  readonly fault?: { readonly kind: ChainFault; readonly position: number };
}

interface Link {
  readonly position: number;
  readonly hash: string;
}

/** Reads a tenant's chain from its first event and says whether it holds. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly database: Database,
    private readonly chain: AuditChain,
  ) {}

  async verify(tenantId: string): Promise<ChainVerdict> {
    // The end is read first: events that are added meanwhile lie behind it and are not looked at.
    const end = await this.database.reader.findOneBy(AuditHeadEntity, { tenantId });
    let last: Link = { position: 0, hash: CHAIN_START };
    for (;;) {
      const events = await this.#batch(tenantId, last.position);
      for (const event of events) {
        if (end && event.position > end.position) break;
        const fault = await this.#faultOf(event, last);
        if (fault) return verdict(last, { kind: fault, position: last.position + 1 });
        last = event;
      }
      if (events.length < BATCH) break;
    }
    return this.#isEnd(tenantId, last, end)
      ? verdict(last)
      : verdict(last, { kind: 'end-missing', position: last.position + 1 });
  }

  async #faultOf(event: AuditEventEntity, last: Link): Promise<ChainFault | undefined> {
    if (event.position !== last.position + 1) return 'event-missing';
    const hash = await this.chain.hashOf(event, { previous: last.hash });
    return hash === event.hash ? undefined : 'event-altered';
  }

  /** Every tenant's chain begins with its creation, so an empty one was emptied; only the platform's may be new. */
  #isEnd(tenantId: string, last: Link, end: AuditHeadEntity | null): boolean {
    if (!end) return tenantId === PLATFORM && last.position === 0;
    return end.position === last.position && end.hash === last.hash;
  }

  #batch(tenantId: string, after: number): Promise<AuditEventEntity[]> {
    return this.database.reader.find(AuditEventEntity, {
      where: { tenantId, position: MoreThan(after) },
      order: { position: 'ASC' },
      take: BATCH,
    });
  }
}

function verdict(last: Link, fault?: ChainVerdict['fault']): ChainVerdict {
  return { holds: fault === undefined, events: last.position, hash: last.hash, ...(fault && { fault }) };
}
