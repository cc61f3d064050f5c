import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { byDepth } from '../support/depth.js';
import { endingOf, expectFate } from '../support/fate.js';
import { FAULT_KINDS, type FaultKind } from '../support/fault-connectors.js';
import { FaultHouse } from '../support/fault-house.js';
import { SmallDisk } from '../support/small-disk.js';
import { expiredToken, holdAnswer } from './held-renewal.js';

const KINDS = byDepth<readonly FaultKind[]>({ bounded: ['rotates-with-reuse-detection'], full: FAULT_KINDS });
const probe = SmallDisk.mount(1);
probe?.unmount();
/** Only where a file system may be mounted. */
const onRoot = probe ? describe : undefined;

onRoot?.('A disk that is full', () => {
  let disk: SmallDisk;
  let house: FaultHouse;
  beforeEach(async () => {
    disk = SmallDisk.mount(24) as SmallDisk;
    const environment = { LATCHKEY_DATA: disk.folder };
    const database = { environment, drop: async () => disk.unmount() };
    const storage = { database, berths: [database], drop: database.drop };
    house = await FaultHouse.open('one SQLite process', { storage });
  }, 180_000);
  afterEach(() => house.close());

  it.each(KINDS)(
    '%s: asks no vendor for what could not be stored',
    async (kind) => {
      const token = await expiredToken(house, kind);
      disk.fill();
      const told = await token.resolve();
      expect(told.status).toBeGreaterThanOrEqual(500);
      expect((await token.atVendor()).renewals).toBe(0);
      disk.empty();
      expectFate(await endingOf(token, house.servers), 'renewed');
    },
    180_000,
  );

  it.each(KINDS)(
    '%s: keeps an answer that comes while nothing can be written, until it can',
    async (kind) => {
      const token = await expiredToken(house, kind);
      const { told, letGo } = await holdAnswer(house, token);
      disk.fill();
      await letGo();
      await told;
      disk.empty();
      const ending = await endingOf(token, house.servers);
      expectFate(ending, 'renewed');
      expect(ending.vendor.renewals).toBe(1);
    },
    180_000,
  );

  it.each(KINDS)(
    '%s: and a crash before it is free again, leave the answer to the next process',
    async (kind) => {
      const token = await expiredToken(house, kind);
      const { told, letGo } = await holdAnswer(house, token);
      disk.fill();
      await letGo();
      await told;
      await house.server().kill();
      disk.empty();
      await house.server().start();
      const ending = await endingOf(token, house.servers);
      expectFate(ending, 'renewed');
      // Space is kept for answers that cannot be asked for again.
      expect(ending.vendor.renewals).toBe(kind === 'static' ? 2 : 1);
    },
    180_000,
  );
});
