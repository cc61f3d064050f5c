import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class CallersTenantsApps1790000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(CALLER_KEY);
    await runner.createTable(TENANT);
    await runner.createTable(APP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('app');
    await runner.dropTable('tenant');
    await runner.dropTable('caller_key');
  }
}

const CALLER_KEY = new Table({
  name: 'caller_key',
  columns: [
    { name: 'id', type: 'varchar', length: '64', isPrimary: true },
    { name: 'tenantId', type: 'varchar', length: '64' },
    { name: 'appId', type: 'varchar', length: '64', isNullable: true },
    { name: 'name', type: 'varchar', length: '100' },
    { name: 'rights', type: 'text' },
    { name: 'digest', type: 'varchar', length: '64' },
    { name: 'createdBy', type: 'varchar', length: '64' },
    { name: 'createdAt', type: 'varchar', length: '24' },
    { name: 'expiresAt', type: 'varchar', length: '24', isNullable: true },
    { name: 'revokedAt', type: 'varchar', length: '24', isNullable: true },
    { name: 'lastUsedAt', type: 'varchar', length: '24', isNullable: true },
  ],
  indices: [{ name: 'caller_key_tenant', columnNames: ['tenantId', 'id'] }],
});

const TENANT = new Table({
  name: 'tenant',
  columns: [
    { name: 'id', type: 'varchar', length: '64', isPrimary: true },
    { name: 'name', type: 'varchar', length: '100' },
    { name: 'foldedName', type: 'varchar', length: '300' },
    { name: 'settings', type: 'text' },
    { name: 'version', type: 'integer' },
    { name: 'createdAt', type: 'varchar', length: '24' },
    { name: 'updatedAt', type: 'varchar', length: '24' },
  ],
  uniques: [{ name: 'tenant_name', columnNames: ['foldedName'] }],
});

const APP = new Table({
  name: 'app',
  columns: [
    { name: 'id', type: 'varchar', length: '64', isPrimary: true },
    { name: 'tenantId', type: 'varchar', length: '64' },
    { name: 'name', type: 'varchar', length: '100' },
    { name: 'foldedName', type: 'varchar', length: '300' },
    { name: 'kind', type: 'varchar', length: '16' },
    { name: 'declaredTokens', type: 'text' },
    { name: 'version', type: 'integer' },
    { name: 'createdAt', type: 'varchar', length: '24' },
    { name: 'updatedAt', type: 'varchar', length: '24' },
  ],
  uniques: [{ name: 'app_name', columnNames: ['tenantId', 'foldedName'] }],
  indices: [{ name: 'app_tenant', columnNames: ['tenantId', 'id'] }],
});
