import type { EntityManager } from 'typeorm';
import { insertRows, keepRows } from '../../../modules/database/rows/insert-rows.js';
import { formatOf, statementOf } from '../../../modules/database/rows/per-source.js';
import { entitiesFor, runForValues } from '../../../modules/database/rows/row-statement.js';
import { RunWaitEntity } from '../journal/run-wait.entity.js';

/* The statements on what runs wait for that every run asks for while it is performed. */

type Place = Pick<RunWaitEntity, 'runId' | 'seq'>;

const format = formatOf(RunWaitEntity);
const OF_RUN = { key: 'text' } as const;
const ONE = { key: 'text', place: 'int' } as const;

const ALL = statementOf(OF_RUN, (v) => `SELECT run_wait.* FROM run_wait WHERE ${isOf(v)} ORDER BY "seq"`);
const TOLD = statementOf(
  OF_RUN,
  (v) => `SELECT run_wait.* FROM run_wait WHERE ${isOf(v)} AND "signal" IS NOT NULL ORDER BY "seq"`,
);

const NAMED = statementOf(
  { key: 'text', called: 'text' },
  (v) => `SELECT run_wait.* FROM ${v} JOIN run_wait ON run_wait."runId" = v."key" AND run_wait."name" = v."called"
    WHERE run_wait."signal" IS NULL`,
);

const TELL = statementOf(
  { ...ONE, said: 'text' },
  (v) => `UPDATE run_wait SET "signal" = v."said" FROM ${v}
    WHERE run_wait."runId" = v."key" AND run_wait."seq" = v."place" AND run_wait."signal" IS NULL
    RETURNING run_wait."seq" AS "seq"`,
);

const DELETE = statementOf(
  ONE,
  (v) => `DELETE FROM run_wait WHERE ("runId", "seq") IN (SELECT v."key", v."place" FROM ${v})`,
);

const DELETE_OF_ENDED = statementOf(
  OF_RUN,
  (v) => `DELETE FROM run_wait WHERE "runId" IN
    (SELECT run."id" FROM ${v} JOIN run ON run."id" = v."key" AND run."endedAt" IS NOT NULL)`,
);

/* What a run leaves behind: what it waited for, what it listened to, and what was in its lines. */
const DELETE_ALL = deletionIn('run_wait');
const DELETE_SUBSCRIPTIONS = deletionIn('run_subscription');
const DELETE_LINES = deletionIn('run_event');

const CLOSE = statementOf(
  { key: 'text', now: 'text' },
  (v) => `UPDATE run_subscription SET "closedAt" = v."now" FROM ${v}
    WHERE run_subscription."runId" = v."key" AND run_subscription."closedAt" IS NULL`,
);

/** What a run waits for, in the order it began. */
export function waitsOf(manager: EntityManager, runId: string): Promise<RunWaitEntity[]> {
  return entitiesFor(manager, { statement: ALL(manager), format: format(manager) }, [[runId]]);
}

/** Waits of a run that have been told something and have not taken it. */
export function toldWaitsOf(manager: EntityManager, runId: string): Promise<RunWaitEntity[]> {
  return entitiesFor(manager, { statement: TOLD(manager), format: format(manager) }, [[runId]]);
}

/** The wait of that name, unless it was told already. */
export async function waitNamed(
  manager: EntityManager,
  runId: string,
  name: string,
): Promise<RunWaitEntity | undefined> {
  const [wait] = await entitiesFor(manager, { statement: NAMED(manager), format: format(manager) }, [[runId, name]]);
  return wait;
}

export async function insertWaits(manager: EntityManager, waits: readonly RunWaitEntity[]): Promise<void> {
  if (waits.length > 0) await insertRows(manager, format(manager), waits);
}

const STANDING = { key: ['runId', 'seq'], takes: [] };

/** As `insertWaits`; those that stand already stay as they are. */
export async function keepWaits(manager: EntityManager, waits: readonly RunWaitEntity[]): Promise<void> {
  if (waits.length > 0) await keepRows(manager, { format: format(manager), standing: STANDING }, waits);
}

/** False when it was told already, or is over. */
export async function tellWait(manager: EntityManager, { runId, seq }: Place, signal: string): Promise<boolean> {
  return (await runForValues(manager, TELL(manager), [[runId, seq, signal]])).length === 1;
}

export async function deleteWaits(manager: EntityManager, waits: readonly Place[]): Promise<void> {
  if (waits.length === 0) return;
  await runForValues(
    manager,
    DELETE(manager),
    waits.map(({ runId, seq }) => [runId, seq]),
  );
}

/** Of those among these runs that have ended. */
export async function deleteWaitsOfEnded(manager: EntityManager, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  await runForValues(
    manager,
    DELETE_OF_ENDED(manager),
    runIds.map((id) => [id]),
  );
}

/** A run that has ended waits for nothing and listens to nothing. */
export async function forgetWaiting(manager: EntityManager, runId: string): Promise<void> {
  for (const statement of [DELETE_ALL, DELETE_SUBSCRIPTIONS, DELETE_LINES])
    await runForValues(manager, statement(manager), [[runId]]);
}

/** One that may be retried keeps the lines of its listening tasks, but nothing more is put into them. */
export async function stopWaiting(manager: EntityManager, runId: string, now: Date): Promise<void> {
  await runForValues(manager, DELETE_ALL(manager), [[runId]]);
  await runForValues(manager, CLOSE(manager), [[runId, now.toISOString()]]);
}

function deletionIn(table: string) {
  return statementOf(OF_RUN, (v) => `DELETE FROM ${table} WHERE ${isOf(v)}`);
}

function isOf(one: string): string {
  return `"runId" = (SELECT v."key" FROM ${one})`;
}
