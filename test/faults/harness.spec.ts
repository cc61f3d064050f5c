import { afterEach, describe, expect, it } from '@jest/globals';
import { CARRIERS, type Carrier } from './support/carriers.js';
import { byDepth } from './support/depth.js';
import { FaultHouse } from './support/fault-house.js';

describe.each(byDepth<readonly Carrier[]>({ bounded: CARRIERS.slice(0, 1), full: CARRIERS }))(
  'The house of faults with %s',
  (carrier) => {
    let house: FaultHouse | undefined;
    afterEach(async () => {
      await house?.close();
      house = undefined;
    });

    it('ends a server at the milestone that it was told, and nothing of it goes on', async () => {
      house = await FaultHouse.open(carrier);
      const token = await house.connect('static', { lifetimeSeconds: 1 });
      const [server] = house.servers;
      await house.server().dieAt('after-intent', token.id);
      expect(await token.renewNow(server)).toEqual({ status: 0 });
      await house.server().ended;
      expect((await token.atVendor()).renewals).toBe(0);
      await house.server().restart();
      expect(await token.view()).toMatchObject({ generation: 1 });
    }, 180_000);

    it('stops a server and lets it go on', async () => {
      house = await FaultHouse.open(carrier);
      const token = await house.connect('rotates');
      await house.server().pauseAt('before-commit', token.id);
      const renewal = token.renewNow();
      await house.server().stopped();
      expect((await token.atVendor()).renewals).toBe(1);
      const answer = await Promise.race([renewal, new Promise((resolve) => setTimeout(resolve, 300, 'none'))]);
      expect(answer).toBe('none');
      house.server().resume();
      expect(await renewal).toMatchObject({ status: 200, generation: 2 });
    }, 180_000);

    it('counts at the vendor what was spent twice and which families died of it', async () => {
      house = await FaultHouse.open(carrier);
      const token = await house.connect('rotates-with-reuse-detection');
      const other = await house.connect('static');
      expect(await token.renewNow()).toMatchObject({ generation: 2 });
      expect(await token.atVendor()).toEqual({
        grantsAlive: 1,
        familiesKilled: 0,
        accessTokens: 2,
        renewals: 1,
        spentTwice: 0,
      });
      expect(await other.atVendor()).toMatchObject({ renewals: 0, accessTokens: 1 });
    }, 180_000);

    it('moves the clock of every server and of the vendor', async () => {
      house = await FaultHouse.open(carrier);
      const token = await house.connect('static');
      const before = await token.resolve();
      await house.setClock(5 * 3_600_000);
      await house.server().restart();
      const after = await token.resolve();
      expect([before.generation, after.generation]).toEqual([1, 2]);
      expect(await token.isTaken(before.credential ?? '')).toBe(false);
      expect(await token.isTaken(after.credential ?? '')).toBe(true);
    }, 180_000);
  },
);
