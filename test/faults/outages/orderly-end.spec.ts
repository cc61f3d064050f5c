import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventListener } from '../../support/event-listener.js';
import { byDepth } from '../support/depth.js';
import { endingOf, expectFate } from '../support/fate.js';
import { FAULT_KINDS, type FaultKind } from '../support/fault-connectors.js';
import { FaultHouse } from '../support/fault-house.js';
import { expiredToken, holdAnswer } from './held-renewal.js';

const KINDS = byDepth<readonly FaultKind[]>({ bounded: ['rotates-with-reuse-detection'], full: FAULT_KINDS });

describe('A server that is told to end while it renews', () => {
  let house: FaultHouse;
  beforeAll(async () => {
    house = await FaultHouse.open('one SQLite process');
  }, 180_000);
  afterAll(() => house.close());

  it.each(KINDS)(
    '%s: takes the answer, tells the caller, and leaves no doubt behind',
    async (kind) => {
      const server = house.server();
      const token = await expiredToken(house, kind);
      const listener = await EventListener.open(server.url, house.admin());
      const { told, letGo } = await holdAnswer(house, token);
      server.askToEnd();
      // Streams end at once: whoever listens goes elsewhere.
      await listener.until(({ hasEnded }) => hasEnded);
      await letGo();
      expect(await told).toMatchObject({ status: 200, generation: 2 });
      await server.ended;
      await server.start();
      expectFate(await endingOf(token, house.servers), 'renewed');
      expect((await token.atVendor()).renewals).toBe(1);
    },
    180_000,
  );
});
