import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox, connectRedox, REDOX_FIELDS } from '../../support/story/connected-tokens.js';
import { Draft } from '../../support/story/drafts.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('A live token that is only described anew on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let runner: ApiClient;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ designer, runner } = await beginJourney(latchkey, 'global', 'Redox'));
    token = await connectRedox(designer, { name: 'Redox' });
    await latchkey.vendors.clearJournal('redox');
  });
  afterAll(() => latchkey.close());

  const path = () => `/v1/access-tokens/${token.id}`;
  const vendorCalls = () => latchkey.vendors.journal('redox');
  const headers = async () => (await runner.post('/v1/resolutions', { name: 'Redox' })).body.credential.headers;

  it('keeps what was issued: Done asks the vendor nothing', async () => {
    const before = await headers();
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.change({ description: 'Patients and their visits', renewalRate: 'disabled' });
    expect(await draft.finish()).toMatchObject({
      ...{ id: token.id, generation: 2, state: { name: 'connected' } },
      ...{ description: 'Patients and their visits', renewalRate: 'disabled' },
    });
    expect(await headers()).toEqual(before);
    expect(await vendorCalls()).toEqual([]);
    expect((await designer.get(draft.path)).status).toBe(404);
  });

  it('takes another name, and works by it', async () => {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.named('Redox of the clinic');
    expect((await draft.done({}, '?force=true')).status).toBe(200);
    expect((await designer.get(path())).body).toMatchObject({ name: 'Redox of the clinic', generation: 2 });
    expect((await designer.post(`${path()}/renewal`, {})).body).toMatchObject({ generation: 3 });
  });

  it('stays as it is when nothing was changed at all', async () => {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    expect(await draft.finish()).toMatchObject({ id: token.id, generation: 1 });
    expect((await designer.get(draft.path)).status).toBe(404);
  });

  it('counts a secret that is typed again and is the same as no change', async () => {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.fill(REDOX_FIELDS);
    await draft.change({ description: 'the same secret' });
    expect(await draft.finish()).toMatchObject({ generation: 2, description: 'the same secret' });
    expect(await vendorCalls()).toEqual([]);
  });

  it('needs a token of its own as soon as one value is another', async () => {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.fill({ secret: 'another-secret' });
    await draft.change({ description: 'another secret' });
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'draft-not-issued' } });
    expect((await designer.get(path())).body).toMatchObject({ generation: 1, description: token.description });
  });

  it('is refused when somebody else has changed it meanwhile, and the draft stays', async () => {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.change({ description: 'mine' });
    await designer.patch(path(), { description: 'theirs' }, ANY);
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'token-changed-meanwhile' } });
    expect((await designer.get(path())).body).toMatchObject({ description: 'theirs' });
    expect((await draft.view()).id).toBe(draft.id);
  });

  it('needs a token of its own while it needs a person: a description mends nothing', async () => {
    const dropbox = await connectDropbox(latchkey, designer, { name: 'Files' });
    await latchkey.vendors.revoke('dropbox', { client: dropbox.fields.appKey });
    await designer.post(`/v1/access-tokens/${dropbox.id}/renewal`, {});
    expect((await designer.get(`/v1/access-tokens/${dropbox.id}`)).body.state.name).toBe('needs-reconnect');
    const draft = await Draft.begin(designer, { tokenId: dropbox.id });
    await draft.change({ description: 'no cure' });
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'draft-not-issued' } });
  });
});
