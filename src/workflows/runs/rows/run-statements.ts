import type { EntityManager } from 'typeorm';
import { insertRows } from '../../../modules/database/rows/insert-rows.js';
import { formatOf, statementOf } from '../../../modules/database/rows/per-source.js';
import type { ColumnType } from '../../../modules/database/rows/row-format.js';
import { entitiesFor, type RowStatement, runForValues } from '../../../modules/database/rows/row-statement.js';
import type { EngineName } from '../engine-name.js';
import { RunEntity } from '../run.entity.js';

/*
 * The statements on rows of runs that every run asks for while it is performed: written by hand, because what TypeORM
 * does around them takes longer than they do. Who changes a run comes by `RunRows`.
 */

/** A run, as whoever changes it knows it: one that is not like that any more stays as it is. */
export interface RunState {
  readonly id: string;
  readonly pauses?: number;
  readonly segment?: number;
  /** Also that it is not suspended. */
  readonly isGoing?: true;
  /** Only one that has ended; else only one that has not. */
  readonly hasEnded?: true;
}

/** Columns of a run, with the instant of the change. */
export type RunColumns = Partial<RunEntity> &
  Pick<RunEntity, 'updatedAt'> & {
    /** Counts as one pause more. */
    readonly isPause?: true;
  };

/** What is told of a run that has been changed: whom its end concerns. */
export type ChangedRun = Pick<RunEntity, 'parentRunId' | 'awaitedBy' | 'trigger'>;

export type DueRun = Pick<RunEntity, 'id'> & { readonly wakeAt: Date };

/** How many due runs one look finds: more than are performed at once, so that others are found behind those. */
export const SOONEST = 160;

const format = formatOf(RunEntity);

const FIND = statementOf({ key: 'text' }, (v) => `SELECT run.* FROM run WHERE "id" = (SELECT v."key" FROM ${v})`);

const UNDER_WAY = statementOf(
  { key: 'text', paused: 'int' },
  (v) => `SELECT run."id" AS "id" FROM ${v}
    JOIN run ON run."id" = v."key" AND run."pauses" = v."paused" AND run."endedAt" IS NULL`,
);

const SEGMENTS = statementOf(
  { key: 'text' },
  (v) => `SELECT run."id" AS "id", run."segment" AS "segment", run."pauses" AS "pauses" FROM ${v}
    JOIN run ON run."id" = v."key" AND run."endedAt" IS NULL`,
);

const AWAITED_BY = statementOf(
  { key: 'text', part: 'text' },
  (v) => `SELECT run."id" AS "id" FROM ${v} JOIN run ON run."parentRunId" = v."key"
    WHERE run."awaitedBy" IS NOT NULL AND run."endedAt" IS NULL
    AND substr(run."awaitedBy", 1, length(v."part")) = v."part"`,
);

/** Read along the index of their instants. */
const SOONEST_OF = statementOf(
  { carrier: 'text' },
  (v) => `SELECT "id", "wakeAt" FROM run
    WHERE "wakeAt" IS NOT NULL AND "engine" = (SELECT v."carrier" FROM ${v}) ORDER BY "wakeAt" LIMIT ${SOONEST}`,
);

export async function findRun(manager: EntityManager, id: string): Promise<RunEntity | undefined> {
  const [run] = await entitiesFor(manager, { statement: FIND(manager), format: format(manager) }, [[id]]);
  return run;
}

export function insertRun(manager: EntityManager, run: RunEntity): Promise<void> {
  return insertRows(manager, format(manager), [run]);
}

/** Undefined when it is not in that state any more. */
export async function changeRun(
  manager: EntityManager,
  { id, pauses, segment, isGoing, hasEnded }: RunState,
  { isPause, ...columns }: RunColumns,
): Promise<ChangedRun | undefined> {
  const { names, values } = format(manager).changesOf(columns);
  const state = [id, pauses ?? null, segment ?? null, isGoing ? 1 : 0, hasEnded ? 1 : 0];
  const statement = changeOf(manager, names, isPause === true);
  const [row] = await runForValues(manager, statement, [[...values, ...state]]);
  return row && format(manager).partOf<ChangedRun>(row);
}

/** The ids of those that have not ended, and were not paused since they had been paused so often. */
export async function runsUnderWay(
  manager: EntityManager,
  runs: readonly { readonly runId: string; readonly pauses: number }[],
): Promise<string[]> {
  const asked = runs.map(({ runId, pauses }) => [runId, pauses]);
  return (await runForValues(manager, UNDER_WAY(manager), asked)).map(({ id }) => String(id));
}

/** Where those of them stand that have not ended, by their ids. */
export async function segmentsUnderWay(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<RunEntity, 'segment' | 'pauses'>>> {
  const asked = [...new Set(ids)].map((id) => [id]);
  const rows = await runForValues(manager, SEGMENTS(manager), asked);
  return new Map(
    rows.map(({ id, segment, pauses }) => [String(id), { segment: Number(segment), pauses: Number(pauses) }]),
  );
}

/** Those under way that this run waits for, or that part of it: the beginning of the names of its tasks. */
export async function runsAwaitedBy(manager: EntityManager, runId: string, part = ''): Promise<string[]> {
  return (await runForValues(manager, AWAITED_BY(manager), [[runId, part]])).map(({ id }) => String(id));
}

/** Runs that an engine has something to do for, now or later: the soonest of them, in their order. */
export async function soonestRuns(manager: EntityManager, engine: EngineName): Promise<DueRun[]> {
  const rows = await runForValues(manager, SOONEST_OF(manager), [[engine]]);
  return rows.map(({ id, wakeAt }) => ({ id: String(id), wakeAt: new Date(String(wakeAt)) }));
}

const changes = new Map<string, (manager: EntityManager) => RowStatement>();

/** Few: what becomes of runs is much the same each time. */
function changeOf(manager: EntityManager, names: readonly string[], isPause: boolean): RowStatement {
  const key = `${isPause ? 'pause ' : ''}${names.join()}`;
  const known = changes.get(key) ?? newChange(manager, names, isPause);
  changes.set(key, known);
  return known(manager);
}

const STATE = { key: 'text', paused: 'int', part: 'int', going: 'int', over: 'int' } as const;

function newChange(
  manager: EntityManager,
  names: readonly string[],
  isPause: boolean,
): (manager: EntityManager) => RowStatement {
  const types = names.map((name): [string, ColumnType] => [name, format(manager).typeOf(name)]);
  const set = [...names.map((name) => `"${name}" = v."${name}"`), ...(isPause ? ['"pauses" = run."pauses" + 1'] : [])];
  return statementOf(
    { ...Object.fromEntries(types), ...STATE },
    (v) => `UPDATE run SET ${set.join(', ')} FROM ${v}
      WHERE run."id" = v."key" AND (run."endedAt" IS NOT NULL) = (v."over" = 1)
      AND (v."paused" IS NULL OR run."pauses" = v."paused") AND (v."part" IS NULL OR run."segment" = v."part")
      AND (v."going" = 0 OR run."status" <> 'suspended')
      RETURNING run."parentRunId" AS "parentRunId", run."awaitedBy" AS "awaitedBy", run."trigger" AS "trigger"`,
  );
}
