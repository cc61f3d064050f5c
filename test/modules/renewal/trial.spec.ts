import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox, newSalesforceApp } from '../../support/story/connected-tokens.js';
import { beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('A person who tries the old grant of a token in doubt on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let runner: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ designer, runner } = await beginJourney(latchkey, 'global', 'Vendor'));
  });
  afterAll(() => latchkey.close());

  const stateOf = async (token: Json) => (await designer.get(`/v1/access-tokens/${token.id}`)).body.state;
  const renewNow = (token: Json) => designer.post(`/v1/access-tokens/${token.id}/renewal`, {});
  const tokenCalls = () => latchkey.vendors.journal('salesforce', 'token');

  /** The vendor has carried out a renewal, and its answer is lost. */
  async function tokenInDoubt(rotation: string): Promise<Json> {
    const fields = { environment: 'production', ...(await newSalesforceApp(latchkey, rotation)) };
    const token = await connectDropbox(latchkey, designer, {
      connector: 'salesforce',
      method: 'oauth2',
      name: 'Vendor',
      fields,
    });
    await latchkey.vendors.mood('salesforce', { kind: 'loses-answer', endpoint: 'token', times: 1 });
    expect(await renewNow(token)).toMatchObject({ body: { code: 'renewal-in-doubt' } });
    await latchkey.vendors.clearJournal('salesforce');
    return token;
  }

  it('has it back when the vendor had not replaced it, and it renews as before', async () => {
    const token = await tokenInDoubt('static');
    expect((await runner.post('/v1/resolutions', { name: 'Vendor' })).body).toMatchObject({ token: { generation: 1 } });
    expect(await tokenCalls()).toEqual([]);
    expect(await renewNow(token)).toMatchObject({ status: 200, body: { generation: 2, state: { name: 'connected' } } });
    expect(await renewNow(token)).toMatchObject({ status: 200, body: { generation: 3 } });
  });

  it('learns that it is spent, and by what', async () => {
    const token = await tokenInDoubt('rotates-with-reuse-detection');
    expect(await renewNow(token)).toMatchObject({ status: 502, body: { code: 'grant-replaced', remedy: 'reconnect' } });
    expect(await stateOf(token)).toMatchObject({ name: 'needs-reconnect', reason: { code: 'grant-replaced' } });
    expect(await tokenCalls()).toHaveLength(1);
  });

  it('knows no more when the vendor is busy', async () => {
    const token = await tokenInDoubt('static');
    await latchkey.vendors.mood('salesforce', { kind: 'server-errors', endpoint: 'token', times: 1 });
    expect(await renewNow(token)).toMatchObject({ status: 503, body: { remedy: 'wait' } });
    expect(await stateOf(token)).toMatchObject({ name: 'in-doubt', reason: { code: 'renewal-in-doubt' } });
    expect(await renewNow(token)).toMatchObject({ status: 200, body: { generation: 2 } });
  });
});
