import type { Violation } from './history.js';
import { TROUBLES, type Trouble } from './troubles.js';

/** What came of writers, readers and troubles at the same servers. */
export interface RunReport {
  /** Resolutions that showed something; each is checked. */
  readonly reads: number;
  /** Resolutions without an answer. */
  readonly unanswered: number;
  /** Answers that showed nothing, by status and code. */
  readonly fruitless: Readonly<Record<string, number>>;
  readonly writes: number;
  /** Writes whose first answer was lost, and that were asked for again. */
  readonly repeatedWrites: number;
  readonly registers: number;
  readonly troubles: Readonly<Record<Trouble, number>>;
  readonly seconds: number;
  readonly violations: readonly Violation[];
}

/** For the terminal: one line of names, one of counts. */
export function linesOf(carrier: string, report: RunReport): string {
  const { reads, unanswered, writes, repeatedWrites, registers, troubles, seconds, violations } = report;
  const columns: readonly (readonly [string, number])[] = [
    ['reads checked', reads],
    ['violations', violations.length],
    ['writes', writes],
    ['repeated', repeatedWrites],
    ['unanswered', unanswered],
    ['registers', registers],
    ...TROUBLES.map((trouble) => [`${trouble}s`, troubles[trouble]] as const),
    ['seconds', seconds],
  ];
  const widths = columns.map(([name, count]) => Math.max(name.length, String(count).length));
  const line = (cells: readonly (string | number)[]) =>
    cells.map((cell, index) => String(cell).padStart(widths[index] ?? 0)).join('  ');
  const names = line(columns.map(([name]) => name));
  const counts = line(columns.map(([, count]) => count));
  return `\nHistories, ${carrier}\n${names}\n${counts}\n`;
}
