import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const word = (name: string, length: number, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const id = (name: string, isNullable = false) => word(name, 40, isNullable);
const instant = (name: string, isNullable = false) => word(name, 24, isNullable);
const text = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'text', isNullable });
const int = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'integer', isNullable });
const long = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'bigint', isNullable });

export class EventsWebhooks1790000000620 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(STORED_EVENT);
    await runner.createTable(EVENT_HEAD);
    await runner.query('INSERT INTO "event_head" ("id", "position") VALUES (1, 0)');
    await runner.createTable(WEBHOOK);
    await runner.createTable(WEBHOOK_DELIVERY);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['webhook_delivery', 'webhook', 'event_head', 'stored_event']) await runner.dropTable(table);
  }
}

const STORED_EVENT = new Table({
  name: 'stored_event',
  columns: [
    { ...id('id'), isPrimary: true },
    id('tenantId'),
    id('appId', true),
    word('type', 64),
    word('subjectKind', 32),
    word('subjectId', 100),
    word('subjectName', 200),
    int('generation', true),
    text('data'),
    instant('at'),
    long('position', true),
  ],
  indices: [
    { name: 'stored_event_position', columnNames: ['position'], isUnique: true },
    { name: 'stored_event_tenant', columnNames: ['tenantId', 'position'] },
    { name: 'stored_event_at', columnNames: ['at'] },
  ],
});

const EVENT_HEAD = new Table({
  name: 'event_head',
  columns: [{ ...int('id'), isPrimary: true }, long('position')],
});

const WEBHOOK = new Table({
  name: 'webhook',
  columns: [
    { ...id('id'), isPrimary: true },
    id('tenantId'),
    id('appId', true),
    text('url'),
    text('description'),
    text('types'),
    instant('disabledAt', true),
    word('disabledBecause', 20, true),
    instant('failingSince', true),
    text('sealedSecret'),
    int('secretGeneration'),
    text('sealedPrevious', true),
    instant('previousUntil', true),
    int('revision'),
    instant('createdAt'),
    instant('changedAt'),
  ],
  indices: [{ name: 'webhook_tenant', columnNames: ['tenantId', 'id'] }],
});

const WEBHOOK_DELIVERY = new Table({
  name: 'webhook_delivery',
  columns: [
    { ...id('id'), isPrimary: true },
    id('tenantId'),
    id('webhookId'),
    id('eventId'),
    word('eventType', 64),
    word('host', 253),
    word('state', 12),
    text('attempts'),
    int('tries'),
    instant('dueAt', true),
    id('claim', true),
    instant('createdAt'),
    instant('endedAt', true),
  ],
  indices: [
    { name: 'webhook_delivery_event', columnNames: ['webhookId', 'eventId'], isUnique: true },
    { name: 'webhook_delivery_log', columnNames: ['webhookId', 'id'] },
    { name: 'webhook_delivery_due', columnNames: ['dueAt'] },
    { name: 'webhook_delivery_age', columnNames: ['createdAt'] },
  ],
});
