import type { Carrier } from '../support/carriers.js';
import { FAULT_KINDS } from '../support/fault-connectors.js';
import type { Outcome } from './cut-renewal.js';
import { KILL_POINTS } from './law.js';

const WIDTH = 36;

/** What became of the renewals of one carrier: fates by point and kind, and what must be nothing. */
export function tableOf(carrier: Carrier, outcomes: readonly Outcome[]): string {
  const rows = KILL_POINTS.map((point) => {
    const counts = FAULT_KINDS.map((kind) =>
      countsOf(outcomes.filter((each) => each.point === point && each.token.kind === kind)),
    );
    return [point, ...counts];
  });
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, each) => total + count(each), 0);
  return [
    `\nKilled with ${carrier}: ${outcomes.length} renewals (renewed / in doubt / other)`,
    ...[['', ...FAULT_KINDS], ...rows].map((row) =>
      row
        .map((cell) => cell.padEnd(WIDTH))
        .join('')
        .trimEnd(),
    ),
    `refresh tokens spent twice: ${sum(({ vendor }) => vendor.spentTwice)}, families killed: ${sum(
      ({ vendor }) => vendor.familiesKilled,
    )}, grants lost: ${sum(({ vendor }) => (vendor.grantsAlive === 1 ? 0 : 1))}, called dead: ${sum(({ state }) =>
      state === 'needs-reconnect' ? 1 : 0,
    )}\n\n`,
  ].join('\n');
}

function countsOf(outcomes: readonly Outcome[]): string {
  const renewed = outcomes.filter(({ isUsable, state }) => isUsable && state === 'connected').length;
  const inDoubt = outcomes.filter(({ state }) => state === 'in-doubt').length;
  return `${renewed} / ${inDoubt} / ${outcomes.length - renewed - inDoubt}`;
}
