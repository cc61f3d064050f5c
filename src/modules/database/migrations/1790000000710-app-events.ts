import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const id = (name: string, isPrimary = false) => ({ name, type: 'varchar', length: '64', isPrimary });
const int = (name: string, isPrimary = false) => ({ name, type: 'integer', isPrimary });
const text = (name: string, isNullable = false) => ({ name, type: 'text', isNullable });

/** Events that apps are told, and the lines of the tasks that listen to them. */
export class AppEvents1790000000710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [APP_EVENT, RUN_SUBSCRIPTION, RUN_EVENT]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['run_event', 'run_subscription', 'app_event']) await runner.dropTable(table);
  }
}

const APP_EVENT = new Table({
  name: 'app_event',
  columns: [
    ...[id('key', true), id('tenantId'), id('appId'), text('event')],
    { name: 'receivedAt', type: 'varchar', length: '24' },
  ],
  indices: [
    { name: 'app_event_app', columnNames: ['appId', 'receivedAt'] },
    { name: 'app_event_age', columnNames: ['receivedAt'] },
  ],
});

const RUN_SUBSCRIPTION = new Table({
  name: 'run_subscription',
  columns: [id('runId', true), id('key', true), id('tenantId'), id('appId'), text('types', true), int('length')],
  indices: [{ name: 'run_subscription_app', columnNames: ['tenantId', 'appId'] }],
});

const RUN_EVENT = new Table({
  name: 'run_event',
  columns: [id('runId', true), id('key', true), int('position', true), text('event')],
});
