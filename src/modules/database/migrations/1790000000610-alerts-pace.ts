import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions, TableIndex } from 'typeorm';

const word = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });

export class AlertsPace1790000000610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(ALERT);
    await runner.createTable(ALERT_TOKEN);
    await runner.createIndex('access_token', DUE_OF_TENANT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('access_token', DUE_OF_TENANT);
    await runner.dropTable('alert_token');
    await runner.dropTable('alert');
  }
}

const ALERT = new Table({
  name: 'alert',
  columns: [
    { ...word('id', 40), isPrimary: true },
    word('tenantId', 40),
    word('cause', 20),
    word('subject', 400),
    word('code', 100),
    word('remedy', 20),
    { name: 'message', type: 'text' },
    word('openedAt', 24),
  ],
  indices: [{ name: 'alert_cause', columnNames: ['tenantId', 'cause', 'subject'], isUnique: true }],
});

const ALERT_TOKEN = new Table({
  name: 'alert_token',
  columns: [
    { ...word('tokenId', 40), isPrimary: true },
    word('tenantId', 40),
    word('alertId', 40),
    word('scopeKey', 40),
    word('lastSeenAt', 24),
  ],
  indices: [
    { name: 'alert_token_alert', columnNames: ['alertId', 'scopeKey'] },
    { name: 'alert_token_tenant', columnNames: ['tenantId', 'scopeKey'] },
  ],
});

/** The due tokens of one tenant, without a walk over those of another that has many. */
const DUE_OF_TENANT = new TableIndex({
  name: 'access_token_tenant_due',
  columnNames: ['tenantId', 'nextRenewalAt'],
});
