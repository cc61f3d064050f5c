import { Injectable } from '@nestjs/common';
import { filter, firstValueFrom, merge, race, timer } from 'rxjs';
import { Clock } from '../../../kernel/clock.js';
import { TokenChanges } from '../../tokens/changes/token-changes.js';
import { RenewalMilestones } from '../renewal-milestones.js';

/** How often a waiter looks whether another replica is done, should it not be told. Milliseconds. */
const LOOK_AGAIN = 50;
/** A renewal that takes longer than this is looked at less often. */
const LONG = 3_000;
const LOOK_SELDOM = 500;

/** Waits for what another replica does with a token: told by its change, and looking again should that be lost. */
@Injectable()
export class ChangeWaiters {
  constructor(
    private readonly changes: TokenChanges,
    private readonly milestones: RenewalMilestones,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the token was changed, or it is time to look. @param since when the wait began, as `elapsed` */
  async changeOf(tokenId: string, { since }: { readonly since: number }): Promise<void> {
    const pause = this.clock.elapsed() - since > LONG ? LOOK_SELDOM : LOOK_AGAIN;
    const told = this.changes.stream.pipe(filter((change) => change.tokenId === tokenId));
    await firstValueFrom(race(merge(told, this.changes.gaps), timer(pause)), { defaultValue: undefined });
  }

  /** The last point of a renewal: whoever waited for it gets its result now. */
  handedOut(tokenId: string): void {
    this.milestones.reached('before-hand-out', tokenId);
  }
}
