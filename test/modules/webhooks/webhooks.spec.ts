import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WEBHOOKS_OF_TENANT } from '../../../src/modules/webhooks/webhooks.service.js';
import { type ApiClient, createApp, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { ANY } from '../../support/story/journey.js';
import { DOMAIN, HookDesk } from './support/hook-desk.js';

const URL = `https://receiver.${DOMAIN}/events`;

describe.each(engines)('Webhooks on %s', (_engine, createDatabase) => {
  let desk: HookDesk;
  let tenant: TestTenant;
  let admin: ApiClient;
  beforeAll(async () => {
    desk = await HookDesk.open(createDatabase);
  });
  beforeEach(async () => {
    tenant = await desk.createTenant();
    admin = tenant.admin;
  });
  afterAll(() => desk.close());

  const create = (caller: ApiClient, wish: Json = {}) => caller.post('/v1/webhooks', { url: URL, ...wish });

  it('show their secret once, and are read, changed and removed by those who have seen them', async () => {
    const wish = { types: ['alert.opened'], description: 'Pager' };
    const { status, body, headers } = await create(admin, wish);
    expect(status).toBe(201);
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(body.webhook).toMatchObject({ url: URL, enabled: true, ...wish });
    const path = `/v1/webhooks/${body.webhook.id}`;
    const shown = await admin.get(path);
    expect(JSON.stringify(shown.body)).not.toContain('whsec_');
    expect(shown.headers.get('etag')).toBe(headers.get('etag'));
    expect((await admin.patch(path, { enabled: false })).status).toBe(428);
    const etag = { 'if-match': headers.get('etag') ?? '' };
    const disabled = await admin.patch(path, { enabled: false, types: [] }, etag);
    expect(disabled.body).toMatchObject({ enabled: false, disabledBecause: 'person', types: [] });
    expect((await admin.patch(path, { enabled: true }, etag)).status).toBe(412);
    expect((await admin.patch(path, { enabled: true }, ANY)).body).not.toHaveProperty('disabledAt');
    expect((await admin.delete(path, ANY)).status).toBe(204);
    expect((await admin.get(path)).status).toBe(404);
  });

  it('keep address and secret out of the audit', async () => {
    const { body } = await create(admin, { url: `${URL}?key=hidden` });
    await admin.post(`/v1/webhooks/${body.webhook.id}/secret`, {});
    const audit = await admin.get(`/v1/audit-events?subject=${body.webhook.id}`);
    expect(audit.body.items.map(({ action }: Json) => action)).toEqual(['webhook.secret-rotated', 'webhook.created']);
    expect(JSON.stringify(audit.body)).not.toMatch(/hidden|whsec_/);
  });

  it('are made once for a repeated Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'one' };
    const [first, second] = [
      await admin.post('/v1/webhooks', { url: URL }, key),
      await admin.post('/v1/webhooks', { url: URL }, key),
    ];
    expect(second.body).toEqual(first.body);
    expect((await admin.get('/v1/webhooks')).body.items).toHaveLength(1);
  });

  it.each([
    ['an address without TLS', 'http://receiver.elsewhere.example/'],
    ['an IP address', 'https://127.0.0.1/'],
    ['an IP address in disguise', 'https://2130706433/'],
    ['user and password', 'https://user:word@receiver.hooks.example/'],
    ['another scheme', 'file:///etc/passwd'],
    ['what is no address', 'receiver'],
    ['null', null],
    ['a list', ['https://receiver.hooks.example/']],
    ['something long', `https://receiver.${DOMAIN}/${'x'.repeat(2_000)}`],
  ])('refuse %s', async (_what, url) => {
    expect((await create(admin, { url })).status).toBe(400);
    const { body } = await create(admin);
    expect((await admin.patch(`/v1/webhooks/${body.webhook.id}`, { url }, ANY)).status).toBe(400);
  });

  it('refuse to be made without an address', async () => {
    expect((await admin.post('/v1/webhooks', {})).body).toMatchObject({ code: 'invalid-request' });
  });

  it('refuse types that there are not, and more than so many of one tenant', async () => {
    expect((await create(admin, { types: ['birthday'] })).status).toBe(400);
    for (let count = 0; count < WEBHOOKS_OF_TENANT; count += 1) expect((await create(admin)).status).toBe(201);
    expect((await create(admin)).body).toMatchObject({ code: 'too-many-webhooks' });
  });

  it('belong to those who manage the tenant or the app; anybody else is told that there is none', async () => {
    const [mine, other] = [await createApp(tenant, 'Mine'), await createApp(tenant, 'Other')];
    const designer = await createCaller(admin, { rights: ['manage-app'], appId: mine });
    const viewer = await createCaller(admin, { rights: ['view-global-tokens'] });
    const stranger = (await desk.createTenant()).admin;
    const ofTenant = (await create(admin)).body.webhook;
    const ofMine = (await create(designer)).body.webhook;
    const ofOther = (await create(admin, { appId: other })).body.webhook;
    expect(ofMine.appId).toBe(mine);
    const listed = async (caller: ApiClient) => (await caller.get('/v1/webhooks')).body.items.map(({ id }: Json) => id);
    expect(await listed(admin)).toEqual([ofTenant.id, ofMine.id, ofOther.id]);
    expect(await listed(designer)).toEqual([ofMine.id]);
    expect(await listed(viewer)).toEqual([]);
    expect(await listed(stranger)).toEqual([]);
    expect((await create(viewer)).status).toBe(403);
    expect((await create(designer, { appId: other })).status).toBe(404);
    expect((await create(stranger, { appId: mine })).status).toBe(404);
    for (const caller of [stranger, designer, viewer]) {
      for (const { id } of [ofTenant, ofOther]) await expectNothingThere(caller, id);
    }
  });

  async function expectNothingThere(caller: ApiClient, id: string): Promise<void> {
    const path = `/v1/webhooks/${id}`;
    const answers = [
      await caller.get(path),
      await caller.patch(path, { enabled: false }, ANY),
      await caller.delete(path, ANY),
      await caller.post(`${path}/secret`, {}),
      await caller.post(`${path}/test`, {}),
      await caller.get(`${path}/deliveries`),
      await caller.get(`${path}/deliveries/dlv_x`),
      await caller.post(`${path}/deliveries/dlv_x/redeliver`, {}),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [404, 'webhook-not-found']),
    );
  }

  it('go with their app and with their tenant', async () => {
    const appId = await createApp(tenant, 'Mine');
    const { id } = (await create(admin, { appId })).body.webhook;
    await admin.patch('/v1/tenant', { settings: { allowAppDeletion: true } }, ANY);
    expect((await admin.delete(`/v1/apps/${appId}?name=Mine`, ANY)).status).toBe(204);
    expect((await admin.get(`/v1/webhooks/${id}`)).status).toBe(404);
  });
});
