import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/** What made each run begin; and what a schedule started it for, once. */
export class RunTriggers1790000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('run', COLUMNS);
    await runner.query(`UPDATE "run" SET "trigger" = 'user' WHERE "startedBy" LIKE 'usr\\_%' ESCAPE '\\'`);
    await runner.query(`UPDATE "run" SET "trigger" = 'run' WHERE "parentRunId" IS NOT NULL`);
    for (const index of INDICES) await runner.createIndex('run', index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of INDICES) await runner.dropIndex('run', index);
    await runner.dropColumns('run', COLUMNS);
  }
}

const COLUMNS = [
  new TableColumn({ name: 'trigger', type: 'varchar', length: '10', default: "'key'" }),
  new TableColumn({ name: 'occurrence', type: 'varchar', length: '100', isNullable: true }),
];

const INDICES = [
  new TableIndex({ name: 'run_occurrence', columnNames: ['occurrence'], isUnique: true }),
  new TableIndex({ name: 'run_under_way', columnNames: ['processId', 'trigger', 'endedAt'] }),
];
