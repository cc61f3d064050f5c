import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class ProcessesRuns1790000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [PROCESS, PROCESS_VERSION, RUN, RUN_RECORD]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['run_record', 'run', 'process_version', 'process']) await runner.dropTable(table);
  }
}

const id = (name: string, isPrimary = false) => ({ name, type: 'varchar', length: '64', isPrimary });
const instant = (name: string, isNullable = false) => ({ name, type: 'varchar', length: '24', isNullable });
const text = (name: string, isNullable = false) => ({ name, type: 'text', isNullable });

const PROCESS = new Table({
  name: 'process',
  columns: [
    ...[id('id', true), id('tenantId'), id('appId')],
    { name: 'name', type: 'varchar', length: '100' },
    { name: 'foldedName', type: 'varchar', length: '300' },
    text('draft'),
    { name: 'publishedVersion', type: 'integer' },
    { name: 'revision', type: 'integer' },
    ...[instant('createdAt'), instant('updatedAt')],
  ],
  uniques: [{ name: 'process_name', columnNames: ['appId', 'foldedName'] }],
  indices: [{ name: 'process_app', columnNames: ['tenantId', 'appId', 'id'] }],
});

const PROCESS_VERSION = new Table({
  name: 'process_version',
  columns: [
    ...[id('processId', true), { name: 'version', type: 'integer', isPrimary: true }, id('tenantId'), id('appId')],
    ...[text('definition'), id('publishedBy'), instant('publishedAt')],
  ],
});

const RUN = new Table({
  name: 'run',
  columns: [
    ...[id('id', true), id('tenantId'), id('appId'), id('processId')],
    { name: 'version', type: 'integer' },
    { name: 'status', type: 'varchar', length: '20' },
    ...[text('input'), text('output', true), text('problem', true), id('startedBy')],
    ...[instant('startedAt'), instant('updatedAt'), instant('endedAt', true), instant('wakeAt', true)],
    { name: 'waitingName', type: 'varchar', length: '2000', isNullable: true },
    { name: 'waitingToken', type: 'varchar', length: '300', isNullable: true },
    ...[text('waitingReason', true), instant('waitingSince', true), text('signal', true)],
  ],
  indices: [
    { name: 'run_tenant', columnNames: ['tenantId', 'id'] },
    { name: 'run_process', columnNames: ['processId', 'id'] },
    { name: 'run_due', columnNames: ['wakeAt'] },
    { name: 'run_waiting_token', columnNames: ['tenantId', 'waitingToken'] },
  ],
});

const RUN_RECORD = new Table({
  name: 'run_record',
  columns: [
    ...[id('runId', true), { name: 'seq', type: 'integer', isPrimary: true }],
    { name: 'kind', type: 'varchar', length: '10' },
    { name: 'name', type: 'varchar', length: '2000' },
    { name: 'path', type: 'varchar', length: '2000' },
    { name: 'attempt', type: 'integer' },
    { name: 'action', type: 'varchar', length: '200', isNullable: true },
    ...[text('outcome', true), text('token', true), instant('startedAt'), instant('endedAt', true)],
    { name: 'parkedMs', type: 'varchar', length: '20', isNullable: true },
  ],
});
