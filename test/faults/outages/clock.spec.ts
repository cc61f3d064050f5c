import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CARRIERS, type Carrier } from '../support/carriers.js';
import { byDepth } from '../support/depth.js';
import { endingOf, expectFate } from '../support/fate.js';
import { FaultHouse } from '../support/fault-house.js';
import { expiredToken, holdAnswer } from './held-renewal.js';

const HOUR = 3_600_000;

describe.each(byDepth<readonly Carrier[]>({ bounded: CARRIERS.slice(0, 1), full: CARRIERS }))(
  'A clock that jumps, with %s',
  (carrier) => {
    let house: FaultHouse;
    beforeAll(async () => {
      house = await FaultHouse.open(carrier);
    }, 180_000);
    afterEach(async () => {
      await setClocks(0);
      await house.vendors.mood('dropbox');
    });
    afterAll(() => house.close());

    async function setClocks(aheadMs: number): Promise<void> {
      for (const server of house.servers) await server.setClock(aheadMs);
    }

    it.each([
      ['forward by a day', 24 * HOUR],
      ['back by a day', -24 * HOUR],
    ])(
      '%s: renews each token at most once for it, and hands out what works',
      async (_jump, aheadMs) => {
        const tokens = [];
        for (let count = 0; count < 5; count += 1) tokens.push(await house.connect('rotates-with-reuse-detection'));
        for (const token of tokens) expect(await token.resolve()).toMatchObject({ status: 200, generation: 1 });
        await setClocks(aheadMs);
        for (const token of tokens) {
          const told = await Promise.all([...house.servers, ...house.servers].map((server) => token.resolve(server)));
          for (const { credential = '' } of told) expect(await token.isTaken(credential)).toBe(true);
          const { renewals, ...count } = await token.atVendor();
          expect(renewals).toBeLessThanOrEqual(1);
          expect(count).toMatchObject({ grantsAlive: 1, familiesKilled: 0, spentTwice: 0 });
        }
      },
      180_000,
    );

    it.each([
      ['forward', HOUR],
      ['back', -HOUR],
    ])(
      '%s by an hour in the middle of a renewal: keeps the answer',
      async (_jump, aheadMs) => {
        const token = await expiredToken(house, 'rotates-with-reuse-detection');
        const { told, letGo } = await holdAnswer(house, token);
        await setClocks(aheadMs);
        await letGo();
        expect(await told).toMatchObject({ status: 200, generation: 2 });
        await setClocks(0);
        expectFate(await endingOf(token, house.servers), 'renewed');
        expect((await token.atVendor()).renewals).toBe(1);
      },
      180_000,
    );

    it('back by an hour after a failure: does not wait for the hour to pass again', async () => {
      const token = await expiredToken(house, 'static');
      await house.vendors.mood('dropbox', { kind: 'server-errors', endpoint: 'token', times: 1 });
      expect(await token.resolve()).toMatchObject({ remedy: 'wait' });
      await setClocks(-HOUR);
      expect(await token.renewNow()).toMatchObject({ status: 200, generation: 2 });
    }, 180_000);
  },
);
