import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** The list of access tokens in its usual order, page by page, without sorting all of a tenant's. */
export class TokenList1790000000971 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('access_token', CREATED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('access_token', CREATED);
  }
}

const CREATED = new TableIndex({ name: 'access_token_created', columnNames: ['tenantId', 'createdAt', 'id'] });
