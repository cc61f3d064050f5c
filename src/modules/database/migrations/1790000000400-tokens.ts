import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const id = (name: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '40',
  isNullable,
});
const instant = (name: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '24',
  isNullable,
});
const text = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'text', isNullable });
const int = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'integer', isNullable });
const word = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});

export class Tokens1790000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(ACCESS_TOKEN);
    await runner.createTable(RENEWAL_ATTEMPT);
    await runner.createTable(TOKEN_DRAFT);
    await runner.createTable(TOKEN_CONSENT);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['token_consent', 'token_draft', 'renewal_attempt', 'access_token']) {
      await runner.dropTable(table);
    }
  }
}

const CREDENTIALS = [
  word('connector', 100),
  word('method', 100),
  text('plainFields'),
  text('secretKeys'),
  text('sealedFields'),
  text('sealedIssued', true),
  word('renewalRate', 40),
  word('state', 40),
  instant('stateSince'),
  text('stateReason', true),
  word('account', 400, true),
  instant('provedAt', true),
];

const ACCESS_TOKEN = new Table({
  name: 'access_token',
  columns: [
    { ...id('id'), isPrimary: true },
    id('tenantId'),
    id('scopeKey'),
    word('name', 200),
    word('nameFolded', 400),
    text('description'),
    ...CREDENTIALS,
    int('generation'),
    int('revision'),
    instant('issuedAt', true),
    instant('expiresAt', true),
    instant('lastRenewalAt', true),
    instant('nextRenewalAt', true),
    int('failures'),
    instant('lastFailureAt', true),
    instant('retryAt', true),
    id('leaseHolder', true),
    instant('leaseUntil', true),
    int('fence'),
    instant('secretsChangedAt'),
    instant('createdAt'),
    instant('changedAt'),
  ],
  indices: [
    { name: 'access_token_name', columnNames: ['tenantId', 'scopeKey', 'nameFolded'], isUnique: true },
    { name: 'access_token_due', columnNames: ['nextRenewalAt'] },
  ],
});

const RENEWAL_ATTEMPT = new Table({
  name: 'renewal_attempt',
  columns: [
    { ...id('id'), isPrimary: true },
    id('tenantId'),
    id('tokenId'),
    int('generation'),
    int('fence'),
    word('trigger', 20),
    word('refreshFingerprint', 64, true),
    word('outcome', 20),
    text('reason', true),
    instant('startedAt'),
    instant('settledAt', true),
  ],
  indices: [
    { name: 'renewal_attempt_token', columnNames: ['tokenId', 'startedAt'] },
    { name: 'renewal_attempt_open', columnNames: ['outcome', 'startedAt'] },
  ],
});

const TOKEN_DRAFT = new Table({
  name: 'token_draft',
  columns: [
    { ...id('id'), isPrimary: true },
    id('tenantId'),
    id('ownerId'),
    id('scopeKey'),
    id('tokenId', true),
    int('tokenRevision', true),
    word('name', 200),
    text('description'),
    ...CREDENTIALS,
    int('revision'),
    instant('createdAt'),
    instant('expiresAt'),
  ],
  indices: [
    { name: 'token_draft_owner', columnNames: ['tenantId', 'ownerId'] },
    { name: 'token_draft_expiry', columnNames: ['expiresAt'] },
  ],
});

const TOKEN_CONSENT = new Table({
  name: 'token_consent',
  columns: [
    { ...id('id'), isPrimary: true },
    id('tenantId'),
    id('draftId'),
    int('draftRevision'),
    word('ticketDigest', 64),
    word('stateDigest', 64),
    word('browserDigest', 64, true),
    text('sealedWalk'),
    word('status', 20),
    instant('createdAt'),
    instant('expiresAt'),
  ],
  indices: [
    { name: 'token_consent_ticket', columnNames: ['ticketDigest'], isUnique: true },
    { name: 'token_consent_state', columnNames: ['stateDigest'], isUnique: true },
  ],
});
