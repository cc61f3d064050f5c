import type { RenewalMilestone } from '../../../src/modules/renewal/renewal-milestones.js';
import { type Fate, fateOfLostAnswer } from '../support/fate.js';
import type { FaultKind } from '../support/fault-connectors.js';

/** Where a process is ended in the middle of a renewal, in the order of the renewal. */
export const KILL_POINTS = [
  'before-intent',
  'after-intent',
  'sent, and the vendor never does it',
  'sent, and the vendor has done it',
  'answer-received',
  'before-commit',
  'after-commit',
  'before-hand-out',
] as const satisfies readonly (RenewalMilestone | `sent, ${string}`)[];
export type KillPoint = (typeof KILL_POINTS)[number];

/** The vendor may have answered, and nobody has the answer: it was in the memory of the ended process at best. */
const DOUBTFUL: ReadonlySet<KillPoint> = new Set<KillPoint>([
  'after-intent',
  'sent, and the vendor never does it',
  'sent, and the vendor has done it',
  'answer-received',
  'before-commit',
]);

/** The law: the fate of a token of this kind whose renewal was cut off there. */
export function fateOf(kind: FaultKind, point: KillPoint): Fate {
  return DOUBTFUL.has(point) ? fateOfLostAnswer(kind) : 'renewed';
}

/** Once the answer is stored, nobody calls the vendor again for it. */
export function isStoredAt(point: KillPoint): boolean {
  return point === 'after-commit' || point === 'before-hand-out';
}
