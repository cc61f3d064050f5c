import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Connection } from '../../connectors/contract/connection.js';
import type { FieldValues } from '../../connectors/contract/fields.js';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import { TokenOutlook } from '../tokens/outlook/token-outlook.js';
import { spreadOf } from '../tokens/renewal-schedule.js';
import { TokenGenerations } from '../tokens/token-generations.js';
import type { TokenChange } from '../tokens/tokens.repository.js';
import { judgeFailure } from './judging/judge-failure.js';
import { maySendAgain, maySpendGrant } from './judging/spent-grant.js';
import type { CutOff, Lease, Settlement } from './ledger/lease.js';
import type { Undertaking } from './ledger/undertakings.js';
import { looksAfter } from './pace/after-renewal.js';
import { PacedVendor } from './pace/paced-vendor.js';
import { grantReplaced, renewalInDoubt } from './renewal.errors.js';

/** A person's change of values that keeps the grant: stored only together with the token that proves it. */
export interface CorrectedValues {
  readonly values: FieldValues;
  /** Further columns, such as the name; `revision` among them. */
  readonly change: TokenChange;
  /** What the audit says of it. */
  audit(next: TokenChange): AuditEntry;
  /** What else is stored with it. */
  run(manager: EntityManager): Promise<void>;
}

/** What is to be stored of a renewal that ended one way or the other. */
@Injectable()
export class RenewalSettlements {
  constructor(
    private readonly vendor: PacedVendor,
    private readonly generations: TokenGenerations,
    private readonly outlook: TokenOutlook,
    private readonly clock: Clock,
  ) {}

  /** The next generation. Asks the database for nothing, which may be away by now. */
  renewed(undertaking: Undertaking, connection: Connection, corrected?: CorrectedValues): Settlement {
    const { lease, key } = undertaking;
    const { token } = lease;
    const now = this.clock.now();
    const rate = corrected?.change.renewalRate ?? token.renewalRate;
    const times = { issuedAt: connection.issued?.issuedAt ?? now, expiresAt: connection.issued?.expiresAt ?? null };
    const { nextRenewalAt, retryAt } = looksAfter({
      now,
      times,
      rate,
      spread: spreadOf(token.id),
      earliestRenewalSeconds: this.vendor.method(token).renewal?.earliestRenewalSeconds,
      isSame: isSameToken(undertaking.connection, connection),
    });
    const renewal: TokenChange = {
      state: 'connected',
      stateReason: null,
      provedAt: now,
      provedBy: 'renewal',
      lastRenewalAt: now,
      failures: 0,
      nextRenewalAt,
      retryAt,
    };
    if (token.state !== 'connected') renewal.stateSince = now;
    const wanted = corrected ? { ...corrected.change, ...renewal } : renewal;
    const change = this.generations.nextWith(key, token, { connection, change: wanted });
    if (!corrected) return { outcome: 'renewed', change };
    return { outcome: 'renewed', change, alongside: { audit: corrected.audit(change), run: corrected.run } };
  }

  /** Values that were refused leave the live token as it was, unless the grant itself may be spent now. */
  failed(
    { token, unansweredSince, startedAt }: Lease,
    error: unknown,
    corrected?: CorrectedValues,
  ): { readonly settlement: Settlement; readonly error: BrokerError } {
    const now = this.clock.now();
    const method = this.vendor.method(token);
    const since = unansweredSince ?? startedAt;
    const cause = unansweredSince && isRefusedGrant(error) ? grantReplaced(unansweredSince, error) : error;
    const isWidespread = this.vendor.isOpen(this.vendor.endpointOf(token));
    const judged = judgeFailure({ token, method, error: cause, now, since, random: Math.random(), isWidespread });
    const { error: judgement, ...settlement } = judged;
    if (corrected && judged.outcome !== 'in-doubt')
      return { settlement: { ...settlement, change: {} }, error: judgement };
    const change = { ...judged.change, ...this.outlook.of({ ...token, ...judged.change }) };
    return { settlement: { ...settlement, change }, error: judgement };
  }

  /** What becomes of a renewal whose process died; whether the vendor must be asked again before its window closes. */
  cutOff(lease: Lease): CutOff {
    const method = this.vendor.method(lease.token);
    const [since, now] = [lease.startedAt, this.clock.now()];
    if (lease.refreshFingerprint === null || !maySpendGrant(method))
      return { settlement: { outcome: 'abandoned', change: {} }, mustRepeat: false };
    if (!maySendAgain(method, { since, now }))
      return { settlement: this.failed(lease, renewalInDoubt(lease.token)).settlement, mustRepeat: false };
    // Its answer is still owed: the window runs from this attempt, however often it is repeated.
    return { settlement: { outcome: 'in-doubt', change: {} }, mustRepeat: true };
  }
}

/** The vendor takes the refresh token no more. */
function isRefusedGrant(error: unknown): error is BrokerError {
  return error instanceof BrokerError && error.remedy === 'reconnect' && error.facts.sent === true;
}

function isSameToken({ issued: before }: Connection, { issued: after }: Connection): boolean {
  if (!before || !after) return false;
  const why = 'compare with the token before';
  return before.accessToken.reveal(why) === after.accessToken.reveal(why);
}
