import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CARRIERS } from '../support/carriers.js';
import { byDepth, isFull } from '../support/depth.js';
import { expectFate } from '../support/fate.js';
import { FaultHouse } from '../support/fault-house.js';
import type { Outcome } from './cut-renewal.js';
import { BRIEF_MATRIX, type Cell, KillMatrix, WHOLE_MATRIX } from './kill-matrix.js';
import { fateOf, isStoredAt } from './law.js';
import { tableOf } from './table.js';

const ROUNDS = byDepth({ bounded: 1, full: 3 });
const CELLS = byDepth({ bounded: BRIEF_MATRIX, full: WHOLE_MATRIX });

describe.each(CARRIERS)('A renewal whose process is killed, with %s', (carrier) => {
  let house: FaultHouse;
  const outcomes: Outcome[] = [];
  beforeAll(async () => {
    house = await FaultHouse.open(carrier);
    const matrix = new KillMatrix(house, carrier);
    for (let round = 0; round < ROUNDS; round += 1) outcomes.push(...(await matrix.walk(CELLS)));
  }, 3_600_000);
  afterAll(async () => {
    await house.close();
    if (isFull) process.stdout.write(tableOf(carrier, outcomes));
  });

  const ofCell = ({ point, kind }: Cell) => outcomes.filter((each) => each.point === point && each.token.kind === kind);

  it.each(CELLS)('$point, $kind', (cell) => {
    expect(ofCell(cell).length).toBe(ROUNDS);
    for (const outcome of ofCell(cell)) {
      expectFate(outcome, fateOf(cell.kind, cell.point));
      if (isStoredAt(cell.point)) expect(outcome.vendor.renewals).toBe(1);
    }
  });

  it('never hands out an older generation than it did before', () => {
    for (const { during, told } of outcomes) {
      const generations = [...during, ...told].flatMap(({ generation }) => generation ?? []);
      expect(generations).toEqual([...generations].sort((one, other) => one - other));
    }
  });
});
