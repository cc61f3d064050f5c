import type { RunRecordEntity } from '../../../journal/run-record.entity.js';
import { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import type { RunEntity } from '../../../run.entity.js';

/** How far a run had come when a segment began. Restate records it: a replay begins there again. */
export interface Beginning {
  readonly at: Date;
  readonly status: RunEntity['status'];
  readonly pauses: number;
  readonly pausedMs: string | null;
  /** The first place of the journal that is free. */
  readonly next: number;
  /** Places of steps of which nobody knows whether they had their effect. */
  readonly open: readonly number[];
  readonly waits: readonly RunWaitEntity[];
  /** What it says is no look into the tables: that the run is still under way has to be seen yet. */
  readonly isBelieved?: boolean;
}

/** As Restate keeps it. Absent: the run is not this segment's to perform. */
export type RecordedBeginning = { readonly isWanted: false } | ({ readonly isWanted: true } & Plain<Beginning>);

type Plain<T> = {
  readonly [K in keyof T]: T[K] extends Date
    ? string
    : T[K] extends readonly RunWaitEntity[]
      ? readonly PlainWait[]
      : T[K];
};
type PlainWait = Omit<RunWaitEntity, 'since' | 'dueAt'> & { readonly since: string; readonly dueAt: string | null };

export interface Stored {
  readonly run: RunEntity;
  readonly records: readonly RunRecordEntity[];
  readonly waits: readonly RunWaitEntity[];
}

/** Of a run of which nothing has been performed: the same in every replay. */
export function beginningOf({ startedAt }: RunEntity): Beginning {
  const nothing = { pauses: 0, pausedMs: null, next: 0, open: [], waits: [] };
  return { at: startedAt, status: 'running', ...nothing, isBelieved: true };
}

export function recordBeginning({ run, records, waits }: Stored, now: Date): RecordedBeginning {
  const places = [...records, ...waits].map(({ seq }) => seq + 1);
  return {
    ...{ isWanted: true, at: now.toISOString(), status: run.status },
    ...{ pauses: run.pauses, pausedMs: run.pausedMs },
    next: Math.max(0, ...places),
    open: records.filter(({ endedAt }) => endedAt === null).map(({ seq }) => seq),
    waits: waits.map((wait) => ({
      ...wait,
      since: wait.since.toISOString(),
      dueAt: wait.dueAt?.toISOString() ?? null,
    })),
  };
}

export function readBeginning(recorded: Plain<Beginning>): Beginning {
  const waits = recorded.waits.map((wait) =>
    Object.assign(new RunWaitEntity(), {
      ...wait,
      since: new Date(wait.since),
      dueAt: wait.dueAt === null ? null : new Date(wait.dueAt),
    }),
  );
  return { ...recorded, at: new Date(recorded.at), waits };
}

/** How a wait ended, and when. */
export interface WaitEnd {
  readonly value: unknown;
  readonly at: Date;
}

/** Whether it stood already when the segment began. */
export function isOlder({ seq }: RunWaitEntity, { waits }: Beginning): boolean {
  return waits.some((wait) => wait.seq === seq);
}

/** The end of one that was told or due when the segment began, or that need not begin. */
export function endedBefore(wait: RunWaitEntity, beginning: Beginning): WaitEnd | undefined {
  const { signal, since, dueAt } = wait;
  if (signal !== null) return { value: JSON.parse(signal), at: beginning.at };
  const at = isOlder(wait, beginning) ? beginning.at : since;
  return dueAt && dueAt <= at ? { value: null, at } : undefined;
}
