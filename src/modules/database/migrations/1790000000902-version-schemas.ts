import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** The external schemas of a version, as they were when it was published. */
export class VersionSchemas1790000000902 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('process_version', new TableColumn({ name: 'schemas', type: 'text', isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('process_version', 'schemas');
  }
}
