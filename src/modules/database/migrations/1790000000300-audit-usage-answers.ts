import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class AuditUsageAnswers1790000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(auditEvent());
    await runner.createTable(
      new Table({
        name: 'audit_head',
        columns: [
          { name: 'tenantId', type: 'varchar', length: '64', isPrimary: true },
          { name: 'position', type: 'integer' },
          { name: 'hash', type: 'varchar', length: '64' },
        ],
      }),
    );
    await runner.createTable(tokenUse());
    await runner.createTable(
      new Table({
        name: 'token_last_use',
        columns: [
          { name: 'tokenId', type: 'varchar', length: '64', isPrimary: true },
          { name: 'tenantId', type: 'varchar', length: '64' },
          { name: 'usedAt', type: 'varchar', length: '24' },
        ],
        indices: [{ name: 'token_last_use_tenant', columnNames: ['tenantId'] }],
      }),
    );
    await runner.createTable(idempotentAnswer());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['idempotent_answer', 'token_last_use', 'token_use', 'audit_head', 'audit_event']) {
      await runner.dropTable(table);
    }
  }
}

function auditEvent(): Table {
  return new Table({
    name: 'audit_event',
    columns: [
      { name: 'tenantId', type: 'varchar', length: '64', isPrimary: true },
      { name: 'position', type: 'integer', isPrimary: true },
      { name: 'id', type: 'varchar', length: '64' },
      { name: 'at', type: 'varchar', length: '24' },
      { name: 'actorKind', type: 'varchar', length: '16' },
      { name: 'actorId', type: 'varchar', length: '100' },
      { name: 'address', type: 'varchar', length: '64', isNullable: true },
      { name: 'requestId', type: 'varchar', length: '64', isNullable: true },
      { name: 'action', type: 'varchar', length: '64' },
      { name: 'subjectKind', type: 'varchar', length: '32', isNullable: true },
      { name: 'subjectId', type: 'varchar', length: '100', isNullable: true },
      { name: 'subjectName', type: 'varchar', length: '200', isNullable: true },
      { name: 'appId', type: 'varchar', length: '64', isNullable: true },
      { name: 'generation', type: 'integer', isNullable: true },
      { name: 'facts', type: 'text' },
      { name: 'hash', type: 'varchar', length: '64' },
    ],
    indices: [{ name: 'audit_event_subject', columnNames: ['tenantId', 'subjectId', 'position'] }],
  });
}

function tokenUse(): Table {
  return new Table({
    name: 'token_use',
    columns: [
      { name: 'appId', type: 'varchar', length: '64', isPrimary: true },
      { name: 'processId', type: 'varchar', length: '64', isPrimary: true },
      { name: 'version', type: 'integer', isPrimary: true },
      { name: 'stepPath', type: 'varchar', length: '500', isPrimary: true },
      { name: 'foldedName', type: 'varchar', length: '300', isPrimary: true },
      { name: 'name', type: 'varchar', length: '100' },
      { name: 'tenantId', type: 'varchar', length: '64' },
    ],
    indices: [
      { name: 'token_use_name', columnNames: ['tenantId', 'foldedName'] },
      { name: 'token_use_app', columnNames: ['appId', 'foldedName'] },
    ],
  });
}

function idempotentAnswer(): Table {
  return new Table({
    name: 'idempotent_answer',
    columns: [
      { name: 'callerId', type: 'varchar', length: '64', isPrimary: true },
      { name: 'key', type: 'varchar', length: '255', isPrimary: true },
      { name: 'tenantId', type: 'varchar', length: '64' },
      { name: 'attempt', type: 'varchar', length: '64' },
      { name: 'request', type: 'varchar', length: '64' },
      { name: 'sealed', type: 'text', isNullable: true },
      { name: 'createdAt', type: 'varchar', length: '24' },
      { name: 'expiresAt', type: 'varchar', length: '24' },
    ],
    indices: [
      { name: 'idempotent_answer_expiry', columnNames: ['expiresAt'] },
      { name: 'idempotent_answer_tenant', columnNames: ['tenantId', 'attempt'] },
    ],
  });
}
