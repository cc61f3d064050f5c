import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RenewalTimer } from '../../../src/modules/renewal/renewal-timer.js';
import { ApiClient, type TestTenant } from '../../support/api-client.js';
import type { TestApp } from '../../support/app.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { ageToken } from '../../support/story/rows.js';

const DAY = 24 * 3_600;

describe.each(engines.filter(([engine]) => engine === 'PostgreSQL'))(
  'Two replicas on %s',
  (_engine, createDatabase) => {
    let latchkey: Latchkey;
    let replica: TestApp;
    let tenant: TestTenant;
    let here: ApiClient;
    let there: ApiClient;
    let tokenId: string;
    beforeAll(async () => {
      latchkey = await Latchkey.start(createDatabase);
      replica = await latchkey.another();
    });
    beforeEach(async () => {
      const journey = await beginJourney(latchkey, 'global', 'Redox');
      ({ tenant, runner: here } = journey);
      there = new ApiClient(replica.url, here.key);
      tokenId = (await connectRedox(tenant.admin, { name: 'Redox' })).id;
      await latchkey.vendors.clearJournal('redox');
    });
    afterAll(async () => {
      await replica.close();
      await latchkey.close();
    });

    const resolve = (caller: ApiClient) => caller.post('/v1/resolutions', { name: 'Redox' });

    it('renew an expired token once together, and both hand out the result', async () => {
      await latchkey.passTime(DAY + 1);
      await latchkey.vendors.mood('redox', { kind: 'slow', endpoint: 'refreshToken', ms: 300, times: 1 });
      const callers = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? here : there));
      const answers = await Promise.all(callers.map(resolve));
      for (const { status, body } of answers) {
        expect(status).toBe(200);
        expect(body.token.generation).toBe(2);
      }
      expect(await latchkey.vendors.journal('redox')).toHaveLength(1);
    });

    it('fail an expired token once together, and both are told to wait', async () => {
      await latchkey.passTime(DAY + 1);
      await latchkey.vendors.mood(
        'redox',
        { kind: 'slow', endpoint: 'refreshToken', ms: 25_000, times: 1 },
        { kind: 'throttles', endpoint: 'refreshToken', seconds: 300 },
      );
      const asked = [here, there, here, there].map(resolve);
      await eventually(async () => (await latchkey.vendors.waiting('redox')).length === 1);
      // What was asked after them is answered at both: they have come to where they wait.
      for (const caller of [here, there]) expect((await caller.get('/openapi.json')).status).toBe(200);
      await latchkey.vendors.letGo('redox');
      const answers = await Promise.all(asked);
      await latchkey.vendors.mood('redox');
      expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
      expect(await latchkey.vendors.journal('redox')).toHaveLength(1);
    });

    it('renew a due token once, although both look for it', async () => {
      // The database's clock was not moved with ours.
      await ageToken(latchkey.app, tokenId, 3_600 + latchkey.clock.aheadMs / 1_000);
      await Promise.all([latchkey.app, replica].map(({ nest }) => nest.get(RenewalTimer).lookForDue()));
      await eventually(async () => (await tenant.admin.get(`/v1/access-tokens/${tokenId}`)).body.generation === 2);
      expect(await latchkey.vendors.journal('redox')).toHaveLength(1);
    });

    it('see a change at once that the other acknowledged', async () => {
      for (let round = 0; round < 20; round += 1) {
        const changed = await tenant.admin.patch(`/v1/access-tokens/${tokenId}`, { description: `${round}` }, ANY);
        const answers = await Promise.all([resolve(there), resolve(here), resolve(there)]);
        for (const { body } of answers) expect(body.token.generation).toBe(changed.body.generation);
      }
    });
  },
);
