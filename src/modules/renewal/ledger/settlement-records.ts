import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AlertsService } from '../../alerts/alerts.service.js';
import { AuditService } from '../../audit/audit.service.js';
import { type AuditEntry, serviceActor } from '../../audit/audit-entry.js';
import { TokenEvents } from '../../tokens/changes/token-events.js';
import { appOfScope } from '../../tokens/token-scope.js';
import type { AttemptOutcome } from '../renewal-attempt.entity.js';
import { AttemptRows } from './attempt-rows.js';
import { type SettledLease, settledToken } from './lease.js';

/** What is written beside a token when its renewal is settled: the attempt, events, alerts, and the audit at last. */
@Injectable()
export class SettlementRecords {
  constructor(
    private readonly attempts: AttemptRows,
    private readonly events: TokenEvents,
    private readonly alerts: AlertsService,
    private readonly audit: AuditService,
  ) {}

  async write(manager: EntityManager, settled: readonly SettledLease[]): Promise<void> {
    const closed = settled.map((each) => {
      const { reason } = each.settlement;
      return { id: each.lease.attemptId, outcome: outcomeOf(each), ...(reason && { reason }) };
    });
    await this.attempts.close(manager, closed);
    await this.attempts.overtake(
      manager,
      settled.filter(endsDoubt).map(({ lease }) => lease.token.id),
    );
    for (const each of settled) if (each.settled === 'stored') await this.tell(manager, each);
    await this.audit.recordAll(manager, settled.map(entryOf));
  }

  private async tell(manager: EntityManager, { lease, settlement }: SettledLease): Promise<void> {
    const { token } = lease;
    const { alert, alongside } = settlement;
    await alongside?.run(manager);
    if (alert) await this.alerts.raise(manager, alert);
    // A token without failures stands in no alert.
    else if (token.failures > 0) await this.alerts.clear(manager, { tokenId: token.id });
    await this.events.record(manager, token, settledToken(lease, settlement));
  }
}

/** What the vendor did is not known any better because somebody else was faster. */
function outcomeOf({ settlement, settled }: SettledLease): AttemptOutcome {
  return settled === 'stored' || settlement.outcome === 'in-doubt' ? settlement.outcome : 'overtaken';
}

/** A newer token came, and there were earlier renewals of the same grant without an answer. */
function endsDoubt({ lease, settlement, settled }: SettledLease): boolean {
  return settled === 'stored' && settlement.outcome === 'renewed' && lease.unansweredSince !== undefined;
}

function entryOf(each: SettledLease): AuditEntry {
  const { lease, settlement, settled } = each;
  const { reason, change, alongside } = settlement;
  if (alongside && settled === 'stored') return alongside.audit;
  const { tenantId, id, name, scopeKey } = lease.token;
  const appId = appOfScope(scopeKey);
  const outcome = outcomeOf(each);
  return {
    tenantId,
    by: serviceActor('renewal'),
    action: outcome === 'renewed' ? 'access-token.renewed' : 'access-token.renewal-failed',
    subject: { kind: 'access-token', id, name },
    generation: settled === 'stored' ? (change.generation ?? lease.token.generation) : lease.token.generation,
    facts: { attempt: lease.attemptId, outcome, ...(reason ? { reason: reason.code } : {}) },
    ...(appId === undefined ? {} : { appId }),
  };
}
