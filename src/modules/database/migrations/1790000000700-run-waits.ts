import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

const text = (name: string) => ({ name, type: 'text', isNullable: true });
const word = (name: string, length: number, isNullable = false) => ({
  ...{ name, type: 'varchar', length: String(length), isNullable },
});

/** Branches of a run wait side by side: what a run waits for moves from its own row into rows of its own. */
export class RunWaits1790000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(RUN_WAIT);
    await runner.query(`
      INSERT INTO run_wait ("runId", "seq", "tenantId", "appId", "kind", "name", "token", "reason", "since", "dueAt", "signal")
      SELECT "id", 1000000, "tenantId", "appId",
        CASE WHEN "status" = 'parked' THEN 'token' WHEN "status" = 'unknown-outcome' THEN 'unknown-outcome' ELSE 'time' END,
        "waitingName", "waitingToken", "waitingReason", "waitingSince",
        CASE WHEN "status" = 'waiting' THEN "wakeAt" END, NULL
      FROM run WHERE "waitingName" IS NOT NULL AND "signal" IS NULL AND "endedAt" IS NULL AND "status" <> 'running'`);
    await runner.dropIndex('run', 'run_waiting_token');
    await runner.dropColumns(
      'run',
      WAITING.map(({ name }) => name),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.addColumns(
      'run',
      WAITING.map((column) => new TableColumn(column)),
    );
    await runner.createIndex(
      'run',
      new TableIndex({ name: 'run_waiting_token', columnNames: ['tenantId', 'waitingToken'] }),
    );
    await runner.dropTable('run_wait');
  }
}

const WAITING = [
  ...[word('waitingName', 2000, true), word('waitingToken', 300, true)],
  ...[text('waitingReason'), word('waitingSince', 24, true), text('signal')],
];

const RUN_WAIT = new Table({
  name: 'run_wait',
  columns: [
    { ...word('runId', 64), isPrimary: true },
    { name: 'seq', type: 'integer', isPrimary: true },
    ...[word('tenantId', 64), word('appId', 64), word('kind', 20), word('name', 2000), word('token', 300, true)],
    ...[text('reason'), word('since', 24), word('dueAt', 24, true), text('signal')],
  ],
  indices: [{ name: 'run_wait_token', columnNames: ['token', 'tenantId'] }],
});
