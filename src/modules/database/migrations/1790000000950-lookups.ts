import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/** Lookups of form-based apps. Their uses of tokens open nothing to the rest of the app. */
export class Lookups1790000000950 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(LOOKUP);
    for (const index of INDEXES) await runner.createIndex('lookup', index);
    await runner.addColumn('token_use', OPENS_APP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM "token_use" WHERE "opensApp" = 0`);
    await runner.dropColumn('token_use', OPENS_APP);
    await runner.dropTable('lookup');
  }
}

const LOOKUP = new Table({
  name: 'lookup',
  columns: [
    { name: 'id', type: 'varchar', length: '64', isPrimary: true },
    { name: 'tenantId', type: 'varchar', length: '64' },
    { name: 'appId', type: 'varchar', length: '64' },
    { name: 'name', type: 'varchar', length: '100' },
    { name: 'foldedName', type: 'varchar', length: '300' },
    { name: 'declaration', type: 'text' },
    { name: 'revision', type: 'integer' },
    { name: 'createdAt', type: 'varchar', length: '24' },
    { name: 'updatedAt', type: 'varchar', length: '24' },
  ],
});

const INDEXES = [
  new TableIndex({ name: 'lookup_name', columnNames: ['appId', 'foldedName'], isUnique: true }),
  new TableIndex({ name: 'lookup_tenant', columnNames: ['tenantId'] }),
];

/** What was there before are processes and declarations, which open their names to the whole app. */
const OPENS_APP = new TableColumn({ name: 'opensApp', type: 'integer', default: 1 });
