import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createApp, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox, connectNetSuite, connectRedox } from '../../support/story/connected-tokens.js';
import { ANY } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('Access tokens on %s', (_engine, createDatabase) => {
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

  const list = async (caller: ApiClient, query = '') =>
    (await caller.get(`/v1/access-tokens${query}`)).body.items.map(({ name }: Json) => name);
  const path = ({ id }: Json) => `/v1/access-tokens/${id}`;

  it('are listed as far as the caller sees them', async () => {
    const [mine, other] = [await createApp(tenant, 'Mine'), await createApp(tenant, 'Other')];
    await connectRedox(admin, { name: 'Global' });
    await connectRedox(admin, { name: 'In mine', appId: mine });
    await connectRedox(admin, { name: 'In other', appId: other });
    const designer = await createCaller(admin, { rights: ['manage-app'], appId: mine });
    const viewer = await createCaller(admin, { rights: ['view-global-tokens'] });
    const runner = await createCaller(admin, { rights: ['run'] });
    expect(await list(admin)).toEqual(['Global', 'In mine', 'In other']);
    expect(await list(designer)).toEqual(['Global', 'In mine']);
    expect(await list(viewer)).toEqual(['Global']);
    expect(await list(runner)).toEqual([]);
    expect(await list(admin, `?scope=${other}`)).toEqual(['In other']);
    expect(await list(designer, `?scope=${other}`)).toEqual([]);
    expect(await list(designer, '?scope=global')).toEqual(['Global']);
  });

  it('are found by connector, by state and by part of name or description', async () => {
    await connectRedox(admin, { name: 'Clinic', description: 'For the 100% ward_1' });
    await connectNetSuite(admin, { name: 'Ledger' });
    expect(await list(admin, '?connector=netsuite')).toEqual(['Ledger']);
    expect(await list(admin, '?state=connected')).toEqual(['Clinic', 'Ledger']);
    expect(await list(admin, '?state=in-doubt')).toEqual([]);
    expect(await list(admin, '?search=CLIN')).toEqual(['Clinic']);
    for (const search of ['100%', 'ward_', '100% WARD_1']) {
      expect(await list(admin, `?search=${encodeURIComponent(search)}`)).toEqual(['Clinic']);
    }
    for (const search of ['%', '_', '\\', "' OR 1=1 --"]) {
      const found = await list(admin, `?search=${encodeURIComponent(search)}`);
      expect(found).toEqual(search === '%' || search === '_' ? ['Clinic'] : []);
    }
    expect((await admin.get('/v1/access-tokens?state=happy')).status).toBe(400);
  });

  it('are listed page by page, each once', async () => {
    for (let index = 0; index < 5; index += 1) await connectRedox(admin, { name: `Token ${index}` });
    const names: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 3; pages += 1) {
      const { body } = await admin.get(`/v1/access-tokens?limit=2${cursor}`);
      names.push(...body.items.map(({ name }: Json) => name));
      cursor = `&cursor=${body.nextCursor}`;
      expect('nextCursor' in body).toBe(pages < 2);
    }
    expect(names).toEqual(['Token 0', 'Token 1', 'Token 2', 'Token 3', 'Token 4']);
    expect((await admin.get('/v1/access-tokens?cursor=x')).status).toBe(400);
  });

  it('are changed only by those who have seen them', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    const etag = (await admin.get(path(token))).headers.get('etag') ?? '';
    expect((await admin.patch(path(token), { description: 'x' })).status).toBe(428);
    const changed = await admin.patch(path(token), { description: 'one' }, { 'if-match': etag });
    expect(changed).toMatchObject({ status: 200, body: { description: 'one', generation: 2 } });
    expect(await admin.patch(path(token), { description: 'two' }, { 'if-match': etag })).toMatchObject({
      status: 412,
      body: { code: 'precondition-failed' },
    });
    expect((await admin.delete(path(token), { 'if-match': etag })).status).toBe(412);
    const newer = changed.headers.get('etag') ?? '';
    expect((await admin.delete(path(token), { 'if-match': newer })).status).toBe(204);
  });

  it('keep their ETag over renewals, so that nobody is disturbed in the middle of an edit', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    const etag = (await admin.get(path(token))).headers.get('etag') ?? '';
    await admin.post(`${path(token)}/renewal`, {});
    const changed = await admin.patch(path(token), { description: 'x' }, { 'if-match': etag });
    expect(changed).toMatchObject({ status: 200, body: { generation: 3 } });
  });

  it('take one of many changes that were made from the same version', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    const etag = (await admin.get(path(token))).headers.get('etag') ?? '';
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        admin.patch(path(token), { description: `${index}` }, { 'if-match': etag }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of answers) expect([200, 409, 412]).toContain(status);
  });

  it.each([
    ['a name that is none', { name: 'a/b' }],
    ['a name that is empty', { name: '  ' }],
    ['a name of 101 letters', { name: 'x'.repeat(101) }],
    ['a rate that is none', { renewalRate: 'sometimes' }],
    ['credentials, which go through a draft', { fields: { secret: 'x' } }],
    ['another scope', { scope: 'global' }],
    ['a number as name', { name: 7 }],
  ])('refuse %s', async (_what, change) => {
    const token = await connectRedox(admin, { name: 'Redox' });
    expect((await admin.patch(path(token), change, ANY)).status).toBe(400);
    expect((await admin.get(path(token))).body).toMatchObject({ name: 'Redox', generation: 1 });
  });

  it('may have names in any script, up to a hundred letters', async () => {
    for (const name of ['Grün 2', '診療所', 'عيادة', 'x'.repeat(100)]) {
      expect(await connectRedox(admin, { name })).toMatchObject({ name });
      await expect(connectRedox(admin, { name: name.toUpperCase() })).rejects.toThrow('token-name-taken');
    }
  });

  it('are seen but not changed by those who may only view', async () => {
    const token = await connectDropbox(latchkey, admin, { name: 'Dropbox' });
    const viewer = await createCaller(admin, { rights: ['view-global-tokens'] });
    expect((await viewer.get(path(token))).status).toBe(200);
    for (const answer of [
      await viewer.patch(path(token), { name: 'X' }, ANY),
      await viewer.delete(path(token), ANY),
      await viewer.post(`${path(token)}/renewal`, {}),
      await viewer.post(`${path(token)}/test`, {}),
      await viewer.post('/v1/drafts', { tokenId: token.id }),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'right-missing' } });
    }
  });

  it('go with their app, and global ones stay', async () => {
    await admin.patch('/v1/tenant', { settings: { allowAppDeletion: true } }, ANY);
    const appId = await createApp(tenant, 'Clinic');
    const own = await connectRedox(admin, { name: 'Own', appId });
    const global = await connectRedox(admin, { name: 'Global' });
    expect((await admin.delete(`/v1/apps/${appId}?name=Clinic`, ANY)).status).toBe(204);
    expect((await admin.get(path(own))).status).toBe(404);
    expect((await admin.get(path(global))).status).toBe(200);
  });

  it('leave their whole life in the audit, and no value', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    await admin.patch(path(token), { name: 'Renamed' }, ANY);
    await admin.delete(path(token), ANY);
    const { items } = (await admin.get(`/v1/audit-events?subject=${token.id}`)).body;
    expect(items.map(({ action, generation }: Json) => [action, generation])).toEqual([
      ['access-token.removed', 2],
      ['access-token.changed', 2],
      ['access-token.created', 1],
    ]);
    expect((await admin.get('/v1/audit-events/verification')).body).toMatchObject({ holds: true });
  });
});
