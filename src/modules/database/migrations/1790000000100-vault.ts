import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class Vault1790000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'data_key',
        columns: [
          { name: 'tenantId', type: 'varchar', length: '64', isPrimary: true },
          { name: 'version', type: 'integer', isPrimary: true },
          { name: 'wrapped', type: 'text' },
          { name: 'rootKeyId', type: 'varchar', length: '64' },
          { name: 'state', type: 'varchar', length: '16' },
          { name: 'createdAt', type: 'varchar', length: '24' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'vault_rotation',
        columns: [
          { name: 'id', type: 'varchar', length: '64', isPrimary: true },
          { name: 'kind', type: 'varchar', length: '16' },
          { name: 'tenantId', type: 'varchar', length: '64' },
          { name: 'exclusive', type: 'varchar', length: '80', isNullable: true },
          { name: 'state', type: 'varchar', length: '16' },
          { name: 'version', type: 'integer' },
          { name: 'handled', type: 'integer' },
          { name: 'refused', type: 'integer' },
          { name: 'remaining', type: 'integer' },
          { name: 'runner', type: 'varchar', length: '64', isNullable: true },
          { name: 'heartbeatAt', type: 'varchar', length: '24' },
          { name: 'startedAt', type: 'varchar', length: '24' },
          { name: 'finishedAt', type: 'varchar', length: '24', isNullable: true },
          { name: 'failure', type: 'varchar', length: '100', isNullable: true },
        ],
        uniques: [{ name: 'vault_rotation_exclusive', columnNames: ['exclusive'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('vault_rotation');
    await runner.dropTable('data_key');
  }
}
