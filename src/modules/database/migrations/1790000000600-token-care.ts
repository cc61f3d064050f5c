import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

const instant = (name: string) => new TableColumn({ name, type: 'varchar', length: '24', isNullable: true });
const word = (name: string, length: number) =>
  new TableColumn({ name, type: 'varchar', length: String(length), isNullable: true });
const text = (name: string) => new TableColumn({ name, type: 'text', isNullable: true });

/** What an admin sets for the time ahead; a draft has it too. */
const settings = (off: string) => [
  new TableColumn({ name: 'keepAlive', type: 'boolean', default: off }),
  instant('credentialExpiresAt'),
  new TableColumn({ name: 'remindDays', type: 'integer', default: 15 }),
  word('reminderContact', 400),
  word('provedBy', 20),
];

const tokenColumns = (off: string) => [
  ...settings(off),
  instant('consentedAt'),
  new TableColumn({ name: 'hasRefreshToken', type: 'boolean', isNullable: true }),
  word('grantKey', 64),
  instant('certificateExpiresAt'),
  instant('disabledAt'),
  word('disabledBy', 100),
  text('disabledReason'),
  instant('needsPersonAt'),
  word('needsPersonCause', 40),
  instant('nextNoticeAt'),
  text('notices'),
];

const TOKEN_INDICES = [
  new TableIndex({ name: 'access_token_needs_person', columnNames: ['tenantId', 'needsPersonAt'] }),
  new TableIndex({ name: 'access_token_grant', columnNames: ['tenantId', 'grantKey'] }),
  new TableIndex({ name: 'access_token_notice', columnNames: ['nextNoticeAt'] }),
];

const TOKEN_PROOF = new Table({
  name: 'token_proof',
  columns: [
    { name: 'tokenId', type: 'varchar', length: '64', isPrimary: true },
    { name: 'tenantId', type: 'varchar', length: '64' },
    { name: 'workedAt', type: 'varchar', length: '24', isNullable: true },
    { name: 'refusedAt', type: 'varchar', length: '24', isNullable: true },
  ],
  indices: [{ name: 'token_proof_tenant', columnNames: ['tenantId'] }],
});

/** What is known of tokens that are older than these columns. The next renewal or change computes the rest. */
const BACKFILL = [
  `UPDATE "access_token" SET "provedBy" = CASE WHEN "lastRenewalAt" = "provedAt" THEN 'renewal' WHEN "issuedAt" IS NULL THEN 'test' ELSE 'issuance' END WHERE "provedAt" IS NOT NULL`,
  // Who consented, and when, is in no column. The last issue is the latest that it can have been.
  `UPDATE "access_token" SET "consentedAt" = "secretsChangedAt" WHERE "issuedAt" IS NOT NULL AND "connector" IN ('dropbox', 'salesforce')`,
  `UPDATE "access_token" SET "needsPersonAt" = "stateSince", "needsPersonCause" = 'needs-person' WHERE "state" IN ('needs-reconnect', 'needs-configuration', 'in-doubt')`,
];

export class TokenCare1790000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const off = offOn(runner);
    await runner.addColumns('access_token', tokenColumns(off));
    await runner.addColumns('token_draft', settings(off));
    await runner.createIndices('access_token', TOKEN_INDICES);
    await runner.createTable(TOKEN_PROOF);
    for (const statement of BACKFILL) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('token_proof');
    for (const { name } of TOKEN_INDICES) await runner.dropIndex('access_token', name ?? '');
    for (const [table, columns] of [
      ['token_draft', settings(offOn(runner))],
      ['access_token', tokenColumns(offOn(runner))],
    ] as const) {
      for (const { name } of columns) await runner.dropColumn(table, name);
    }
  }
}

/** SQLite knows no word for it. */
function offOn(runner: QueryRunner): string {
  return runner.connection.options.type === 'postgres' ? 'false' : '0';
}
