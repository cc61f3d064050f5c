import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Which replica performs runs, and how often that has changed. */
export class ExclusivePlace1790000001020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(PLACE);
    await runner.query(`INSERT INTO "exclusive_place" ("name", "epoch") VALUES ('runs', 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('exclusive_place');
  }
}

const PLACE = new Table({
  name: 'exclusive_place',
  columns: [
    { name: 'name', type: 'varchar', length: '40', isPrimary: true },
    { name: 'epoch', type: 'integer' },
    { name: 'holder', type: 'varchar', length: '64', isNullable: true },
  ],
});
