import { Injectable } from '@nestjs/common';
import type { IssuedToken } from '../../connectors/contract/issued-token.js';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { needsPerson } from '../tokens/token-state.js';
import { isAnswerUnknown, maySendAgain, maySpendGrant } from './judging/spent-grant.js';
import type { Lease } from './ledger/lease.js';
import type { Undertaking } from './ledger/undertakings.js';
import { PacedVendor, type Passage } from './pace/paced-vendor.js';
import { renewalInDoubt } from './renewal.errors.js';

/** Once more after a lost answer, inside the vendor's replay window; what comes later is the clock's. */
const REPLAYS = 1;
const REPLAY_PAUSE = 250;

/** Asks a vendor for the next token, if the refresh token may be sent. */
@Injectable()
export class VendorAnswers {
  constructor(
    private readonly vendor: PacedVendor,
    private readonly clock: Clock,
  ) {}

  /** The answer, or why there is none: the vendor's judgement, or a doubt that forbids to ask. */
  async of(undertaking: Undertaking, passage: Passage): Promise<IssuedToken | Error> {
    const { lease, connection } = undertaking;
    if (!this.maySend(lease)) return renewalInDoubt(lease.token);
    for (let replays = 0; ; replays += 1) {
      try {
        return await passage.renew(connection);
      } catch (error) {
        const reason = error instanceof Error ? error : new Error(String(error));
        if (replays === REPLAYS || !this.mayReplay(lease, reason)) return reason;
        await this.clock.sleep(REPLAY_PAUSE);
      }
    }
  }

  /** To send a refresh token again that may be spent can end the whole grant: in doubt only a person tries it, and again. */
  private maySend({ token, trigger, unansweredSince: since }: Lease): boolean {
    if (trigger === 'person' && needsPerson(token.state)) return true;
    if (token.state === 'in-doubt') return false;
    return since === undefined || maySendAgain(this.vendor.method(token), { since, now: this.clock.now() });
  }

  private mayReplay({ token, startedAt, unansweredSince: since = startedAt }: Lease, error: Error): boolean {
    const method = this.vendor.method(token);
    if (!(error instanceof BrokerError) || !isAnswerUnknown(error) || !maySpendGrant(method)) return false;
    return maySendAgain(method, { since, now: new Date(this.clock.now().getTime() + REPLAY_PAUSE) });
  }
}
