import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { storageIn } from '../support/carriers.js';
import { byDepth, itInFull } from '../support/depth.js';
import { endingOfDoubt, expectFate } from '../support/fate.js';
import { FAULT_KINDS, type FaultKind } from '../support/fault-connectors.js';
import { FaultHouse } from '../support/fault-house.js';
import type { FaultToken } from '../support/fault-token.js';
import { OwnPostgres } from '../support/own-postgres.js';
import { expiredToken, holdAnswer } from './held-renewal.js';

const KINDS = byDepth<readonly FaultKind[]>({ bounded: ['rotates-with-reuse-detection'], full: FAULT_KINDS });
const OUTAGE_MS = 2_000;

/**
 * Space is kept for answers that cannot be asked for again. Inside a replay window another replica may ask again before
 * the one that has the answer is back.
 */
const RENEWALS_AFTER_A_DEATH: Readonly<Record<FaultKind, readonly number[]>> = {
  static: [2],
  rotates: [1],
  'rotates-with-reuse-detection': [1],
  'replay-window': [1, 2],
};

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('A database that is away while the vendor answers', () => {
  let postgres: OwnPostgres;
  let house: FaultHouse;
  beforeEach(async () => {
    postgres = await OwnPostgres.start();
    house = await FaultHouse.open('three PostgreSQL replicas', { storage: await storageIn(postgres.database, 3) });
  }, 180_000);
  afterEach(() => house.close());

  itInFull?.each(KINDS)(
    '%s: frozen, and back',
    async (kind) => {
      const token = await expiredToken(house, kind);
      const { letGo } = await holdAnswer(house, token);
      postgres.freeze();
      await letGo();
      await pass(OUTAGE_MS);
      postgres.thaw();
      await expectStored(token, { afterRenewals: [1] });
    },
    180_000,
  );

  itInFull?.each(KINDS)(
    '%s: felled, and back',
    async (kind) => {
      const token = await expiredToken(house, kind);
      const { letGo } = await holdAnswer(house, token);
      await postgres.fell();
      await letGo();
      await pass(OUTAGE_MS);
      await postgres.raise();
      await expectStored(token, { afterRenewals: [1] });
    },
    180_000,
  );

  it.each(KINDS)(
    '%s: felled, and the process that has the answer killed before it is back',
    async (kind) => {
      const token = await expiredToken(house, kind);
      const { told, letGo } = await holdAnswer(house, token);
      await postgres.fell();
      await letGo();
      await told;
      await pass(OUTAGE_MS);
      await house.server().kill();
      await postgres.raise();
      await house.server().start();
      await expectStored(token, { afterRenewals: RENEWALS_AFTER_A_DEATH[kind] });
    },
    180_000,
  );

  itInFull?.each(KINDS)(
    '%s: cut off from the one replica that renews',
    async (kind) => {
      const token = await expiredToken(house, kind);
      const { letGo } = await holdAnswer(house, token);
      house.line().cut();
      await letGo();
      await pass(OUTAGE_MS);
      house.line().mend();
      await expectStored(token, { afterRenewals: [1] });
    },
    180_000,
  );

  /** The answer was kept while it could not be stored. A doubt meanwhile may pass. */
  async function expectStored(
    token: FaultToken,
    { afterRenewals }: { afterRenewals: readonly number[] },
  ): Promise<void> {
    const ending = await endingOfDoubt(token, house.servers);
    expectFate(ending, 'renewed');
    expect(afterRenewals).toContain(ending.vendor.renewals);
  }
});
