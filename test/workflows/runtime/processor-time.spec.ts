import { describe, expect, it } from '@jest/globals';
import { afterProcessorTime } from '../../../src/workflows/runtime/expressions/processor-time.js';
import { eventually } from '../../support/eventually.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** What this process has used since, in milliseconds. */
function usedSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

describe('what may have so much processor time', () => {
  it('is left alone while others have the processor, and stopped once it has had its time', async () => {
    const before = process.cpuUsage();
    let isOver = false;
    const callOff = afterProcessorTime(1_000, () => {
      isOver = true;
    });
    await pause(1_500);
    expect([isOver, usedSince(before) >= 1_000]).toEqual([false, false]);
    while (usedSince(before) < 1_000) Math.sqrt(Math.random());
    await eventually(() => isOver);
    callOff();
  });

  it('is stopped in the end, though it does nothing', async () => {
    let isOver = false;
    afterProcessorTime(50, () => {
      isOver = true;
    });
    await eventually(() => isOver);
  });

  it('is not stopped once it is called off', async () => {
    let isOver = false;
    const callOff = afterProcessorTime(20, () => {
      isOver = true;
    });
    callOff();
    await pause(400);
    expect(isOver).toBe(false);
  });
});
