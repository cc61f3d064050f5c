import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const word = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
const id = (name: string): TableColumnOptions => word(name, 64);
const instant = (name: string): TableColumnOptions => word(name, 24);
const orNull = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
const primary = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isPrimary: true });

export class Users1790000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.dropTable(table);
  }
}

const USER_ACCOUNT = new Table({
  name: 'user_account',
  columns: [
    primary(id('id')),
    id('tenantId'),
    word('email', 254),
    word('emailFolded', 254),
    word('name', 100),
    word('role', 16),
    orNull(word('passwordHash', 200)),
    { name: 'version', type: 'integer' },
    instant('createdAt'),
    instant('updatedAt'),
    orNull(instant('joinedAt')),
    orNull(instant('disabledAt')),
    orNull(instant('lastSignedInAt')),
  ],
  uniques: [{ name: 'user_account_email', columnNames: ['tenantId', 'emailFolded'] }],
  indices: [{ name: 'user_account_sign_in', columnNames: ['emailFolded'] }],
});

const USER_APP = new Table({
  name: 'user_app',
  columns: [primary(id('userId')), primary(id('appId')), id('tenantId')],
  indices: [{ name: 'user_app_app', columnNames: ['tenantId', 'appId'] }],
});

const USER_SESSION = new Table({
  name: 'user_session',
  columns: [
    primary(id('id')),
    id('userId'),
    id('tenantId'),
    id('digest'),
    id('browserDigest'),
    instant('createdAt'),
    instant('seenAt'),
    instant('endsAt'),
    orNull(instant('endedAt')),
    orNull(word('address', 64)),
    orNull(word('agent', 200)),
  ],
  indices: [
    { name: 'user_session_user', columnNames: ['userId', 'id'] },
    { name: 'user_session_tenant', columnNames: ['tenantId'] },
    { name: 'user_session_end', columnNames: ['endsAt'] },
  ],
});

const ONE_TIME_LINK = new Table({
  name: 'one_time_link',
  columns: [
    primary(id('id')),
    id('digest'),
    word('purpose', 16),
    orNull(id('userId')),
    orNull(id('tenantId')),
    instant('createdAt'),
    instant('expiresAt'),
    orNull(instant('usedAt')),
  ],
  uniques: [{ name: 'one_time_link_digest', columnNames: ['digest'] }],
  indices: [
    { name: 'one_time_link_user', columnNames: ['userId'] },
    { name: 'one_time_link_tenant', columnNames: ['tenantId'] },
  ],
});

const TABLES = [USER_ACCOUNT, USER_APP, USER_SESSION, ONE_TIME_LINK];
