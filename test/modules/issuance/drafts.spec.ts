import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createApp, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectRedox, NETSUITE_FIELDS, REDOX_FIELDS } from '../../support/story/connected-tokens.js';
import { Draft } from '../../support/story/drafts.js';
import { Latchkey } from '../../support/story/latchkey.js';

const REDOX = { connector: 'redox', method: 'api-key', fields: REDOX_FIELDS };

describe.each(engines)('A draft on %s', (_engine, createDatabase) => {
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

  it('of another caller does not exist, whatever is asked of it', async () => {
    const draft = await Draft.begin(admin, REDOX);
    const colleague = await createCaller(admin, { rights: ['manage-global-tokens', 'manage-app'] });
    const strangers = [colleague, (await latchkey.createTenant()).admin];
    for (const stranger of strangers) {
      for (const path of [draft.path, '/v1/drafts/drf_01h2xcejqtf2nbrexx3vqjhp41', '/v1/drafts/x']) {
        const answers = await Promise.all([
          stranger.get(path),
          stranger.patch(path, { name: 'Mine' }),
          stranger.delete(path),
          stranger.post(`${path}/issuance`, {}),
          stranger.post(`${path}/test`, {}),
          stranger.post(`${path}/done`, {}),
        ]);
        for (const answer of answers) {
          expect(answer).toMatchObject({ status: 404, body: { code: 'draft-not-found' } });
          expect(answer.body.detail).not.toContain(draft.id);
        }
      }
      expect((await stranger.get('/v1/drafts')).body.items).toEqual([]);
    }
    expect((await admin.get('/v1/drafts')).body.items).toMatchObject([{ id: draft.id }]);
  });

  it('is gone after a day', async () => {
    const draft = await Draft.begin(admin, REDOX);
    await latchkey.passTime(24 * 3_600 + 1);
    expect((await admin.get(draft.path)).status).toBe(404);
    expect((await draft.done()).status).toBe(404);
    expect((await admin.get('/v1/drafts')).body.items).toEqual([]);
  });

  it('can be thrown away', async () => {
    const draft = await Draft.begin(admin, REDOX);
    expect((await draft.discard()).status).toBe(204);
    expect((await draft.discard()).status).toBe(404);
  });

  it('is begun once, however often the same request is sent', async () => {
    const send = () => admin.post('/v1/drafts', REDOX, { 'idempotency-key': 'begin-1' });
    const [first, second] = [await send(), await send()];
    expect(second.body.id).toBe(first.body.id);
    expect((await admin.get('/v1/drafts')).body.items).toHaveLength(1);
  });

  it.each([
    ['an unknown connector', { connector: 'sharepoint2000' }, { status: 404, code: 'connector-unknown' }],
    ['no connector', {}, { status: 400, code: 'connector-not-named' }],
    ['an unknown method', { connector: 'redox', method: 'magic' }, { status: 404, code: 'method-unknown' }],
    [
      'an app that is not there',
      { ...REDOX, appId: 'app_01h2xcejqtf2nbrexx3vqjhp41' },
      { status: 404, code: 'app-not-found' },
    ],
    ['a name that is none', { ...REDOX, name: 'a/b' }, { status: 400, code: 'invalid-request' }],
    [
      'a rate that Redox has not',
      { ...REDOX, renewalRate: 'every-day' },
      { status: 400, code: 'renewal-rate-unknown' },
    ],
    ['fields that are no object', { ...REDOX, fields: 'x' }, { status: 400, code: 'invalid-request' }],
    ['a field that is a number', { ...REDOX, fields: { apiKey: 7 } }, { status: 422, code: 'fields-invalid' }],
    ['a field that nobody knows', { ...REDOX, fields: { password: 'x' } }, { status: 422, code: 'fields-invalid' }],
    [
      'an environment that Redox has not',
      { ...REDOX, fields: { environment: 'moon' } },
      { status: 422, code: 'fields-invalid' },
    ],
    ['a line break in a key', { ...REDOX, fields: { apiKey: 'a\nb' } }, { status: 422, code: 'fields-invalid' }],
    [
      'a field of endless length',
      { ...REDOX, fields: { apiKey: 'a'.repeat(100_000) } },
      { status: 422, code: 'fields-invalid' },
    ],
    ['a member that nobody asked for', { ...REDOX, ownerId: 'key_x' }, { status: 400, code: 'invalid-request' }],
  ])('is refused with %s', async (_what, start, { status, code }) => {
    expect(await admin.post('/v1/drafts', start)).toMatchObject({ status, body: { code, remedy: 'fix-request' } });
    expect((await admin.get('/v1/drafts')).body.items).toEqual([]);
  });

  it('can be empty of changes', async () => {
    const draft = await Draft.begin(admin, REDOX);
    const before = await draft.view();
    expect(await draft.change({})).toMatchObject({ status: 200, body: before });
  });

  it('of a token that is not there is refused like any use of it', async () => {
    const answer = await admin.post('/v1/drafts', { tokenId: 'tok_01h2xcejqtf2nbrexx3vqjhp41' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'token-not-found' } });
  });

  it('names every wrong field at once', async () => {
    const draft = await Draft.begin(admin, { connector: 'netsuite', method: 'token-based' });
    const answer = await draft.change({ fields: { environment: 'moon', accountId: 'a.b', tokenId: '\u0000'.length } });
    expect(answer.body.problems.map(({ path }: Json) => path).sort()).toEqual([
      'fields.accountId',
      'fields.environment',
      'fields.tokenId',
    ]);
  });

  it('keeps a secret that is left out or empty, and ends the proof when a field changes', async () => {
    const draft = await Draft.begin(admin, { ...REDOX, name: 'Redox' });
    await draft.getToken();
    expect(await draft.view()).toMatchObject({ state: { name: 'issued' }, provedAt: expect.any(String) });
    const changed = await draft.fill({ secret: '' });
    expect(changed).toMatchObject({ state: { name: 'open' }, secretsSet: ['secret'] });
    expect(changed).not.toHaveProperty('issued');
    expect(changed).not.toHaveProperty('provedAt');
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'draft-not-issued' } });
    expect((await draft.getToken()).status).toBe(200);
  });

  it('needs a name at Done', async () => {
    const draft = await Draft.begin(admin, REDOX);
    await draft.getToken();
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'name-missing', path: 'name' } });
  });

  it('takes no name that the scope has already in another case, and stays for a better one', async () => {
    await connectRedox(admin, { name: 'Clinic Redox' });
    const draft = await Draft.begin(admin, { ...REDOX, name: 'CLINIC  redox' });
    await draft.getToken();
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'token-name-taken', path: 'name' } });
    await draft.named('Clinic Redox 2');
    expect(await draft.finish()).toMatchObject({ name: 'Clinic Redox 2', generation: 1 });
  });

  it('becomes one token, also when Done is pressed many times at once', async () => {
    const draft = await Draft.begin(admin, { ...REDOX, name: 'Redox' });
    await draft.getToken();
    const answers = await Promise.all(Array.from({ length: 6 }, () => draft.done()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of answers) expect([200, 404, 409]).toContain(status);
    expect((await admin.get('/v1/access-tokens')).body.items).toHaveLength(1);
  });

  it('takes unproved values only from somebody who says so', async () => {
    const draft = await Draft.begin(admin, {
      connector: 'netsuite',
      method: 'token-based',
      name: 'NetSuite',
      fields: NETSUITE_FIELDS,
    });
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'draft-not-proved' } });
    const done = await draft.done({ acceptUnproved: true });
    expect(done).toMatchObject({ status: 200, body: { generation: 1 } });
    expect(done.body).not.toHaveProperty('provedAt');
  });

  it('warns of a name that hides a global token, or that apps hide', async () => {
    const appId = await createApp(tenant, 'Clinic');
    await connectRedox(admin, { name: 'Redox' });
    await connectRedox(admin, { name: 'Own', appId });
    const hiding = await Draft.begin(admin, { ...REDOX, appId, name: 'redox' });
    expect((await hiding.view()).warnings).toMatchObject([{ code: 'hides-global' }]);
    const hidden = await Draft.begin(admin, { ...REDOX, name: 'OWN' });
    expect((await hidden.view()).warnings).toMatchObject([{ code: 'hidden-in-apps' }]);
  });

  it.each([
    ['a global token', ['manage-app', 'view-global-tokens', 'run'], false],
    ['a token of the app', ['manage-global-tokens', 'run'], true],
  ])('of %s needs the right to manage it', async (_what, rights, isOfApp) => {
    const appId = await createApp(tenant, 'Clinic');
    const caller = await createCaller(admin, { rights });
    const answer = await caller.post('/v1/drafts', { ...REDOX, ...(isOfApp ? { appId } : {}) });
    expect(answer).toMatchObject({ status: 403, body: { code: 'right-missing' } });
  });
});
