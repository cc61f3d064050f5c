import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const id = (name: string, isNullable = false) => ({ name, type: 'varchar', length: '64', isNullable });
const int = (name: string, isPrimary = false) => ({ name, type: 'integer', isPrimary });
const instant = (name: string, isNullable = false) => ({ name, type: 'varchar', length: '24', isNullable });

/** What starts runs by itself, and the events that do not make a run yet. */
export class Schedules1790000000901 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [SCHEDULE, EVENT_SET]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['schedule_event_set', 'schedule']) await runner.dropTable(table);
  }
}

const SCHEDULE = new Table({
  name: 'schedule',
  columns: [
    { ...id('id'), isPrimary: true },
    ...[id('tenantId'), id('appId'), id('processId'), int('version')],
    { name: 'kind', type: 'varchar', length: '10' },
    { name: 'spec', type: 'text' },
    { name: 'isEnabled', type: 'boolean' },
    ...[instant('anchorAt'), instant('wakeAt', true), int('position'), id('lastRunId', true)],
    ...[instant('lastStartedAt', true), int('skipped'), instant('lastSkippedAt', true)],
  ],
  uniques: [{ name: 'schedule_process', columnNames: ['processId'] }],
  indices: [
    { name: 'schedule_due', columnNames: ['wakeAt'] },
    { name: 'schedule_run', columnNames: ['lastRunId'] },
    { name: 'schedule_app', columnNames: ['tenantId', 'appId'] },
  ],
});

const EVENT_SET = new Table({
  name: 'schedule_event_set',
  columns: [
    { ...id('scheduleId'), isPrimary: true },
    int('first', true),
    ...[id('tenantId'), id('appId')],
    ...[
      { name: 'state', type: 'text' },
      { name: 'positions', type: 'text' },
    ],
  ],
});
