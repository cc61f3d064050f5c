import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { CARRIERS, type Carrier } from '../support/carriers.js';
import { byDepth, itInFull } from '../support/depth.js';
import { endingOf, expectFate, fateOfLostAnswer } from '../support/fate.js';
import { FAULT_KINDS, type FaultKind } from '../support/fault-connectors.js';
import { FaultHouse } from '../support/fault-house.js';
import type { FaultToken, Told } from '../support/fault-token.js';
import { expiredToken } from './held-renewal.js';

const KINDS = byDepth<readonly FaultKind[]>({ bounded: ['rotates-with-reuse-detection'], full: FAULT_KINDS });
const CALLERS = 5;
/** What callers are told when an answer was lost. */
const REMEDIES: Readonly<Record<FaultKind, string | undefined>> = {
  static: 'wait',
  rotates: 'in-doubt',
  'rotates-with-reuse-detection': 'in-doubt',
  'replay-window': undefined,
};

describe.each(byDepth<readonly Carrier[]>({ bounded: CARRIERS.slice(0, 1), full: CARRIERS }))(
  'A vendor in trouble, with %s',
  (carrier) => {
    let house: FaultHouse;
    beforeAll(async () => {
      house = await FaultHouse.open(carrier);
    }, 180_000);
    afterAll(() => house.close());

    /** Several callers at every server. */
    async function ask(token: FaultToken): Promise<Told[]> {
      const callers = Array.from({ length: CALLERS }, () => house.servers).flat();
      return Promise.all(callers.map((server) => token.resolve(server)));
    }

    /** Those that the vendor refused before it looked at them, too. */
    const callsOf = async (work: () => Promise<unknown>): Promise<number> => {
      const before = (await house.vendors.journal('dropbox', 'token')).length;
      await work();
      return (await house.vendors.journal('dropbox', 'token')).length - before;
    };

    const mood = (...moods: Record<string, unknown>[]) =>
      house.vendors.mood('dropbox', ...moods.map((each) => ({ endpoint: 'token', ...each })));

    it.each(KINDS.flatMap((kind) => ['loses-answer', 'resets-mid-body'].map((fault) => [fault, kind] as const)))(
      '%s, %s: asks once, and again only where the facts allow it',
      async (fault, kind) => {
        const token = await expiredToken(house, kind);
        await mood({ kind: fault, times: 1 });
        const told = await ask(token);
        expect(new Set(told.map(({ remedy }) => remedy))).toEqual(new Set([REMEDIES[kind]]));
        // Within the window the lost answer is asked for again at once.
        expect((await token.atVendor()).renewals).toBe(kind === 'replay-window' ? 2 : 1);
        expectFate(await endingOf(token, house.servers), fateOfLostAnswer(kind));
      },
      180_000,
    );

    itInFull?.each(KINDS)(
      'is slower than the deadline, %s: nobody waits for ever, and what it does late harms nothing',
      async (kind) => {
        const token = await expiredToken(house, kind);
        await mood({ kind: 'slow', ms: 8_000, times: 1 });
        const began = Date.now();
        await ask(token);
        expect(Date.now() - began).toBeLessThan(30_000);
        expectFate(await endingOf(token, house.servers), fateOfLostAnswer(kind));
        await eventually(async () => (await house.vendors.waiting('dropbox')).length === 0);
        expect(await token.atVendor()).toMatchObject({ grantsAlive: 1, familiesKilled: 0, spentTwice: 0 });
      },
      180_000,
    );

    it.each(KINDS)(
      'breaks down with 500, %s: that is an answer, and the next renewal works',
      async (kind) => {
        const token = await expiredToken(house, kind);
        await mood({ kind: 'server-errors', times: 1 });
        const calls = await callsOf(async () => {
          for (const { remedy } of await ask(token)) expect(remedy).toBe('wait');
        });
        expect(calls).toBe(1);
        expectFate(await endingOf(token, house.servers), 'renewed');
      },
      180_000,
    );

    it.each(KINDS)(
      'throttles with Retry-After, %s: is left alone for so long, and then the renewal works',
      async (kind) => {
        const token = await expiredToken(house, kind);
        await mood({ kind: 'throttles', seconds: 4, times: 1 });
        const began = Date.now();
        const calls = await callsOf(async () => {
          for (const { remedy } of await ask(token)) expect(remedy).toBe('wait');
          expectFate(await endingOf(token, house.servers), 'renewed');
        });
        expect(Date.now() - began).toBeGreaterThanOrEqual(4_000);
        expect(calls).toBe(2);
      },
      180_000,
    );
  },
);
