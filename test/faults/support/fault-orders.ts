import type { RenewalMilestone } from '../../../src/modules/renewal/renewal-milestones.js';

/** The process sends itself this signal when a renewal reaches the milestone: once. */
export interface MilestoneFault {
  readonly kind: 'milestone';
  readonly milestone: RenewalMilestone;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
  /** Only on a renewal of this token. */
  readonly tokenId?: string;
}

/** Sets the process's clock ahead of the machine's; negative is behind. */
export interface ClockOrder {
  readonly kind: 'clock';
  readonly aheadMs: number;
}

export type FaultOrder = MilestoneFault | ClockOrder;

/** The orders that a process starts with, as its environment carries them. */
export function ordersFrom(text: string | undefined): readonly FaultOrder[] {
  return text === undefined ? [] : (JSON.parse(text) as FaultOrder[]);
}
