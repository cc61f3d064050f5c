import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { byDepth } from '../support/depth.js';
import { endingOf, endingOfDoubt, expectFate } from '../support/fate.js';
import { FAULT_KINDS, type FaultKind } from '../support/fault-connectors.js';
import { FaultHouse } from '../support/fault-house.js';
import { expiredToken } from './held-renewal.js';

const KINDS = byDepth<readonly FaultKind[]>({ bounded: ['rotates-with-reuse-detection'], full: FAULT_KINDS });

describe('A replica that stands still for longer than its lease', () => {
  let house: FaultHouse;
  beforeAll(async () => {
    house = await FaultHouse.open('three PostgreSQL replicas');
  }, 180_000);
  afterAll(() => house.close());

  it.each(KINDS)(
    '%s: with the answer in its hand, overwrites nothing newer when it goes on',
    async (kind) => {
      const token = await expiredToken(house, kind);
      const [holder, ...others] = house.servers;
      await house.server().pauseAt('before-commit', token.id);
      const told = token.resolve(holder);
      await house.server().stopped();
      expect((await token.atVendor()).renewals).toBe(1);
      const meanwhile = await endingOf(token, others);
      const isForgiving = kind === 'static' || kind === 'replay-window';
      expectFate(meanwhile, isForgiving ? 'renewed' : 'in-doubt');
      house.server().resume();
      expect((await told).status).not.toBe(0);
      // It alone has the answer: where nobody could go on without it, it ends the doubt.
      const ending = await endingOfDoubt(token, house.servers);
      expectFate(ending, 'renewed');
      if (isForgiving) expect(ending.told.at(-1)?.credential).toBe(meanwhile.told.at(-1)?.credential);
    },
    180_000,
  );
});
