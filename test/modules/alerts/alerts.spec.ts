import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntityManager } from 'typeorm';
import { AlertsService } from '../../../src/modules/alerts/alerts.service.js';
import { Database } from '../../../src/modules/database/database.js';
import { type ApiClient, createCaller, type Json, operatorOf, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox } from '../../support/story/connected-tokens.js';
import { createDeclaringApp } from '../../support/story/journey.js';
import { Latchkey, REDIRECT_URI } from '../../support/story/latchkey.js';

describe.each(engines)('Alerts on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let admin: ApiClient;
  let appNumber = 0;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    tenant = await latchkey.createTenant();
    ({ admin } = tenant);
  });
  afterEach(() => latchkey.vendors.mood('dropbox'));
  afterAll(() => latchkey.close());

  const alerts = async (caller = admin, query = '') => (await caller.get(`/v1/alerts${query}`)).body;
  const renew = ({ id }: Json) => admin.post(`/v1/access-tokens/${id}/renewal`, {});
  const registerApp = (id: string, secret: string) =>
    latchkey.vendors.register('dropbox', { id, secret, redirectUris: [REDIRECT_URI] });

  /** So many tokens of one client of its own. */
  async function connect(names: readonly string[], start: Json = {}): Promise<{ tokens: Json[]; appKey: string }> {
    appNumber += 1;
    const appKey = `alert-app-${process.pid}-${appNumber}`;
    await registerApp(appKey, 'right-secret');
    const fields = { appKey, appSecret: 'right-secret' };
    const tokens: Json[] = [];
    for (const name of names) tokens.push(await connectDropbox(latchkey, admin, { name, fields, ...start }));
    return { tokens, appKey };
  }

  async function failThrice(tokens: readonly Json[]): Promise<void> {
    await latchkey.vendors.mood('dropbox', { kind: 'server-errors', endpoint: 'token' });
    for (const token of tokens) for (let times = 0; times < 3; times += 1) await renew(token);
  }

  it('tell of an endpoint in trouble once, however many tokens it affects, until the last of them is renewed', async () => {
    const { tokens } = await connect(['One', 'Two', 'Three']);
    await failThrice(tokens);
    const { items } = await alerts();
    expect(items).toMatchObject([
      { cause: 'token-endpoint', subject: 'api.dropboxapi.com', remedy: 'wait', code: 'token-refused', tokens: 3 },
    ]);
    expect(items[0].tokenIds.toSorted()).toEqual(tokens.map(({ id }) => id).toSorted());
    expect(Date.parse(items[0].lastSeenAt)).toBeGreaterThanOrEqual(Date.parse(items[0].since));
    await latchkey.vendors.mood('dropbox');
    await renew(tokens[0]);
    expect(await alerts()).toMatchObject({ items: [{ id: items[0].id, tokens: 2 }] });
    await renew(tokens[1]);
    await renew(tokens[2]);
    expect(await alerts()).toEqual({ items: [] });
  });

  it('are silent about a failure that passes before anybody feels it', async () => {
    const { tokens } = await connect(['Once']);
    await latchkey.vendors.mood('dropbox', { kind: 'server-errors', endpoint: 'token', times: 1 });
    expect((await renew(tokens[0])).status).toBe(503);
    expect(await alerts()).toEqual({ items: [] });
  });

  it('name the client that the vendor refuses, and end when its secret is right again', async () => {
    const { tokens, appKey } = await connect(['Left', 'Right']);
    await registerApp(appKey, 'another-secret');
    for (const token of tokens) await renew(token);
    expect(await alerts()).toMatchObject({
      items: [{ cause: 'client', subject: `${appKey} at api.dropboxapi.com`, remedy: 'configure', tokens: 2 }],
    });
    await registerApp(appKey, 'right-secret');
    for (const token of tokens) await renew(token);
    expect(await alerts()).toEqual({ items: [] });
  });

  it('name each dead grant by itself, and go with the token', async () => {
    const { tokens, appKey } = await connect(['Dead', 'Dying']);
    await latchkey.vendors.revoke('dropbox', { client: appKey });
    for (const token of tokens) await renew(token);
    const { items } = await alerts();
    expect(items.map(({ cause, subject, tokens: count }: Json) => [cause, subject, count])).toEqual(
      tokens.map(({ id }) => ['grant', id, 1]),
    );
    const [first, second] = tokens;
    await admin.delete(`/v1/access-tokens/${first.id}?force=true`, { 'if-match': '*' });
    expect(await alerts()).toMatchObject({ items: [{ subject: second.id }] });
  });

  it('come page by page', async () => {
    const { tokens, appKey } = await connect(['A', 'B', 'C']);
    await latchkey.vendors.revoke('dropbox', { client: appKey });
    for (const token of tokens) await renew(token);
    const first = await alerts(admin, '?limit=2');
    const second = await alerts(admin, `?limit=2&cursor=${first.nextCursor}`);
    const subjects = [...first.items, ...second.items].map(({ subject }: Json) => subject);
    expect(subjects).toEqual(tokens.map(({ id }) => id));
    expect(second).not.toHaveProperty('nextCursor');
  });

  it('show a caller only the tokens that it sees, and a tenant only its own', async () => {
    const appId = await createDeclaringApp(tenant, 'Mine', []);
    const otherId = await createDeclaringApp(tenant, 'Other', []);
    const mine = await connect(['Mine'], { appId });
    const other = await connect(['Other'], { appId: otherId });
    await failThrice([...mine.tokens, ...other.tokens]);
    const designer = await createCaller(admin, { rights: ['manage-app'], appId });
    expect((await alerts(designer)).items).toMatchObject([{ tokens: 1, tokenIds: [mine.tokens[0].id] }]);
    expect((await alerts()).items).toMatchObject([{ tokens: 2 }]);
    const runner = await createCaller(admin, { rights: ['run'], appId });
    expect(await alerts(runner)).toEqual({ items: [] });
    const stranger = await latchkey.createTenant();
    expect(await alerts(stranger.admin)).toEqual({ items: [] });
    expect((await operatorOf(latchkey.app).get('/v1/alerts')).status).toBe(403);
  });

  it('leave nothing behind of an erased tenant', async () => {
    const { tokens } = await connect(['Gone']);
    await failThrice(tokens);
    expect((await alerts()).items).toHaveLength(1);
    const erased = await operatorOf(latchkey.app).delete(
      `/v1/tenants/${tenant.id}?name=${encodeURIComponent(tenant.name)}`,
      { 'if-match': '*' },
    );
    expect(erased.status).toBeLessThan(300);
    const { reader } = latchkey.app.nest.get(Database);
    for (const table of ['alert', 'alert_token']) {
      const rows = await reader.query(`SELECT 1 FROM "${table}" WHERE "tenantId" = '${tenant.id}'`);
      expect(rows).toEqual([]);
    }
  });

  it('are opened once and closed at last when many tokens fail and recover at the same time', async () => {
    const database = latchkey.app.nest.get(Database);
    const service = latchkey.app.nest.get(AlertsService);
    const facts = { tenantId: tenant.id, scopeKey: 'global', remedy: 'wait', code: 'x', message: 'X' } as const;
    const raise = (manager: EntityManager, tokenId: string, subject: string) =>
      service.raise(manager, { ...facts, tokenId, cause: 'token-endpoint', subject });
    const ids = Array.from({ length: 40 }, (_, index) => `tok_${tenant.id}_${index}`.slice(0, 40));
    for (let round = 0; round < 5; round += 1) {
      // Half of them move from one cause to the other while the others move back.
      await Promise.all(
        ids.map((id, index) => database.write((manager) => raise(manager, id, `host-${(index + round) % 2}`))),
      );
      expect((await alerts()).items.map(({ tokens }: Json) => tokens)).toEqual([20, 20]);
    }
    await Promise.all(ids.map((tokenId) => database.write((manager) => service.clear(manager, { tokenId }))));
    await service.sweep();
    expect(await alerts()).toEqual({ items: [] });
    const events = await database.reader.query<{ type: string }[]>(
      `SELECT "type" FROM "stored_event" WHERE "tenantId" = '${tenant.id}' AND "type" LIKE 'alert.%'`,
    );
    const opened = events.filter(({ type }) => type === 'alert.opened').length;
    expect(opened).toBeGreaterThanOrEqual(2);
    expect(events).toHaveLength(2 * opened);
  });
});
