import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectSalesforce } from '../../support/story/connected-tokens.js';
import { Draft } from '../../support/story/drafts.js';
import { beginJourney } from '../../support/story/journey.js';
import { Latchkey, REDIRECT_URI } from '../../support/story/latchkey.js';

describe.each(engines)('A new client secret on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let runner: ApiClient;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ designer, runner } = await beginJourney(latchkey, 'global', 'Salesforce'));
    token = await connectSalesforce(latchkey, designer, { name: 'Salesforce' });
    await setSecretAtVendor('new-secret');
    await latchkey.vendors.clearJournal('salesforce');
  });
  afterEach(() => latchkey.vendors.mood('salesforce'));
  afterAll(() => latchkey.close());

  const path = () => `/v1/access-tokens/${token.id}`;
  const tokenNow = async () => (await designer.get(path())).body;
  const renewNow = () => designer.post(`${path()}/renewal`, {});
  const tokenCalls = () => latchkey.vendors.journal('salesforce', 'token');
  const setSecretAtVendor = (secret: string) =>
    latchkey.vendors.register('salesforce', {
      id: token.fields.consumerKey,
      secret,
      redirectUris: [REDIRECT_URI],
      rotation: 'rotates-with-reuse-detection',
    });

  async function draftWith(fields: Record<string, string>): Promise<Draft> {
    const draft = await Draft.begin(designer, { tokenId: token.id });
    await draft.fill(fields);
    return draft;
  }

  it('keeps the grant: Done proves it with one renewal, and nobody consents again', async () => {
    expect((await renewNow()).body).toMatchObject({ remedy: 'configure' });
    const draft = await draftWith({ consumerSecret: 'new-secret' });
    await latchkey.vendors.clearJournal('salesforce');
    expect(await draft.finish()).toMatchObject({ id: token.id, generation: 2, state: { name: 'connected' } });
    expect(await tokenCalls()).toMatchObject([{ status: 200 }]);
    expect((await runner.post('/v1/resolutions', { name: 'Salesforce' })).body.token.generation).toBe(2);
    expect((await designer.get(draft.path)).status).toBe(404);
    // The vendor has rotated the refresh token: the new one works with the new secret.
    expect((await renewNow()).body).toMatchObject({ generation: 3 });
  });

  it('that is wrong leaves the live token as it was, and tells who must act', async () => {
    const draft = await draftWith({ consumerSecret: 'mistyped' });
    const before = await tokenNow();
    expect(await draft.done()).toMatchObject({ status: 502, body: { remedy: 'configure' } });
    expect(await tokenNow()).toEqual(before);
    expect((await draft.view()).id).toBe(draft.id);
    await draft.fill({ consumerSecret: 'new-secret' });
    expect(await draft.finish()).toMatchObject({ generation: 2 });
  });

  it('whose proof is lost on the way leaves the doubt that there is', async () => {
    await latchkey.vendors.mood('salesforce', { kind: 'loses-answer', endpoint: 'token', times: 1 });
    const draft = await draftWith({ consumerSecret: 'new-secret' });
    expect(await draft.done()).toMatchObject({ status: 502, body: { code: 'renewal-in-doubt' } });
    expect((await tokenNow()).state).toMatchObject({ name: 'in-doubt' });
    expect(await tokenCalls()).toHaveLength(1);
  });

  it('is no reason to keep the grant when the client is another one', async () => {
    const draft = await draftWith({ consumerKey: 'another-client', consumerSecret: 'new-secret' });
    expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'draft-not-issued' } });
    expect(await tokenCalls()).toEqual([]);
  });
});
