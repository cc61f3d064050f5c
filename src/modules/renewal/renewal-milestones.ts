import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

/** The points of one renewal between which a crash leaves a different trace, in their order. */
export const RENEWAL_MILESTONES = [
  'before-intent',
  'after-intent',
  'answer-received',
  'before-commit',
  'after-commit',
  'before-hand-out',
] as const;
export type RenewalMilestone = (typeof RENEWAL_MILESTONES)[number];

export interface MilestoneReached {
  readonly milestone: RenewalMilestone;
  readonly tokenId: string;
}

/** Tells whoever listens how far a renewal has come: metrics do, and the fault suite ends the process at each point. */
@Injectable()
export class RenewalMilestones {
  readonly #subject = new Subject<MilestoneReached>();
  readonly stream = this.#subject.asObservable();

  /** Listeners run before this returns. */
  reached(milestone: RenewalMilestone, tokenId: string): void {
    this.#subject.next({ milestone, tokenId });
  }
}
