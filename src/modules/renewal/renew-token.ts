import { Injectable } from '@nestjs/common';
import type { Connection } from '../../connectors/contract/connection.js';
import type { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { Configuration } from '../../kernel/configuration.js';
import { newId } from '../../kernel/ids.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { nextRenewalOf, spreadOf } from '../tokens/renewal-schedule.js';
import { TokenGenerations } from '../tokens/token-generations.js';
import { TokenSafe } from '../tokens/token-safe.js';
import { judgeFailure } from './judge-failure.js';
import { PacedVendor, type Passage } from './pace/paced-vendor.js';
import { renewalInDoubt } from './renewal.errors.js';
import type { RenewalTrigger } from './renewal-attempt.entity.js';
import { type Lease, RenewalLedger } from './renewal-ledger.js';
import { maySpendGrant } from './spent-grant.js';

/** What a lease lasts beyond the vendor's deadline, for storing the answer. Milliseconds. */
export const LEASE_SLACK = 15_000;

/** The outcome is stored; the error says why it is no new token. */
export interface RenewalResult {
  readonly error?: BrokerError;
}

/** One renewal under a lease: intent, vendor, and then outcome and end of the lease in one write. */
@Injectable()
export class RenewToken {
  readonly leaseMs: number;
  readonly #holder = newId('attempt');

  constructor(
    private readonly vendor: PacedVendor,
    private readonly safe: TokenSafe,
    private readonly generations: TokenGenerations,
    private readonly ledger: RenewalLedger,
    private readonly clock: Clock,
    configuration: Configuration,
  ) {
    this.leaseMs = configuration.vendorTimeoutSeconds * 1_000 + LEASE_SLACK;
  }

  /** Undefined when somebody else holds the lease or the generation has moved. @throws token-endpoint-resting */
  async attempt(token: AccessToken, trigger: RenewalTrigger): Promise<RenewalResult | undefined> {
    const passage = this.vendor.enter(token, trigger);
    try {
      return await this.attemptBy(passage, token, trigger);
    } finally {
      passage.leave();
    }
  }

  private async attemptBy(
    passage: Passage,
    token: AccessToken,
    trigger: RenewalTrigger,
  ): Promise<RenewalResult | undefined> {
    const connection = await this.safe.open(token);
    const request = { token, connection, trigger, holder: this.#holder, forMs: this.leaseMs };
    const lease = await this.ledger.take(request);
    if (!lease) return undefined;
    // To send a refresh token again that may be spent can end the whole grant.
    if (lease.followsCutOff && maySpendGrant(this.vendor.method(token)))
      return this.fail(lease, renewalInDoubt(lease.token));
    return this.renew(lease, connection, passage);
  }

  private async renew(lease: Lease, connection: Connection, passage: Passage): Promise<RenewalResult> {
    let issued: Connection['issued'];
    try {
      issued = await passage.renew(connection);
    } catch (error) {
      return this.fail(lease, error);
    }
    const change = await this.successor(lease.token, { ...connection, issued });
    await this.ledger.settle(lease, { outcome: 'renewed', change });
    return {};
  }

  private successor(token: AccessToken, connection: Connection) {
    const now = this.clock.now();
    const times = { issuedAt: connection.issued?.issuedAt ?? now, expiresAt: connection.issued?.expiresAt ?? null };
    return this.generations.next(token, connection, {
      state: 'connected',
      stateReason: null,
      ...(token.state === 'connected' ? {} : { stateSince: now }),
      provedAt: now,
      lastRenewalAt: now,
      nextRenewalAt: nextRenewalOf(times, token.renewalRate, spreadOf(token.id)),
      failures: 0,
      retryAt: null,
    });
  }

  private async fail(lease: Lease, cause: unknown): Promise<RenewalResult> {
    const { token } = lease;
    const method = this.vendor.method(token);
    const judged = judgeFailure({ token, method, error: cause, now: this.clock.now(), random: Math.random() });
    await this.ledger.settle(lease, judged);
    return { error: judged.error };
  }
}
