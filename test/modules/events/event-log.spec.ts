import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createApp, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { ANY } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('The event log on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let admin: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    tenant = await latchkey.createTenant();
    admin = tenant.admin;
  });
  afterAll(() => latchkey.close());

  const events = async (caller: ApiClient, query = ''): Promise<Json[]> =>
    (await caller.get(`/v1/events${query}`)).body.items;
  const typesOf = (items: Json[]) => items.map(({ type }) => type);
  const untilThere = (caller: ApiClient, count: number) =>
    eventually(async () => {
      const items = await events(caller);
      return items.length >= count ? items : undefined;
    });
  const path = ({ id }: Json) => `/v1/access-tokens/${id}`;

  it('tells what people did to a token, the newest first, and never a secret', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    await admin.patch(path(token), { name: 'Clinic', description: 'new' }, ANY);
    await admin.delete(path(token), ANY);
    const items = await untilThere(admin, 3);
    expect(typesOf(items)).toEqual(['access-token.removed', 'access-token.changed', 'access-token.created']);
    expect(items[1]).toEqual({
      id: expect.stringMatching(/^evt_/),
      type: 'access-token.changed',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        subject: { kind: 'access-token', id: token.id, name: 'Clinic' },
        generation: 2,
        changed: ['name', 'description'],
      },
    });
    expect(items[2]?.data).toMatchObject({ connector: 'redox', method: 'api-key', generation: 1 });
  });

  it('has nothing of a routine renewal', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    expect((await admin.post(`${path(token)}/renewal`, {})).status).toBe(200);
    await admin.patch(path(token), { description: 'end' }, ANY);
    expect(typesOf(await untilThere(admin, 2))).toEqual(['access-token.changed', 'access-token.created']);
  });

  it('is read page by page, by type and by subject', async () => {
    for (const name of ['One', 'Two', 'Three']) await connectRedox(admin, { name });
    const all = await untilThere(admin, 3);
    const first = (await admin.get('/v1/events?limit=2')).body;
    const second = (await admin.get(`/v1/events?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second).not.toHaveProperty('nextCursor');
    const subject = all[1]?.data.subject;
    expect(await events(admin, `?subjectId=${subject.id}`)).toEqual([all[1]]);
    expect(await events(admin, '?type=access-token.removed')).toEqual([]);
    expect((await admin.get('/v1/events?type=birthday')).status).toBe(400);
    expect((await admin.get('/v1/events?cursor=x')).status).toBe(400);
  });

  it('shows each key what it may see, and nothing of another tenant', async () => {
    const [mine, other] = [await createApp(tenant, 'Mine'), await createApp(tenant, 'Other')];
    await connectRedox(admin, { name: 'Global' });
    await connectRedox(admin, { name: 'In mine', appId: mine });
    await connectRedox(admin, { name: 'In other', appId: other });
    const [designer, viewer, runner] = [
      await createCaller(admin, { rights: ['manage-app'], appId: mine }),
      await createCaller(admin, { rights: ['view-global-tokens'] }),
      await createCaller(admin, { rights: ['run'] }),
    ];
    await untilThere(admin, 3);
    const names = async (caller: ApiClient) => (await events(caller)).map(({ data }) => data.subject.name);
    expect(await names(admin)).toEqual(['In other', 'In mine', 'Global']);
    expect(await names(designer)).toEqual(['In mine', 'Global']);
    expect(await names(viewer)).toEqual(['Global']);
    expect((await runner.get('/v1/events')).status).toBe(403);
    const stranger = (await latchkey.createTenant()).admin;
    expect(await events(stranger)).toEqual([]);
    const foreign = (await admin.get('/v1/events?limit=1')).body.nextCursor;
    expect((await stranger.get(`/v1/events?cursor=${foreign}`)).status).toBe(400);
  });

  it('tells that the tokens of a deleted app are gone', async () => {
    const appId = await createApp(tenant, 'Short lived');
    await connectRedox(admin, { name: 'Redox', appId });
    const settings = { settings: { allowAppDeletion: true } };
    expect((await admin.patch('/v1/tenant', settings, ANY)).status).toBe(200);
    expect((await admin.delete(`/v1/apps/${appId}?name=Short%20lived`, ANY)).status).toBe(204);
    const items = await untilThere(admin, 2);
    expect(items[0]).toMatchObject({ type: 'access-token.removed', data: { appId, subject: { name: 'Redox' } } });
  });
});
