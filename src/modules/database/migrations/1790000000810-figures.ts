import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';

const FIGURE = new Table({
  name: 'figure',
  columns: [
    { name: 'tenantId', type: 'varchar', length: '64', isPrimary: true },
    { name: 'grain', type: 'varchar', length: '8', isPrimary: true },
    { name: 'bucket', type: 'varchar', length: '24', isPrimary: true },
    { name: 'kind', type: 'varchar', length: '16', isPrimary: true },
    { name: 'label', type: 'varchar', length: '64', isPrimary: true },
    { name: 'times', type: 'integer' },
  ],
  indices: [{ name: 'figure_age', columnNames: ['grain', 'bucket'] }],
});

/** The list is mostly looked at by name. */
const BY_NAME = new TableIndex({ name: 'access_token_by_name', columnNames: ['tenantId', 'nameFolded', 'id'] });

export class Figures1790000000810 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(FIGURE);
    await runner.createIndex('access_token', BY_NAME);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('access_token', BY_NAME);
    await runner.dropTable('figure');
  }
}
