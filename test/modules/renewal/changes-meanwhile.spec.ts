import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectSalesforce } from '../../support/story/connected-tokens.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('A change while a renewal is under way on %s', (_engine, createDatabase) => {
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
  });
  afterAll(() => latchkey.close());

  const path = () => `/v1/access-tokens/${token.id}`;
  const renewNow = () => designer.post(`${path()}/renewal`, {});

  /** Begins a renewal and waits until it is under way; the vendor answers it when the test asks for its outcome. */
  async function slowRenewal(): Promise<() => Promise<Answer>> {
    await latchkey.vendors.mood('salesforce', { kind: 'slow', endpoint: 'token', ms: 25_000, times: 1 });
    const renewal = renewNow();
    await eventually(async () => (await latchkey.vendors.waiting('salesforce')).length === 1);
    expect((await designer.get(path())).body.state.name).toBe('renewing');
    return async () => {
      await latchkey.vendors.letGo('salesforce');
      return renewal;
    };
  }

  /** Sends a change and lets it come to where it waits: what was asked after it is answered. */
  async function begin(change: Record<string, unknown>): Promise<() => Promise<Answer>> {
    const changing = designer.patch(path(), change, ANY);
    for (let answers = 0; answers < 10; answers += 1) await designer.get(path());
    return () => changing;
  }

  it('waits for it, so that the new refresh token is not lost', async () => {
    const renewal = await slowRenewal();
    const changed = await begin({ description: 'changed', renewalRate: 'every-hour' });
    expect((await renewal()).body).toMatchObject({ generation: 2 });
    expect(await changed()).toMatchObject({ status: 200, body: { generation: 3, description: 'changed' } });
    // The vendor ends the whole grant when a spent refresh token comes again.
    expect(await renewNow()).toMatchObject({ status: 200, body: { generation: 4, state: { name: 'connected' } } });
    expect(await renewNow()).toMatchObject({ status: 200, body: { generation: 5 } });
  });

  it('waits for it also when the clocks of server and database differ', async () => {
    await latchkey.passTime(3_600);
    const renewal = await slowRenewal();
    const changed = await begin({ renewalRate: 'every-hour' });
    await renewal();
    expect((await changed()).status).toBe(200);
    expect(await renewNow()).toMatchObject({ status: 200, body: { state: { name: 'connected' } } });
  });

  it('lets resolutions go on with the token as it is', async () => {
    const renewal = await slowRenewal();
    expect(await runner.post('/v1/resolutions', { name: 'Salesforce' })).toMatchObject({
      status: 200,
      body: { token: { generation: 1 } },
    });
    await renewal();
    expect((await runner.post('/v1/resolutions', { name: 'Salesforce' })).body.token.generation).toBe(2);
  });

  it('that removes the token ends it without a trace', async () => {
    const renewal = await slowRenewal();
    expect((await designer.delete(`${path()}?force=true`, ANY)).status).toBe(204);
    expect((await renewal()).status).toBe(404);
    expect((await runner.post('/v1/resolutions', { name: 'Salesforce' })).status).toBe(404);
  });

  it('that tests the connection disturbs nothing, and is remembered', async () => {
    const before = (await designer.get(path())).body.provedAt;
    await latchkey.passTime(5);
    expect((await designer.post(`${path()}/test`, {})).status).toBe(200);
    expect(Date.parse((await designer.get(path())).body.provedAt)).toBeGreaterThan(Date.parse(before));
    const renewal = await slowRenewal();
    expect((await designer.post(`${path()}/test`, {})).status).toBe(200);
    expect((await renewal()).body).toMatchObject({ generation: 2 });
    expect(await renewNow()).toMatchObject({ status: 200, body: { generation: 3 } });
  });
});
