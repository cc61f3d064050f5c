import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CARRIERS } from '../support/carriers.js';
import { byDepth, isFull } from '../support/depth.js';
import { FaultHouse } from '../support/fault-house.js';
import type { FaultToken } from '../support/fault-token.js';
import { Crowd, type Served } from './crowd.js';

const ROUNDS = byDepth({ bounded: 1, full: 100 });
const AT_EACH = 1_000;
/** In all: behind them stands the vendor, who answers each of them. */
const PROXIED = 1_000;
/** Longer than any access token of the sandbox's Dropbox lives. Milliseconds. */
const HOUR = 3_600_000;
const LIFETIME = 5 * HOUR;
const IDENTITY = '2/users/get_current_account';
const LONG = 3_000_000;

describe.each(CARRIERS)('A thousand callers at once at each server, with %s', (carrier) => {
  let house: FaultHouse;
  let crowd: Crowd;
  let token: FaultToken;
  let ahead = 0;
  let generation = 1;
  beforeAll(async () => {
    house = await FaultHouse.open(carrier, { environment: { LATCHKEY_VENDOR_TIMEOUT_SECONDS: '20' } });
    token = await house.connect('rotates-with-reuse-detection');
    const urls = house.servers.map(({ url }) => url);
    crowd = await Crowd.gather({ urls, key: house.runner().key ?? '', atEach: AT_EACH });
    await house.vendors.mood('dropbox', { kind: 'slow', endpoint: 'token', ms: 200 });
  }, LONG);
  afterAll(async () => {
    await crowd?.leave();
    await house?.close();
  }, LONG);

  /** Everybody was served with the generation after, and the vendor was asked once. */
  async function expectOneRenewal(served: readonly Served[]): Promise<void> {
    generation += 1;
    const kinds = new Set(served.map((each) => `${each.status} generation ${each.generation}`));
    expect([...kinds]).toEqual([`200 generation ${generation}`]);
    expect(await token.atVendor()).toMatchObject({ renewals: 1, spentTwice: 0, grantsAlive: 1 });
    // The vendor's journal keeps the latest calls only: each round is counted in one of its own.
    await house.vendors.clearJournal('dropbox');
  }

  async function inRounds(what: string, round: () => Promise<Served[]>): Promise<void> {
    const slowest: number[] = [];
    let callers = 0;
    for (let count = 0; count < ROUNDS; count += 1) {
      const served = await round();
      await expectOneRenewal(served);
      callers += served.length;
      slowest.push(Math.round(Math.max(...served.map(({ after }) => after))));
    }
    expect(callers).toBeGreaterThanOrEqual(ROUNDS * PROXIED);
    if (!isFull) return;
    const [median, longest] = [slowest.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)], slowest.at(-1)];
    process.stdout.write(
      `\nStorms, ${carrier}, ${what}: ${ROUNDS} rounds, ${callers} callers, ${ROUNDS} vendor calls, 0 unserved; the last was served after ${median} ms (median), ${longest} ms (longest)\n`,
    );
  }

  async function expire(): Promise<void> {
    ahead += LIFETIME;
    await house.setClock(ahead);
  }

  it(
    'cause one vendor call by their resolutions of an expired token, and all are served',
    async () => {
      await inRounds('resolutions', async () => {
        await expire();
        return crowd.resolve(token.name);
      });
    },
    LONG,
  );

  it(
    'cause one vendor call by their proxied requests with an expired token, and all are served',
    async () => {
      await inRounds('proxy', async () => {
        await expire();
        return crowd.proxy(token.name, IDENTITY, PROXIED);
      });
    },
    LONG,
  );

  it(
    'cause one vendor call by their requests that the vendor calls expired, and all are served',
    async () => {
      let aheadOfUs = 0;
      await inRounds('healing', async () => {
        // A token that was just healed is not healed again at once: an hour passes for all.
        ahead += HOUR;
        await house.setClock(ahead);
        // Five more for the vendor alone, so that nobody here can know.
        aheadOfUs += LIFETIME;
        await house.vendors.setAhead((ahead + aheadOfUs) / 1_000);
        return crowd.proxy(token.name, IDENTITY, PROXIED);
      });
    },
    LONG,
  );
});
