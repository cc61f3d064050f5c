import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RenewalTimer } from '../../../src/modules/renewal/renewal-timer.js';
import { ApiClient, type Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectRedox, connectSalesforce } from '../../support/story/connected-tokens.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { alterRow, rowOf } from '../../support/story/rows.js';

describe.each(engines)('Switching a token off while it is renewed on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let admin: ApiClient;
  let runner: ApiClient;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ designer: admin, runner } = await beginJourney(latchkey, 'global', 'Salesforce'));
    token = await connectSalesforce(latchkey, admin, { name: 'Salesforce', renewalRate: 'every-hour' });
  });
  afterAll(() => latchkey.close());

  const path = () => `/v1/access-tokens/${token.id}`;
  const renewNow = () => admin.post(`${path()}/renewal`, {});

  it('does not wait, and loses nothing of what the vendor gives', async () => {
    await latchkey.vendors.mood('salesforce', { kind: 'slow', endpoint: 'token', ms: 25_000, times: 1 });
    const renewal = renewNow();
    await eventually(async () => (await latchkey.vendors.waiting('salesforce')).length === 1);
    expect((await admin.get(path())).body.state.name).toBe('renewing');
    expect((await admin.post(`${path()}/disable`, {}, ANY)).body).toMatchObject({
      generation: 1,
      state: { name: 'disabled' },
    });
    expect((await runner.post('/v1/resolutions', { name: 'Salesforce' })).body).toMatchObject({
      code: 'token-disabled',
    });
    await latchkey.vendors.letGo('salesforce');
    expect((await renewal).body).toMatchObject({ generation: 2, state: { name: 'disabled' } });
    expect((await runner.post('/v1/resolutions', { name: 'Salesforce' })).status).toBe(409);
    await admin.post(`${path()}/enable`, {}, ANY);
    // The vendor ends the whole grant when a spent refresh token comes again.
    expect(await renewNow()).toMatchObject({ status: 200, body: { generation: 3, state: { name: 'connected' } } });
  });

  it('keeps the clock away also when that renewal has planned the next one', async () => {
    await admin.post(`${path()}/disable`, {}, ANY);
    await alterRow(latchkey.app, token.id, { nextRenewalAt: new Date(0) });
    const other = await connectRedox(admin, { name: 'Also due' });
    await alterRow(latchkey.app, other.id, { nextRenewalAt: new Date(1) });
    await latchkey.app.nest.get(RenewalTimer).lookForDue();
    // It waited in the same line, one place behind.
    await eventually(async () => (await rowOf(latchkey.app, other.id)).generation === 2);
    expect(await rowOf(latchkey.app, token.id)).toMatchObject({ generation: 1 });
  });
});

describe.each(engines.filter(([engine]) => engine === 'PostgreSQL'))(
  'On two replicas on %s',
  (_engine, createDatabase) => {
    it('every resolution that starts after the answer is refused, on either, and served again', async () => {
      const latchkey = await Latchkey.start(createDatabase);
      const replica = await latchkey.another();
      try {
        const { designer: admin, runner } = await beginJourney(latchkey, 'global', 'Redox');
        const { id } = await connectRedox(admin, { name: 'Redox' });
        const everywhere = [runner, new ApiClient(replica.url, runner.key)];
        const resolve = () => Promise.all(everywhere.map((each) => each.post('/v1/resolutions', { name: 'Redox' })));
        for (let round = 0; round < 20; round += 1) {
          const switcher = new ApiClient(round % 2 === 0 ? latchkey.app.url : replica.url, admin.key);
          await resolve();
          await switcher.post(`/v1/access-tokens/${id}/disable`, {}, ANY);
          expect((await resolve()).map(({ status }) => status)).toEqual([409, 409]);
          await switcher.post(`/v1/access-tokens/${id}/enable`, {}, ANY);
          expect((await resolve()).map(({ status }) => status)).toEqual([200, 200]);
        }
      } finally {
        await replica.close();
        await latchkey.close();
      }
    });
  },
);
