import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { makeApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

const AT = '2026-11-01T00:00:00.000Z';
const LATER = '2026-11-02T00:00:00.000Z';

/** A row as the version before these columns stored it. */
const OLD = {
  ...{ tenantId: 'ten_1', scopeKey: 'global', description: '', method: 'oauth2', plainFields: '{}', secretKeys: '[]' },
  ...{ sealedFields: 'sealed', renewalRate: 'disabled', generation: 1, revision: 1, failures: 0, fence: 0 },
  ...{ state: 'connected', stateSince: AT, secretsChangedAt: AT, createdAt: AT, changedAt: AT, provedAt: AT },
};

describe.each(engines)('Tokens that are older than the look ahead on %s', (_engine, createDatabase) => {
  let storage: TestDatabase;
  let app: Awaited<ReturnType<typeof makeApp>>;
  let source: DataSource;
  beforeAll(async () => {
    storage = await createDatabase();
    // Not started: its timers would use the tables that are taken away, and lock them the other way round.
    app = await makeApp({ database: storage });
    source = app.get(DataSource);
    while (await isThere('TokenCare')) await source.undoLastMigration();
  });
  afterAll(async () => {
    await app.close();
    await storage.drop();
  });

  async function isThere(migration: string): Promise<boolean> {
    const names = await source.query<{ name: string }[]>('SELECT name FROM migrations');
    return names.some(({ name }) => name.startsWith(migration));
  }

  async function insert(id: string, more: Record<string, unknown>): Promise<void> {
    const row = { ...OLD, id, name: id, nameFolded: id, ...more };
    const columns = Object.keys(row).map((name) => `"${name}"`);
    const values = Object.values(row).map((value) => (typeof value === 'number' ? value : `'${value}'`));
    await source.query(`INSERT INTO access_token (${columns.join(', ')}) VALUES (${values.join(', ')})`);
  }

  it('get what can be known of them, and no more', async () => {
    await insert('consented', { connector: 'dropbox', issuedAt: AT });
    await insert('renewed', { connector: 'salesforce', issuedAt: LATER, lastRenewalAt: LATER, provedAt: LATER });
    await insert('exchanged', { connector: 'redox', issuedAt: AT, state: 'needs-configuration', stateSince: LATER });
    await insert('signed', { connector: 'netsuite' });
    await source.runMigrations();
    const rows = await source.query<Record<string, unknown>[]>('SELECT * FROM access_token ORDER BY id');
    const usual = { remindDays: 15, hasRefreshToken: null, disabledAt: null, nextNoticeAt: null };
    expect(rows).toMatchObject([
      { id: 'consented', ...usual, consentedAt: AT, provedBy: 'issuance', needsPersonAt: null },
      { id: 'exchanged', ...usual, consentedAt: null, provedBy: 'issuance', needsPersonAt: LATER },
      { id: 'renewed', ...usual, consentedAt: AT, provedBy: 'renewal', needsPersonAt: null },
      { id: 'signed', ...usual, consentedAt: null, provedBy: 'test', needsPersonAt: null },
    ]);
    expect(rows.map(({ keepAlive }) => Boolean(keepAlive))).toEqual([false, false, false, false]);
    expect(rows[1]).toMatchObject({ needsPersonCause: 'needs-person' });
  });
});
