import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** Indices that keep the screens as fast with many tokens as with few. */
export class TokenGrowth1790000000970 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('access_token', GRANT.name ?? '');
    await runner.createIndex('access_token', GRANT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('access_token', GRANT.name ?? '');
    await runner.createIndex('access_token', BEFORE);
  }
}

/** Who shares a vendor account, as far as a caller of some apps sees it, without a look at the others. */
const GRANT = new TableIndex({ name: 'access_token_grant', columnNames: ['tenantId', 'grantKey', 'scopeKey'] });

const BEFORE = new TableIndex({ name: 'access_token_grant', columnNames: ['tenantId', 'grantKey'] });
