import { Injectable } from '@nestjs/common';
import type { BrokerError } from '../../kernel/broker.error.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { type Settlement, settledToken } from './ledger/lease.js';
import { type Undertaking, Undertakings } from './ledger/undertakings.js';
import { PacedVendor, type Passage } from './pace/paced-vendor.js';
import { answerNotStoredYet } from './renewal.errors.js';
import type { RenewalTrigger } from './renewal-attempt.entity.js';
import { RenewalMilestones } from './renewal-milestones.js';
import { type CorrectedValues, RenewalSettlements } from './renewal-settlements.js';
import { KeptAnswers } from './spool/kept-answers.js';
import { VendorAnswers } from './vendor-answers.js';

/** The outcome is stored; the error says why it is no new token. */
export interface RenewalResult {
  /** The token as it is stored now; absent when somebody else's change has overtaken this renewal. */
  readonly token?: AccessToken;
  readonly error?: BrokerError;
}

/** One renewal under a lease: intent, vendor, and then outcome and end of the lease in one write. */
@Injectable()
export class RenewToken {
  constructor(
    private readonly vendor: PacedVendor,
    private readonly undertakings: Undertakings,
    private readonly vendorAnswers: VendorAnswers,
    private readonly settlements: RenewalSettlements,
    private readonly kept: KeptAnswers,
    private readonly milestones: RenewalMilestones,
  ) {}

  /**
   * Undefined when somebody else holds the lease or the row is no longer as it was seen.
   * @throws token-endpoint-resting, spool-refused, intent-not-stored, answer-not-stored-yet
   */
  async attempt(
    token: AccessToken,
    trigger: RenewalTrigger,
    corrected?: CorrectedValues,
  ): Promise<RenewalResult | undefined> {
    const passage = this.vendor.enter(token, trigger);
    try {
      const undertaking = await this.undertakings.begin({
        token,
        trigger,
        ...(corrected && { values: corrected.values }),
      });
      return undertaking && (await this.carryOut(undertaking, passage, corrected));
    } finally {
      passage.leave();
    }
  }

  private async carryOut(
    undertaking: Undertaking,
    passage: Passage,
    corrected: CorrectedValues | undefined,
  ): Promise<RenewalResult> {
    const { lease, connection } = undertaking;
    const issued = await this.vendorAnswers.of(undertaking, passage);
    if (issued instanceof Error) {
      const { settlement, error } = this.settlements.failed(lease, issued, corrected);
      return { ...(await this.store(undertaking, settlement)), error };
    }
    this.milestones.reached('answer-received', lease.token.id);
    const settlement = this.settlements.renewed(undertaking, { ...connection, issued }, corrected);
    this.milestones.reached('before-commit', lease.token.id);
    const result = await this.store(undertaking, settlement);
    this.milestones.reached('after-commit', lease.token.id);
    return result;
  }

  private async store(undertaking: Undertaking, settlement: Settlement): Promise<RenewalResult> {
    const { token } = undertaking.lease;
    const stored = await this.kept.store(undertaking, settlement);
    if (stored === 'kept' && settlement.outcome === 'renewed') throw answerNotStoredYet(token);
    return stored === 'stored' ? { token: settledToken(undertaking.lease, settlement) } : {};
  }
}
