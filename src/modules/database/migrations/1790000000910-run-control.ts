import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/** Runs that are suspended and retried, deadlines of what waits for a person, and what a run was told beforehand. */
export class RunControl1790000000910 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of ADDED) await runner.addColumns(table, columns);
    for (const [table, index] of INDICES) await runner.createIndex(table, index);
    await runner.dropIndex('run_subscription', 'run_subscription_app');
    await runner.createIndex('run_subscription', APP_LISTENERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('run_subscription', 'run_subscription_app');
    await runner.createIndex('run_subscription', ALL_OF_APP);
    for (const [table, index] of INDICES) await runner.dropIndex(table, index);
    for (const [table, columns] of ADDED) await runner.dropColumns(table, columns);
  }
}

const column = (name: string, length?: number) =>
  new TableColumn({
    name,
    isNullable: true,
    ...(length ? { type: 'varchar', length: String(length) } : { type: 'text' }),
  });

const ADDED: readonly (readonly [string, TableColumn[]])[] = [
  [
    'run',
    [
      ...[column('suspension'), column('faultCauses'), column('rootRunId', 64), column('pausedMs', 20)],
      new TableColumn({ name: 'pauses', type: 'integer', default: 0 }),
    ],
  ],
  ['run_record', [column('pausedMs', 20), column('retriedAt', 24)]],
  ['run_wait', [column('pausedMs', 20), column('deadline', 24), column('escalatedAt', 24)]],
  ['run_subscription', [column('closedAt', 24)]],
];

const INDICES: readonly (readonly [string, TableIndex])[] = [
  ['run', new TableIndex({ name: 'run_root', columnNames: ['rootRunId', 'endedAt'] })],
  ['run_wait', new TableIndex({ name: 'run_wait_deadline', columnNames: ['escalatedAt', 'deadline'] })],
];

const APP_LISTENERS = new TableIndex({
  name: 'run_subscription_app',
  columnNames: ['tenantId', 'appId', 'closedAt'],
});

const ALL_OF_APP = new TableIndex({ name: 'run_subscription_app', columnNames: ['tenantId', 'appId'] });
