import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each step of a run asked for. In plain SQL: TypeORM would copy the whole journal on SQLite. */
export class StepInputs1790000001010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "run_record" ADD COLUMN "input" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "run_record" DROP COLUMN "input"');
  }
}
