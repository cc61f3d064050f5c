import type { EntityManager } from 'typeorm';
import { insertRows, keepRows } from '../../../modules/database/rows/insert-rows.js';
import { formatOf, statementOf } from '../../../modules/database/rows/per-source.js';
import { entitiesFor, runForRows } from '../../../modules/database/rows/row-statement.js';
import { WITHHELD_INPUT } from '../journal/inputs/kept-input.js';
import { RunRecordEntity } from '../journal/run-record.entity.js';

/* The statements on lines of journals that every run asks for while it is performed. */

const format = formatOf(RunRecordEntity);

/** All but what a step asked for, which is for people. */
const REPLAYED = `"runId", "seq", "kind", "name", "path", "attempt", "action", "outcome", "token", "startedAt", "endedAt",
  "parkedMs", "pausedMs", "retriedAt"`;

const OF_RUN = statementOf(
  { key: 'text' },
  (v) => `SELECT ${REPLAYED} FROM run_record WHERE "runId" = (SELECT v."key" FROM ${v}) ORDER BY "seq"`,
);

const END = statementOf(
  { key: 'text', place: 'int', hidden: 'text', outcome: 'text', token: 'text', endedAt: 'text', pausedMs: 'text' },
  (v) => `UPDATE run_record SET "input" = COALESCE(v."hidden", run_record."input"), "outcome" = v."outcome",
    "token" = v."token", "endedAt" = v."endedAt", "pausedMs" = v."pausedMs" FROM ${v}
    WHERE run_record."runId" = v."key" AND run_record."seq" = v."place" AND run_record."endedAt" IS NULL
    RETURNING run_record."seq" AS "seq"`,
);

/** The whole journal of a run, in its order. */
export function recordsOf(manager: EntityManager, runId: string): Promise<RunRecordEntity[]> {
  return entitiesFor(manager, { statement: OF_RUN(manager), format: format(manager) }, [[runId]]);
}

export async function insertRecords(manager: EntityManager, records: readonly RunRecordEntity[]): Promise<void> {
  if (records.length > 0) await insertRows(manager, format(manager), records);
}

/** As an end of a step is stored again. */
const ENDED = {
  key: ['runId', 'seq'],
  takes: ['input', 'outcome', 'token', 'endedAt', 'parkedMs', 'pausedMs'],
};

/** Records with their ends; they may stand already, open or ended. Of one that comes twice the last counts. */
export async function keepRecords(manager: EntityManager, records: readonly RunRecordEntity[]): Promise<void> {
  if (records.length === 0) return;
  const last = new Map(records.map((record) => [`${record.runId} ${record.seq}`, record]));
  await keepRows(manager, { format: format(manager), standing: ENDED }, [...last.values()]);
}

/** Stores the end of a record that stands open; false when it has an end already. */
export async function endRecord(manager: EntityManager, record: RunRecordEntity): Promise<boolean> {
  const { runId, seq, input, outcome, token, endedAt, pausedMs } = record;
  const end = format(manager).toColumns({ outcome, token, endedAt, pausedMs });
  const hidden = input === WITHHELD_INPUT ? input : null;
  const ended = await runForRows(manager, END(manager), [{ ...end, hidden, key: runId, place: seq }]);
  return ended.length === 1;
}
