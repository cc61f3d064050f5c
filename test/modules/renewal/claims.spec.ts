import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { DueTenants } from '../../../src/modules/renewal/pace/due-tenants.js';
import { DueTokens, dueTokens } from '../../../src/modules/renewal/pace/due-tokens.js';
import { RenewalTimer } from '../../../src/modules/renewal/renewal-timer.js';
import { AccessToken } from '../../../src/modules/tokens/access-token.entity.js';
import type { ApiClient, Json, TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { alterRow } from '../../support/story/rows.js';

const NEVER = () => [];
const LONG_AGO = new Date('2020-01-01T00:00:00.000Z');

describe.each(engines)('Claims of due tokens on %s', (engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let admin: ApiClient;
  let model: Json;
  let database: Database;
  let due: DueTokens;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    database = latchkey.app.nest.get(Database);
    // The server's own timer claims no more.
    await latchkey.app.nest.get(RenewalTimer).beforeApplicationShutdown();
  });
  beforeEach(async () => {
    await database.write((manager) => manager.clear(AccessToken));
    tenant = await latchkey.createTenant();
    ({ admin } = tenant);
    model = await connectRedox(admin, { name: 'Model', renewalRate: 'disabled' });
    due = new DueTokens(database);
  });
  afterAll(() => latchkey.close());

  /** So many copies of the model's row. */
  async function copy(count: number, prefix: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const columns = database.reader.connection.getMetadata(AccessToken).columns.map(({ databaseName }) => databaseName);
    const made: Record<string, string> = {
      id: `'tok_${prefix}' || n`,
      name: `'${prefix}' || n`,
      nameFolded: `'${prefix}' || n`,
      ...more,
    };
    const values = columns.map((name) => made[name] ?? `model."${name}"`).join(', ');
    await database.write((manager) =>
      manager.query(`INSERT INTO access_token (${columns.map((name) => `"${name}"`).join(', ')})
        WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ${count})
        SELECT ${values} FROM copy CROSS JOIN (SELECT * FROM access_token WHERE id = '${model.id}') model`),
    );
  }

  const overdue = { nextRenewalAt: `'${LONG_AGO.toISOString()}'` };

  /** Time passes for what was claimed. */
  async function pass(seconds: number): Promise<void> {
    const rows = await database.reader.find(AccessToken, { select: { id: true, nextRenewalAt: true } });
    for (const { id, nextRenewalAt } of rows) {
      if (nextRenewalAt)
        await alterRow(latchkey.app, id, { nextRenewalAt: new Date(nextRenewalAt.getTime() - seconds * 1_000) });
    }
  }

  it('give each token to one of many who claim at the same time', async () => {
    await copy(300, 'a', overdue);
    const ids: string[] = [];
    // Replicas, or on SQLite the one process that there can be.
    const claimer = () => (engine === 'PostgreSQL' ? new DueTokens(database) : due);
    for (;;) {
      const claims = await Promise.all(Array.from({ length: 8 }, () => claimer().claim({ limit: 20 }, NEVER)));
      if (claims.flat().length === 0) break;
      ids.push(...claims.flat().map(({ id }) => id));
    }
    expect(ids).toHaveLength(300);
    expect(new Set(ids).size).toBe(300);
  });

  it('come due again after a crash: at once where one process owns the file, else after two minutes', async () => {
    await copy(20, 'a', overdue);
    await alterRow(latchkey.app, model.id, { nextRenewalAt: LONG_AGO });
    expect(await due.claim({ limit: 50 }, NEVER)).toHaveLength(21);
    await pass(100);
    expect(await due.claim({ limit: 50 }, NEVER)).toEqual([]);
    if (engine === 'PostgreSQL') expect(await new DueTokens(database).claim({ limit: 50 }, NEVER)).toEqual([]);
    await pass(21);
    expect(await new DueTokens(database).claim({ limit: 50 }, NEVER)).toHaveLength(21);
  });

  it('end with the renewal, and what the row says counts again', async () => {
    await alterRow(latchkey.app, model.id, { nextRenewalAt: LONG_AGO });
    expect(await due.claim({ limit: 1 }, NEVER)).toHaveLength(1);
    await alterRow(latchkey.app, model.id, { nextRenewalAt: LONG_AGO });
    due.done(model.id);
    expect(await due.claim({ limit: 1 }, NEVER)).toHaveLength(1);
  });

  it('go past what is claimed already', async () => {
    await copy(30, 'a', overdue);
    const claims = [await due.claim({ limit: 20 }, NEVER), await due.claim({ limit: 20 }, NEVER)];
    expect(claims.map(({ length }) => length)).toEqual([20, 10]);
    expect(new Set(claims.flat().map(({ id }) => id)).size).toBe(30);
  });

  it('are given back for others to find at once', async () => {
    await copy(3, 'a', overdue);
    await due.letGo(await due.claim({ limit: 10 }, NEVER));
    expect(await new DueTokens(database).claim({ limit: 10 }, NEVER)).toHaveLength(3);
  });

  it('leave what somebody has planned anew when they are put back', async () => {
    await alterRow(latchkey.app, model.id, { nextRenewalAt: LONG_AGO });
    const tokens = await due.claim({ limit: 1 }, NEVER);
    const planned = new Date('2990-01-01T00:00:00.000Z');
    await alterRow(latchkey.app, model.id, { nextRenewalAt: planned });
    await due.putBack([{ at: new Date('2999-01-01T00:00:00.000Z'), tokens }]);
    expect(await database.reader.findOneByOrFail(AccessToken, { id: model.id })).toMatchObject({
      nextRenewalAt: planned,
    });
  });

  it('put back in the same write what has to wait', async () => {
    await copy(4, 'a', overdue);
    const at = new Date('2999-01-01T00:00:00.000Z');
    await due.claim({ limit: 10 }, (tokens) => [{ at, tokens: tokens.slice(0, 1) }]);
    expect(await database.reader.countBy(AccessToken, { nextRenewalAt: at })).toBe(1);
  });

  it('write nothing when nothing is due', async () => {
    const { commits } = database;
    for (let claims = 0; claims < 100; claims += 1) expect(await due.claim({ limit: 10 }, NEVER)).toEqual([]);
    // What others write now and then, such as uses and audit, is less than one write a claim.
    expect(database.commits - commits).toBeLessThan(100);
  });

  it('leave a token alone that is being renewed', async () => {
    const leaseUntil = new Date(Date.now() + 60_000);
    await alterRow(latchkey.app, model.id, { nextRenewalAt: LONG_AGO, leaseUntil });
    expect(await due.claim({ limit: 10 }, NEVER)).toEqual([]);
  });

  it('name in turn the tenants that have due tokens, without those that are left out', async () => {
    const others = [await latchkey.createTenant(), await latchkey.createTenant()];
    const ids = [tenant, ...others].map(({ id }) => id);
    for (const id of ids) await copy(3, id.slice(-8), { ...overdue, tenantId: `'${id}'` });
    const found = new Set<string>();
    const tenants = new DueTenants(database);
    for (let looks = 0; looks < 6; looks += 1) for (const id of await tenants.next([tenant.id], 1)) found.add(id);
    expect([...found].toSorted()).toEqual(others.map(({ id }) => id).toSorted());
  });

  it.each([
    ['of all tenants', () => ({})],
    ['of one tenant', () => ({ tenantId: tenant.id })],
  ])('find the due ones %s by an index, whose size does not matter', async (_whose, more) => {
    await copy(20_000, 'idle', { nextRenewalAt: `'2999-01-01T00:00:00.000Z'` });
    if (engine === 'PostgreSQL') await database.write((manager) => manager.query('ANALYZE access_token'));
    const query = dueTokens(database.reader, { now: new Date(), limit: 64, ...more() });
    const [sql, parameters] = query.getQueryAndParameters();
    const explain = engine === 'PostgreSQL' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
    const plan = JSON.stringify(await database.reader.query(`${explain} ${sql}`, parameters));
    expect(plan).toMatch(/access_token_(tenant_)?due/);
    expect(plan).not.toMatch(/Seq Scan|SCAN (?!.*USING INDEX)|TEMP B-TREE/);
  });
});
