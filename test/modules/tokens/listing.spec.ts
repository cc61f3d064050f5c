import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../src/kernel/ids.js';
import { Database } from '../../../src/modules/database/database.js';
import { AccessToken } from '../../../src/modules/tokens/access-token.entity.js';
import { TOKEN_SORTS } from '../../../src/modules/tokens/listing/token-columns.js';
import { TokenLastUseEntity } from '../../../src/modules/usage/token-last-use.entity.js';
import { createApp, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectNetSuite } from '../../support/story/connected-tokens.js';
import { Latchkey } from '../../support/story/latchkey.js';

const HOUR = 3_600_000;
const STATES = ['connected', 'needs-reconnect', 'unreachable'] as const;

/** So many tokens that differ in all that can be sorted by, made after the pattern of one that is connected. */
async function multiply(latchkey: Latchkey, pattern: AccessToken, count: number): Promise<void> {
  const database = latchkey.app.nest.get(Database);
  const rows = Array.from({ length: count }, (_each, index) => {
    const name = `Ledger ${String(index % 97).padStart(3, '0')} ${index}`;
    const at = (step: number) => new Date(pattern.createdAt.getTime() + (index % step) * HOUR);
    return Object.assign(new AccessToken(), pattern, {
      ...{ id: newId('token'), name, nameFolded: name.toLowerCase(), description: index % 5 === 0 ? 'Payroll' : '' },
      plainFields: { ...pattern.plainFields, environment: index % 3 === 0 ? 'sandbox' : 'production' },
      ...{ state: STATES[index % 3], needsPersonAt: index % 3 === 1 ? at(7) : null },
      ...{ expiresAt: index % 2 === 0 ? at(11) : null, changedAt: at(13), createdAt: at(count), nextRenewalAt: null },
    });
  });
  const uses = rows
    .filter((_row, index) => index % 4 === 0)
    .map(({ id: tokenId, tenantId, changedAt: usedAt }) => ({ tokenId, tenantId, usedAt }));
  await database.write(async (manager) => {
    for (let from = 0; from < rows.length; from += 100) await manager.insert(AccessToken, rows.slice(from, from + 100));
    for (let from = 0; from < uses.length; from += 500)
      await manager.insert(TokenLastUseEntity, uses.slice(from, from + 500));
  });
}

const patternOf = async (latchkey: Latchkey, { admin }: TestTenant) => {
  const { id } = await connectNetSuite(admin, { name: 'Pattern' });
  const token = await latchkey.app.nest.get(Database).reader.findOneBy(AccessToken, { id });
  if (!token) throw new Error('The pattern is not stored.');
  return token;
};

describe.each(engines)('The list of access tokens on %s', (_engine, createDatabase) => {
  const COUNT = 300;
  let latchkey: Latchkey;
  let tenant: TestTenant;
  const page = async (query: string) => {
    const { status, body } = await tenant.admin.get(`/v1/access-tokens?${query}`);
    expect(status).toBe(200);
    return body;
  };
  const walk = async (query: string): Promise<Json[]> => {
    const items: Json[] = [];
    let cursor: string | undefined;
    do {
      const { items: more, nextCursor } = await page(
        `${query}&limit=120${cursor === undefined ? '' : `&cursor=${cursor}`}`,
      );
      items.push(...more);
      cursor = nextCursor;
    } while (cursor !== undefined);
    return items;
  };
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    tenant = await latchkey.createTenant();
    await multiply(latchkey, await patternOf(latchkey, tenant), COUNT);
  });
  afterAll(() => latchkey.close());

  it.each(TOKEN_SORTS)(
    'is walked in the order of %s, each token once, and backwards the other way round',
    async (sort) => {
      const ids = (items: Json[]) => items.map(({ id }) => id);
      const forwards = await walk(`sort=${sort}`);
      const backwards = await walk(`sort=-${sort}`);
      expect(new Set(ids(forwards)).size).toBe(COUNT + 1);
      expect(new Set(ids(backwards))).toEqual(new Set(ids(forwards)));
      const values = (items: Json[]) => items.flatMap(({ [sort]: value }) => value ?? []);
      if (sort === 'state') {
        const names = forwards.map(({ state }) => state.name);
        expect([...new Set(names)]).toEqual(['needs-reconnect', 'unreachable', 'connected']);
      } else if (sort !== 'name') {
        expect(values(forwards)).toEqual(values(forwards).toSorted());
        expect(values(backwards)).toEqual(values(forwards).toReversed());
      }
      // What never happens comes last, whichever way.
      for (const items of [forwards, backwards]) {
        const isThere = items.map(({ [sort]: value }) => value !== undefined);
        if (!['environment'].includes(sort))
          expect(isThere.indexOf(false)).toBe(isThere.includes(false) ? isThere.lastIndexOf(true) + 1 : -1);
      }
    },
  );

  it('refuses a cursor of another order', async () => {
    const { nextCursor } = await page('sort=name&limit=5');
    const answer = await tenant.admin.get(`/v1/access-tokens?sort=-name&limit=5&cursor=${nextCursor}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-cursor' } });
  });

  it('counts what its filters leave', async () => {
    expect((await page('total=true&limit=1')).total).toBe(COUNT + 1);
    expect((await page('limit=1')).total).toBeUndefined();
    expect((await page('total=true&limit=1&environment=sandbox&state=connected')).total).toBe(COUNT / 3);
    expect((await page('total=true&limit=1&state=needs-reconnect,unreachable')).total).toBe((COUNT / 3) * 2);
    expect((await page('total=true&limit=1&search=payroll')).total).toBe(COUNT / 5);
    expect((await page('total=true&connector=dropbox')).total).toBe(0);
    expect((await tenant.admin.get('/v1/access-tokens?state=connected,happy')).status).toBe(400);
  });

  it('says what can be filtered by, within the caller’s sight', async () => {
    const { status, body } = await tenant.admin.get('/v1/access-tokens/counts');
    expect(status).toBe(200);
    expect(body).toEqual({
      connectors: [{ value: 'netsuite', tokens: COUNT + 1 }],
      environments: [
        { value: 'production', tokens: (COUNT / 3) * 2 + 1 },
        { value: 'sandbox', tokens: COUNT / 3 },
      ],
      states: [
        { value: 'connected', tokens: COUNT / 3 + 1 },
        { value: 'needs-reconnect', tokens: COUNT / 3 },
        { value: 'unreachable', tokens: COUNT / 3 },
      ],
    });
    const runner = await createCaller(tenant.admin, { rights: ['run'] });
    expect((await runner.get('/v1/access-tokens/counts')).body).toEqual({
      connectors: [],
      environments: [],
      states: [],
    });
  });

  it('says how many processes and apps use a token, and mean it', async () => {
    const [one, other] = [await createApp(tenant, 'One'), await createApp(tenant, 'Other')];
    const ANY = { 'if-match': '*' };
    for (const appId of [one, other])
      await tenant.admin.patch(`/v1/apps/${appId}`, { declaredTokens: ['Pattern'] }, ANY);
    const usedBy = async () => (await page('search=pattern&scope=global')).items[0].usedBy;
    expect(await usedBy()).toBe(2);
    const bound = await createCaller(tenant.admin, { rights: ['manage-app'], appId: one });
    expect((await bound.get('/v1/access-tokens?search=pattern')).body.items[0].usedBy).toBe(1);
    await connectNetSuite(tenant.admin, { name: 'Pattern', appId: other });
    expect(await usedBy()).toBe(1);
    expect((await page(`search=pattern&scope=${other}`)).items[0].usedBy).toBe(1);
  });
});

describe('The list of ten thousand access tokens', () => {
  const PATIENCE = 1_500;
  let latchkey: Latchkey;
  let tenant: TestTenant;
  beforeAll(async () => {
    const [, createDatabase] = engines[0] ?? [];
    if (!createDatabase) throw new Error('There is no SQLite among the engines.');
    latchkey = await Latchkey.start(createDatabase);
    tenant = await latchkey.createTenant();
    await multiply(latchkey, await patternOf(latchkey, tenant), 10_000);
  });
  afterAll(() => latchkey.close());

  it.each(['sort=name', 'sort=-lastUsedAt', 'sort=environment&state=connected', 'sort=state&search=99'])(
    'answers a page and the total of %s without stutter',
    async (query) => {
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const started = performance.now();
        const { body } = await tenant.admin.get(`/v1/access-tokens?${query}&limit=50&total=true`);
        times.push(performance.now() - started);
        expect(body.items).toHaveLength(50);
        expect(body.total).toBeGreaterThan(100);
      }
      expect(Math.min(...times)).toBeLessThan(PATIENCE);
    },
  );
});
