import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createCaller, type Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectNetSuite, connectRedox } from '../../support/story/connected-tokens.js';
import { beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('Several access tokens at once on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let admin: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ designer: admin } = await beginJourney(latchkey, 'global', 'In use'));
  });
  afterAll(() => latchkey.close());

  const briefly = ({ body }: Json) =>
    body.items.map(({ outcome, problem }: Json) => [outcome, problem?.code].filter(Boolean).join(' '));

  it('are renewed, each with an outcome of its own', async () => {
    const [one, other] = [await connectRedox(admin, { name: 'One' }), await connectRedox(admin, { name: 'Other' })];
    const signed = await connectNetSuite(admin, { name: 'NetSuite' });
    const tokenIds = [one.id, 'tok_nobody', signed.id, other.id];
    const answer = await admin.post('/v1/access-tokens/bulk-renewal', { tokenIds });
    expect(answer.status).toBe(200);
    expect(answer.body.items.map(({ tokenId }: Json) => tokenId)).toEqual(tokenIds);
    expect(briefly(answer)).toEqual(['done', 'failed token-not-found', 'failed nothing-to-renew', 'done']);
    expect(answer.body.items[0]).toMatchObject({ generation: 2 });
  });

  it('are removed, but those in use only with force', async () => {
    const [used, free] = [await connectRedox(admin, { name: 'In use' }), await connectRedox(admin, { name: 'Free' })];
    const tokenIds = [used.id, free.id];
    const answer = await admin.post('/v1/access-tokens/bulk-removal', { tokenIds });
    expect(briefly(answer)).toEqual(['failed token-in-use', 'done']);
    expect(answer.body.items[0].problem).toMatchObject({ uses: 1, remedy: 'fix-request' });
    const again = await admin.post('/v1/access-tokens/bulk-removal', { tokenIds, force: true });
    expect(briefly(again)).toEqual(['done', 'failed token-not-found']);
    expect((await admin.get('/v1/access-tokens')).body.items).toEqual([]);
  });

  it('are left alone for callers without the right', async () => {
    const token = await connectRedox(admin, { name: 'One' });
    const viewer = await createCaller(admin, { rights: ['view-global-tokens'] });
    for (const door of ['bulk-renewal', 'bulk-removal']) {
      const answer = await viewer.post(`/v1/access-tokens/${door}`, { tokenIds: [token.id] });
      expect(briefly(answer)).toEqual(['failed right-missing']);
    }
    expect((await admin.get(`/v1/access-tokens/${token.id}`)).body).toMatchObject({ generation: 1 });
  });

  it.each([
    ['none', []],
    ['one twice', ['tok_a', 'tok_a']],
    ['what is no id', [7]],
    ['too many', Array.from({ length: 201 }, (_, index) => `tok_${index}`)],
    ['no list', 'tok_a'],
  ])('are refused as a whole when the list has %s', async (_what, tokenIds) => {
    for (const door of ['bulk-renewal', 'bulk-removal']) {
      expect((await admin.post(`/v1/access-tokens/${door}`, { tokenIds })).status).toBe(400);
    }
  });

  it('may be 200 at once', async () => {
    const tokenIds = Array.from({ length: 200 }, (_, index) => `tok_${index}`);
    const { body } = await admin.post('/v1/access-tokens/bulk-renewal', { tokenIds });
    expect(body.items.map(({ tokenId }: Json) => tokenId)).toEqual(tokenIds);
  });
});
