import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectRedox, REDOX_FIELDS } from '../../support/story/connected-tokens.js';
import { Draft } from '../../support/story/drafts.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

const SECOND_KEY = { apiKey: '99999999-2222-4333-8444-555555555555', secret: 'second-redox-secret' };

describe.each(engines)('Changing the credentials of a live token on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let runner: ApiClient;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    await latchkey.vendors.register('redox', SECOND_KEY);
  });
  beforeEach(async () => {
    ({ designer, runner } = await beginJourney(latchkey, 'global', 'Redox'));
    token = await connectRedox(designer, { name: 'Redox' });
  });
  afterAll(() => latchkey.close());

  const path = () => `/v1/access-tokens/${token.id}`;
  const resolve = async () => (await runner.post('/v1/resolutions', { name: 'Redox' })).body;
  const renewNow = () => designer.post(`${path()}/renewal`, {});

  it('leaves the live token untouched until Done, also when the proof fails', async () => {
    const before = await resolve();
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.fill({ ...SECOND_KEY, secret: 'wrong' });
    expect((await draft.getToken()).status).toBe(502);
    expect(await resolve()).toEqual(before);
    expect((await designer.get(path())).body).toMatchObject({
      generation: 1,
      state: { name: 'connected' },
      fields: { apiKey: REDOX_FIELDS.apiKey },
    });
    await draft.discard();
    expect(await resolve()).toEqual(before);
  });

  it('goes on from renewals that happened while the draft was open', async () => {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.fill(SECOND_KEY);
    await draft.getToken();
    expect((await renewNow()).body).toMatchObject({ generation: 2 });
    expect(await draft.finish()).toMatchObject({ id: token.id, generation: 3, fields: { apiKey: SECOND_KEY.apiKey } });
  });

  it('is refused when somebody else has changed the token meanwhile, and the draft stays', async () => {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.getToken();
    await designer.patch(path(), { description: 'changed' }, ANY);
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'token-changed-meanwhile' } });
    expect((await draft.view()).id).toBe(draft.id);
    expect((await designer.get(path())).body).toMatchObject({ description: 'changed', generation: 2 });
  });

  it('of two drafts lets the first win, and tells the second', async () => {
    const drafts = [
      await Draft.begin(designer, { tokenId: token.id }),
      await Draft.begin(designer, { tokenId: token.id }),
    ];
    for (const draft of drafts) await draft.getToken();
    const answers = await Promise.all(drafts.map((draft) => draft.done()));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await resolve()).token.generation).toBe(2);
  });

  it('is refused for a token that was removed meanwhile', async () => {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.getToken();
    await designer.delete(`${path()}?force=true`, ANY);
    expect(await draft.done()).toMatchObject({ status: 404, body: { code: 'token-not-found' } });
    expect((await runner.post('/v1/resolutions', { name: 'Redox' })).status).toBe(404);
  });

  it('wins over a renewal of the old values that is still under way, and leaves nothing locked', async () => {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.fill(SECOND_KEY);
    await draft.getToken();
    await latchkey.vendors.mood('redox', { kind: 'slow', endpoint: 'refreshToken', ms: 25_000, times: 1 });
    const renewal = renewNow();
    await eventually(async () => (await latchkey.vendors.waiting('redox')).length === 1);
    expect((await designer.get(path())).body.state.name).toBe('renewing');
    expect(await draft.finish()).toMatchObject({ generation: 2, state: { name: 'connected' } });
    const swapped = await resolve();
    await latchkey.vendors.letGo('redox');
    expect(await renewal).toMatchObject({ status: 200, body: { generation: 2 } });
    expect(await resolve()).toEqual(swapped);
    expect((await designer.get(`${path()}/renewals`)).body.items).toMatchObject([{ outcome: 'overtaken' }]);
    expect((await designer.get(path())).body.state.name).toBe('connected');
    expect(await renewNow()).toMatchObject({ status: 200, body: { generation: 3 } });
    expect((await designer.patch(path(), { description: 'free' }, ANY)).status).toBe(200);
  });
});
