import type { ForecastEntry, ForecastKind } from './forecast-entry.js';

const DAY = 86_400_000;
/** Days before a person is needed. */
const FORECAST_STEPS = [14, 7, 1] as const;

/** What was told last: for which date, and how many days before it. */
export interface Told {
  readonly kind: ForecastKind;
  /** ISO 8601. */
  readonly date: string;
  readonly days: number;
}

export interface Notices {
  readonly forecast?: Told;
  readonly reminder?: Told;
}

/** One notice that is to be told, and when. */
export interface PlannedNotice {
  readonly type: 'forecast' | 'reminder';
  readonly entry: ForecastEntry;
  /** So many days before `entry.at`. */
  readonly days: number;
  readonly at: Date;
}

export interface NoticeSubject {
  readonly entries: readonly ForecastEntry[];
  readonly remindDays: number;
  readonly notices: Notices | null;
}

/** The notices that are still to come, the earliest first; a date that moved begins anew, and nothing is told twice. */
export function plannedNotices({ entries, remindDays, notices }: NoticeSubject): readonly PlannedNotice[] {
  // A typed-in date has reminders of its own; a token that needs a person now has told it by its state.
  const ahead = entries.find(({ kind }) => kind !== 'credential-expires' && kind !== 'needs-person');
  const typed = entries.find(({ kind }) => kind === 'credential-expires');
  return [
    ...(ahead ? plan('forecast', ahead, { steps: stepsWithin(ahead.spanMs), told: notices?.forecast }) : []),
    ...(typed ? plan('reminder', typed, { steps: daily(remindDays), told: notices?.reminder }) : []),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
}

/**
 * What is to be told now. Of several steps that have passed only the last one is told: after a pause nobody needs the
 * older ones.
 */
export function noticesDue(planned: readonly PlannedNotice[], now: Date): readonly PlannedNotice[] {
  const due = planned.filter(({ at }) => at <= now);
  return (['forecast', 'reminder'] as const).flatMap((type) => due.findLast((notice) => notice.type === type) ?? []);
}

/** What is remembered once they are told. */
export function afterTelling(notices: Notices | null, told: readonly PlannedNotice[]): Notices | null {
  if (told.length === 0) return notices;
  const remembered = told.map(({ type, entry, days }) => [
    type,
    { kind: entry.kind, date: entry.at.toISOString(), days },
  ]);
  return { ...notices, ...Object.fromEntries(remembered) };
}

function plan(
  type: PlannedNotice['type'],
  entry: ForecastEntry,
  { steps, told }: { readonly steps: readonly number[]; readonly told: Told | undefined },
): PlannedNotice[] {
  const isSame = told?.kind === entry.kind && told.date === entry.at.toISOString();
  const left = isSame ? steps.filter((days) => days < told.days) : steps;
  return left.map((days) => ({ type, entry, days, at: new Date(entry.at.getTime() - days * DAY) }));
}

/** A step that would fall into the first half of a stretch is noise; one day before is always told. */
function stepsWithin(spanMs: number): number[] {
  return FORECAST_STEPS.filter((days) => days === 1 || days * DAY <= spanMs / 2);
}

function daily(from: number): number[] {
  return Array.from({ length: from + 1 }, (_, index) => from - index);
}
