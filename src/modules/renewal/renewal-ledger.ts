import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, IsNull, LessThan, Not } from 'typeorm';
import type { Connection } from '../../connectors/contract/connection.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { AlertsService, type NewAlert } from '../alerts/alerts.service.js';
import { AuditService } from '../audit/audit.service.js';
import { type AuditEntry, serviceActor } from '../audit/audit-entry.js';
import { Database } from '../database/database.js';
import { AccessToken } from '../tokens/access-token.entity.js';
import { appOfScope } from '../tokens/token-scope.js';
import type { StateReason } from '../tokens/token-state.js';
import type { TokenChange } from '../tokens/tokens.repository.js';
import { Vault } from '../vault/vault.js';
import { type AttemptOutcome, RenewalAttempt, type RenewalTrigger } from './renewal-attempt.entity.js';

/** The right to renew one generation of one token, once. */
export interface Lease {
  readonly token: AccessToken;
  readonly fence: number;
  readonly attemptId: string;
  /** A renewal of this very generation was cut off, and nobody knows what the vendor made of its refresh token. */
  readonly followsCutOff: boolean;
}

export interface LeaseRequest {
  readonly token: AccessToken;
  readonly connection: Connection;
  readonly trigger: RenewalTrigger;
  readonly holder: string;
  /** Longer than the vendor's deadline; milliseconds. */
  readonly forMs: number;
}

export interface Settlement {
  readonly outcome: AttemptOutcome;
  readonly reason?: StateReason;
  readonly change: TokenChange;
  /** Why it fails, when that is worth telling. */
  readonly alert?: NewAlert;
}

/**
 * Leases on token rows and the ledger of attempts. Lease and intent are one write before the vendor is called, so the
 * store is proved writable and a crash leaves a trace; the outcome and the token's change are one write after it.
 */
@Injectable()
export class RenewalLedger {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly audit: AuditService,
    private readonly alerts: AlertsService,
  ) {}

  /** Undefined when somebody else renews, or when the generation has moved. */
  async take(request: LeaseRequest): Promise<Lease | undefined> {
    const { token, holder, forMs } = request;
    const attempt = await this.intend(request);
    const now = await this.database.now();
    return this.database.write(async (manager) => {
      const { id, generation } = token;
      const leaseUntil = new Date(now.getTime() + forMs);
      const taken = await manager
        .createQueryBuilder()
        .update(AccessToken)
        .set({ leaseHolder: holder, leaseUntil, fence: () => 'fence + 1' })
        .where([
          { id, generation, leaseUntil: IsNull() },
          { id, generation, leaseUntil: LessThan(now) },
        ])
        .execute();
      if (taken.affected !== 1) return undefined;
      const leased = await manager.findOneByOrFail(AccessToken, { id: token.id });
      const followsCutOff = await manager.existsBy(RenewalAttempt, cutOffOf(token));
      await manager.insert(RenewalAttempt, { ...attempt, fence: leased.fence });
      return { token: leased, fence: leased.fence, attemptId: attempt.id, followsCutOff };
    });
  }

  /** Stores the outcome and lets the lease go. False when a newer fence or generation has overtaken this lease. */
  settle(lease: Lease, settlement: Settlement): Promise<boolean> {
    return this.database.write(async (manager) => {
      const { id, generation } = lease.token;
      const change = { ...settlement.change, leaseHolder: null, leaseUntil: null };
      const stored = await manager.update(AccessToken, { id, generation, fence: lease.fence }, change);
      const isStored = stored.affected === 1;
      const settled = isStored ? settlement : { outcome: 'overtaken' as const };
      await this.close(manager, lease.attemptId, settled);
      if (isStored && settlement.alert) await this.alerts.raise(manager, settlement.alert);
      else if (isStored && lease.token.failures > 0) await this.alerts.clear(manager, { tokenId: id });
      await this.audit.record(manager, entryOf(lease, { ...settlement, ...settled }));
      return isStored;
    });
  }

  /** Attempts without an outcome that were begun before. */
  unsettled(startedBefore: Date): Promise<RenewalAttempt[]> {
    return this.database.reader.findBy(RenewalAttempt, { outcome: 'intended', startedAt: LessThan(startedBefore) });
  }

  /** The latest attempts on a token, newest first. */
  ofToken(tokenId: string, limit: number): Promise<RenewalAttempt[]> {
    return this.database.reader.find(RenewalAttempt, { where: { tokenId }, order: { startedAt: 'DESC' }, take: limit });
  }

  async close(
    manager: EntityManager,
    attemptId: string,
    { outcome, reason }: Pick<Settlement, 'outcome' | 'reason'>,
  ): Promise<void> {
    const settledAt = this.clock.now();
    await manager.update(RenewalAttempt, { id: attemptId }, { outcome, settledAt, reason: reason ?? null });
  }

  private async intend({ token, connection, trigger }: LeaseRequest): Promise<Omit<RenewalAttempt, 'fence'>> {
    const refreshToken = connection.issued?.refreshToken?.reveal('to fingerprint it');
    return {
      id: newId('attempt'),
      tenantId: token.tenantId,
      tokenId: token.id,
      generation: token.generation,
      trigger,
      refreshFingerprint: refreshToken
        ? await this.vault.digest(token.tenantId, 'refresh fingerprint', { text: refreshToken })
        : null,
      outcome: 'intended',
      reason: null,
      startedAt: this.clock.now(),
      settledAt: null,
    };
  }
}

function entryOf({ token, attemptId }: Lease, { outcome, reason, change }: Settlement): AuditEntry {
  const { tenantId, id, name, scopeKey } = token;
  const appId = appOfScope(scopeKey);
  return {
    tenantId,
    by: serviceActor('renewal'),
    action: outcome === 'renewed' ? 'access-token.renewed' : 'access-token.renewal-failed',
    subject: { kind: 'access-token', id, name },
    generation: change.generation ?? token.generation,
    facts: { attempt: attemptId, outcome, ...(reason ? { reason: reason.code } : {}) },
    ...(appId === undefined ? {} : { appId }),
  };
}

function cutOffOf({ id, generation }: AccessToken): FindOptionsWhere<RenewalAttempt> {
  return { tokenId: id, generation, outcome: 'intended', refreshFingerprint: Not(IsNull()) };
}
