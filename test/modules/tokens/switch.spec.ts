import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createCaller, type Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { Draft } from '../../support/story/drafts.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { ageToken, rowOf } from '../../support/story/rows.js';

describe.each(engines)('A token that is switched off on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let admin: ApiClient;
  let runner: ApiClient;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ designer: admin, runner } = await beginJourney(latchkey, 'global', 'Redox'));
    token = await connectRedox(admin, { name: 'Redox' });
  });
  afterAll(() => latchkey.close());

  const path = () => `/v1/access-tokens/${token.id}`;
  const disable = (reason?: string) => admin.post(`${path()}/disable`, reason === undefined ? {} : { reason }, ANY);
  const enable = () => admin.post(`${path()}/enable`, {}, ANY);
  const resolve = () => runner.post('/v1/resolutions', { name: 'Redox' });
  const shown = async () => (await admin.get(path())).body;

  it('is refused at once, in the words of who did it, and served again when it is enabled', async () => {
    expect((await resolve()).status).toBe(200);
    expect(await disable('The clinic moves house.')).toMatchObject({
      status: 200,
      body: {
        generation: 1,
        health: { isHealthy: false },
        state: {
          name: 'disabled',
          reason: { code: 'token-disabled', remedy: 'configure' },
          next: { mending: { label: 'Enable', method: 'POST', path: `${path()}/enable` } },
        },
      },
    });
    const refused = await resolve();
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'token-disabled', remedy: 'configure', token: 'Redox' },
    });
    expect(refused.body.detail).toMatch(
      /is disabled: key key_\w+ switched it off on 20.*: The clinic moves house\. Enable/,
    );
    expect(await enable()).toMatchObject({ status: 200, body: { generation: 1, state: { name: 'connected' } } });
    expect(await resolve()).toMatchObject({ status: 200, body: { token: { generation: 1 } } });
  });

  it('is refused by signatures and the proxy too', async () => {
    await disable();
    const signature = { name: 'Redox', method: 'GET', url: 'https://api.redoxengine.com/' };
    expect((await runner.post('/v1/signatures', signature)).body).toMatchObject({ code: 'token-disabled' });
    expect((await runner.get('/v1/proxy/Redox/endpoint')).body).toMatchObject({ code: 'token-disabled' });
  });

  it('keeps who did it first, and is as it was when it is enabled twice', async () => {
    const { state } = (await disable('First.')).body;
    expect((await disable('Second.')).body.state).toEqual(state);
    await enable();
    const once = await shown();
    await enable();
    expect(await shown()).toMatchObject({ changedAt: once.changedAt });
  });

  it('is switched only by those who may change it and have seen it', async () => {
    const viewer = await createCaller(admin, { rights: ['view-global-tokens'] });
    expect((await viewer.post(`${path()}/disable`, {}, ANY)).body).toMatchObject({ code: 'right-missing' });
    expect((await admin.post(`${path()}/disable`, {})).status).toBe(428);
    expect((await admin.post(`${path()}/disable`, {}, { 'if-match': '"99"' })).status).toBe(412);
    const other = (await latchkey.createTenant()).admin;
    expect((await other.post(`${path()}/disable`, {}, ANY)).status).toBe(404);
    const etag = (await admin.get(path())).headers.get('etag') ?? '';
    const switched = await admin.post(`${path()}/disable`, {}, { 'if-match': etag });
    expect(switched.status).toBe(200);
    expect((await admin.post(`${path()}/enable`, {}, { 'if-match': etag })).status).toBe(412);
    expect(switched.headers.get('etag')).toBe((await admin.get(path())).headers.get('etag'));
    expect((await resolve()).status).toBe(409);
  });

  it('leaves both in the audit, with the reason', async () => {
    await disable('The clinic moves house.');
    await enable();
    const { items } = (await admin.get(`/v1/audit-events?subject=${token.id}`)).body;
    expect(items.slice(0, 2)).toMatchObject([
      { action: 'access-token.enabled' },
      { action: 'access-token.disabled', facts: { reason: 'The clinic moves house.' } },
    ]);
  });

  it('is left alone by the clock, and renewed by it again when it is enabled', async () => {
    await disable();
    await ageToken(latchkey.app, token.id, 7_200);
    expect((await rowOf(latchkey.app, token.id)).nextRenewalAt).toBeNull();
    await enable();
    // Whoever looks first, the clock of the app or this test: it is due.
    await eventually(async () => (await shown()).generation === 2);
  });

  it('stays switched off over new credentials and other changes', async () => {
    await disable();
    const draft = await Draft.begin(admin, { tokenId: token.id });
    await draft.getToken();
    expect(await draft.finish()).toMatchObject({ id: token.id, generation: 2, state: { name: 'disabled' } });
    expect((await admin.patch(path(), { renewalRate: 'every-15-minutes' }, ANY)).body).toMatchObject({
      state: { name: 'disabled' },
      generation: 3,
    });
    expect((await shown()).nextRenewalAt).toBeUndefined();
    expect((await resolve()).status).toBe(409);
  });
});
