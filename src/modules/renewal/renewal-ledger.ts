import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database } from '../database/database.js';
import { Batch } from '../database/rows/batch.js';
import { AccessToken } from '../tokens/access-token.entity.js';
import { AttemptRows } from './ledger/attempt-rows.js';
import type { CutOff, Lease, LeaseRequest, Settled, SettledLease, Settlement } from './ledger/lease.js';
import { LeaseRows } from './ledger/lease-rows.js';
import { SettlementRecords } from './ledger/settlement-records.js';
import { RenewalAttempt } from './renewal-attempt.entity.js';

interface Settling {
  readonly lease: Lease;
  readonly settlement: Settlement;
}

/** The lease of an attempt whose process is dead. */
interface LeaseOfDead extends Omit<LeaseRequest, 'trigger'> {
  /** That process held the lease that may still be on the row, so it does not count. */
  readonly isDead: boolean;
}

export interface OrphanedAttempt {
  readonly attempt: RenewalAttempt;
  /** Undefined when it was removed. */
  readonly token: AccessToken | undefined;
}

/**
 * Leases on token rows and the ledger of attempts. Lease and intent are one write before the vendor is called, so the
 * store is proved writable and a crash leaves a trace; the outcome and the token's change are one write after it.
 * Renewals that come together share their writes.
 */
@Injectable()
export class RenewalLedger {
  readonly #takes = new Batch((requests: readonly LeaseRequest[]) => this.takeAll(requests));
  readonly #settlings = new Batch((settlings: readonly Settling[]) => this.settleAll(settlings));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly leases: LeaseRows,
    private readonly attempts: AttemptRows,
    private readonly records: SettlementRecords,
  ) {}

  /** Undefined when somebody else renews, or when the generation has moved. */
  take(request: LeaseRequest): Promise<Lease | undefined> {
    return this.#takes.add(request);
  }

  /** Stores the outcome and lets the lease go, in one write with whatever belongs to it. */
  settle(lease: Lease, settlement: Settlement): Promise<Settled> {
    return this.#settlings.add({ lease, settlement });
  }

  /**
   * Says how an attempt ended whose process is dead. The lease is taken and let go in one write: nobody sees the token
   * as renewing for that, and a process that ends meanwhile leaves no lease behind. Undefined when somebody else was
   * faster.
   */
  bringToEnd(
    attempt: RenewalAttempt,
    wanted: LeaseOfDead,
    judge: (lease: Lease) => CutOff,
  ): Promise<(CutOff & { readonly lease: Lease }) | undefined> {
    return this.database.write(async (manager) => {
      const lease = await this.takeOver(manager, attempt, wanted);
      if (!lease) return undefined;
      const cutOff = judge(lease);
      await this.settleIn(manager, [{ lease, settlement: cutOff.settlement }]);
      return { ...cutOff, lease };
    });
  }

  /** No other process can be at work on these tokens. */
  get isAlone(): boolean {
    return this.database.engine === 'sqlite';
  }

  /** Open attempts that nobody works on any more, the latest first; all when every process that could is dead. */
  async orphaned(limit: number, isEveryoneDead: boolean): Promise<OrphanedAttempt[]> {
    const attempts = await this.attempts.open(limit, isEveryoneDead);
    const ids = attempts.map(({ tokenId }) => tokenId);
    const tokens = ids.length === 0 ? [] : await this.database.reader.findBy(AccessToken, { id: In(ids) });
    const byId = new Map(tokens.map((token) => [token.id, token]));
    return attempts.map((attempt) => ({ attempt, token: byId.get(attempt.tokenId) }));
  }

  /** The latest attempts on a token, newest first. */
  ofToken(tokenId: string, limit: number): Promise<RenewalAttempt[]> {
    return this.database.reader.find(RenewalAttempt, { where: { tokenId }, order: { startedAt: 'DESC' }, take: limit });
  }

  /** Ends an attempt whose outcome changes no token any more. */
  async close(attemptId: string, outcome: 'abandoned' | 'overtaken' | 'in-doubt'): Promise<void> {
    await this.database.write((manager) => this.attempts.close(manager, [{ id: attemptId, outcome }]));
  }

  private async takeOver(
    manager: EntityManager,
    attempt: RenewalAttempt,
    { isDead, ...request }: LeaseOfDead,
  ): Promise<Lease | undefined> {
    const open = { id: attempt.id, outcome: 'intended' } as const;
    if (!(await manager.existsBy(RenewalAttempt, open))) return undefined;
    const wanted = { ...request, ...(isDead ? { deadFence: attempt.fence } : {}) };
    const [token] = await this.leases.take(manager, [wanted], request.forMs);
    if (!token) return undefined;
    await manager.update(RenewalAttempt, open, { fence: token.fence });
    return { ...leaseOf(attempt, token), unansweredSince: attempt.startedAt };
  }

  private takeAll(requests: readonly LeaseRequest[]): Promise<(Lease | undefined)[]> {
    const longest = Math.max(...requests.map(({ forMs }) => forMs));
    return this.database.write(async (manager) => {
      const tokens = await this.leases.take(manager, requests, longest);
      if (tokens.length === 0) return requests.map(() => undefined);
      const leased = new Map(tokens.map((token) => [token.id, token]));
      const intents = new Map<LeaseRequest, RenewalAttempt>();
      for (const request of requests) {
        const token = leased.get(request.token.id);
        // A second one for the same token gets nothing.
        if (token && leased.delete(token.id)) intents.set(request, this.intentOf(request, token));
      }
      const all = [...intents.values()];
      const open = await this.attempts.unansweredSince(manager, all);
      await this.attempts.insert(manager, all);
      const byId = new Map(tokens.map((token) => [token.id, token]));
      return requests.map((request) => {
        const [intent, token, unansweredSince] = [
          intents.get(request),
          byId.get(request.token.id),
          open.get(request.token.id),
        ];
        return intent && token && { ...leaseOf(intent, token), ...(unansweredSince && { unansweredSince }) };
      });
    });
  }

  private intentOf({ token, trigger, refreshFingerprint }: LeaseRequest, { fence }: AccessToken): RenewalAttempt {
    const { tenantId, id: tokenId, generation } = token;
    return Object.assign(new RenewalAttempt(), {
      ...{ id: newId('attempt'), tenantId, tokenId, generation, fence, trigger, refreshFingerprint },
      ...{ outcome: 'intended', reason: null, startedAt: this.clock.now(), settledAt: null },
    });
  }

  private settleAll(settlings: readonly Settling[]): Promise<Settled[]> {
    return this.database.write((manager) => this.settleIn(manager, settlings));
  }

  private async settleIn(manager: EntityManager, settlings: readonly Settling[]): Promise<Settled[]> {
    const changes = settlings.map(({ lease, settlement }) => ({
      ...{ token: lease.token, fence: lease.fence, change: settlement.change },
      isAnswer: settlement.outcome === 'renewed',
    }));
    const stored = await this.leases.store(manager, changes);
    const all: SettledLease[] = [];
    for (const settling of settlings) {
      const settled = stored.has(settling.lease.token.id) ? 'stored' : await this.missed(manager, settling);
      all.push({ ...settling, settled });
    }
    const ended = all.filter(({ settled }) => settled !== 'busy');
    if (ended.length > 0) await this.records.write(manager, ended);
    return all.map(({ settled }) => settled);
  }

  private async missed(manager: EntityManager, { lease, settlement }: Settling): Promise<Settled> {
    if (settlement.outcome !== 'renewed') return 'overtaken';
    const { id, generation } = lease.token;
    return (await manager.existsBy(AccessToken, { id, generation })) ? 'busy' : 'overtaken';
  }
}

function leaseOf(attempt: RenewalAttempt, token: AccessToken): Lease {
  const { id: attemptId, trigger, refreshFingerprint, startedAt } = attempt;
  return { token, fence: token.fence, attemptId, trigger, refreshFingerprint, startedAt };
}
