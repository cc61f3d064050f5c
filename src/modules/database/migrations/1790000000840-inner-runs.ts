import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/** Runs that a step of another run has started. */
export class InnerRuns1790000000840 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('run', COLUMNS);
    await runner.createIndex('run', PARENT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('run', PARENT);
    await runner.dropColumns('run', COLUMNS);
  }
}

const word = (name: string, length: number) =>
  new TableColumn({ name, type: 'varchar', length: String(length), isNullable: true });

const COLUMNS = [
  ...[word('parentRunId', 64), word('parentStep', 2000), word('awaitedBy', 2000)],
  new TableColumn({ name: 'depth', type: 'integer', default: 0 }),
];

const PARENT = new TableIndex({ name: 'run_parent', columnNames: ['parentRunId', 'parentStep'], isUnique: true });
