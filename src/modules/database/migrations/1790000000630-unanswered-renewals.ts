import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** Every renewal asks whether an earlier one of the same token was never answered; few ever are. */
export class UnansweredRenewals1790000000630 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('renewal_attempt', UNANSWERED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('renewal_attempt', UNANSWERED);
  }
}

const UNANSWERED = new TableIndex({
  name: 'renewal_attempt_unanswered',
  columnNames: ['tokenId'],
  where: `"outcome" IN ('intended', 'in-doubt')`,
});
