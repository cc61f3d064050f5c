import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/** What carries each run, and on Restate which segment of it is performed. */
export class RunEngines1790000000930 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('run', COLUMNS);
    await runner.createIndex('run', UNDER_WAY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('run', UNDER_WAY);
    await runner.dropColumns('run', COLUMNS);
  }
}

const COLUMNS = [
  new TableColumn({ name: 'engine', type: 'varchar', length: '10', default: "'embedded'" }),
  new TableColumn({ name: 'segment', type: 'integer', default: 0 }),
];

const UNDER_WAY = new TableIndex({ name: 'run_engine', columnNames: ['engine'], where: '"endedAt" IS NULL' });
