import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CARRIERS, type Carrier } from '../support/carriers.js';
import { byDepth, isFull } from '../support/depth.js';
import { FaultHouse } from '../support/fault-house.js';
import { linesOf } from './run-report.js';
import { type RunLimits, runInTrouble } from './troubled-run.js';

type Limits = Readonly<Record<Carrier, RunLimits>>;

const FEW: Limits = {
  'one SQLite process': {
    reads: 2_000,
    seconds: 20,
    readersAtEachServer: 16,
    hands: 1,
    restMs: 3_000,
    troubleMs: 2_000,
  },
  'three PostgreSQL replicas': {
    reads: 20_000,
    seconds: 20,
    readersAtEachServer: 24,
    hands: 2,
    restMs: 800,
    troubleMs: 2_000,
  },
};
const MANY: Limits = {
  'one SQLite process': {
    reads: 100_000,
    seconds: 900,
    readersAtEachServer: 32,
    hands: 1,
    restMs: 3_000,
    troubleMs: 3_000,
  },
  'three PostgreSQL replicas': {
    reads: 1_000_000,
    seconds: 3_600,
    readersAtEachServer: 64,
    hands: 2,
    restMs: 8_000,
    troubleMs: 7_000,
  },
};

describe.each(CARRIERS)('While servers fail, on %s', (carrier) => {
  let house: FaultHouse | undefined;
  beforeEach(async () => {
    house = await FaultHouse.open(carrier);
  }, 600_000);
  afterEach(async () => {
    await house?.close();
  }, 600_000);

  it('no resolution shows less than was acknowledged before it began', async () => {
    if (house === undefined) throw new Error('The house did not open');
    const limits = byDepth({ bounded: FEW, full: MANY })[carrier];
    const report = await runInTrouble(house, limits);
    if (isFull) process.stdout.write(linesOf(carrier, report));
    expect(report.violations.slice(0, 3)).toEqual([]);
    // A server without its database says so, and nothing else goes wrong.
    expect(Object.keys(report.fruitless).filter((kind) => kind !== '503 database-away')).toEqual([]);
    expect(report.reads).toBeGreaterThanOrEqual(isFull ? limits.reads : 100);
    expect(report.writes).toBeGreaterThan(10);
  }, 4_000_000);
});
