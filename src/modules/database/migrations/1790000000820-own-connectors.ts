import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/** Connectors that a company describes as data; a token and a draft keep the definition that they were made with. */
export class OwnConnectors1790000000820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(OWN_CONNECTOR);
    await runner.createIndex('own_connector', BY_KEY);
    for (const table of KEEPERS) await runner.addColumn(table, definition());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of KEEPERS) await runner.dropColumn(table, 'definition');
    await runner.dropTable('own_connector');
  }
}

const KEEPERS = ['access_token', 'token_draft'];

function definition(): TableColumn {
  return new TableColumn({ name: 'definition', type: 'text', isNullable: true });
}

const OWN_CONNECTOR = new Table({
  name: 'own_connector',
  columns: [
    { name: 'id', type: 'varchar', length: '40', isPrimary: true },
    { name: 'tenantId', type: 'varchar', length: '40' },
    { name: 'key', type: 'varchar', length: '100' },
    { name: 'definition', type: 'text' },
    { name: 'revision', type: 'integer' },
    { name: 'createdAt', type: 'varchar', length: '24' },
    { name: 'changedAt', type: 'varchar', length: '24' },
  ],
});

const BY_KEY = new TableIndex({ name: 'own_connector_key', columnNames: ['tenantId', 'key'], isUnique: true });
