import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/** Lifecycle events of runs, which are many, and the ways in which people look for runs. */
export class WatchedRuns1790000000920 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('run', TOLD);
    await runner.createIndex('stored_event', HOUSE_EVENTS);
    await runner.createIndices('run', RUNS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndices('run', RUNS);
    await runner.dropIndex('stored_event', HOUSE_EVENTS);
    await runner.dropColumn('run', TOLD);
  }
}

const TOLD = new TableColumn({ name: 'told', type: 'integer', default: 0 });

const HOUSE_EVENTS = new TableIndex({
  name: 'stored_event_house',
  columnNames: ['tenantId', 'position'],
  where: `"subjectKind" <> 'run'`,
});

const RUNS = [
  new TableIndex({ name: 'run_app', columnNames: ['appId', 'id'] }),
  new TableIndex({ name: 'run_status', columnNames: ['tenantId', 'status', 'id'] }),
  new TableIndex({ name: 'run_changed', columnNames: ['tenantId', 'updatedAt'] }),
];
