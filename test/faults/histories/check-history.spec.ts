import { describe, expect, it } from '@jest/globals';
import { checkHistory } from './check-history.js';
import type { Read, Write } from './history.js';

/** Generation 1 is there from the start, 2 is acknowledged at 20, 3 at 40. */
const WRITES: readonly Write[] = [
  { version: 1, value: 'a', start: 0, end: 1 },
  { version: 2, value: 'b', start: 10, end: 20 },
  { version: 3, value: 'c', start: 30, end: 40 },
];

type Instants = readonly [start: number, end: number];
const read = ([start, end]: Instants, value: string, version?: number): Read => ({
  start,
  end,
  value,
  ...(version === undefined ? {} : { version }),
});
const check = (reads: readonly Read[], writes: readonly Write[] = WRITES) =>
  checkHistory({ register: 'planted', writes, reads }).map(({ kind }) => kind);

describe('The checker of histories accepts', () => {
  it.each([
    ['what was acknowledged before', [read([2, 3], 'a', 1), read([21, 22], 'b', 2), read([41, 42], 'c', 3)]],
    ['the older value while a write is under way', [read([11, 12], 'a', 1), read([15, 50], 'b', 2)]],
    ['the newer value before its write is acknowledged', [read([11, 12], 'b', 2), read([13, 19], 'b', 2)]],
    ['the older value in a read that began before the acknowledgement', [read([19, 90], 'a', 1)]],
    ['older and newer values in reads that overlap', [read([11, 15], 'b', 2), read([14, 16], 'a', 1)]],
    ['a version that no write told of', [read([41, 42], 'renewed', 4), read([43, 44], 'renewed', 4)]],
    ['a read that ends in the instant of the acknowledgement', [read([20, 20], 'a', 1)]],
  ])('%s', (_name, reads) => {
    expect(check(reads)).toEqual([]);
  });

  it('a write without acknowledgement that is seen, and one that is not', () => {
    const writes = [...WRITES, { version: 4, value: 'd', start: 50 }];
    expect(check([read([60, 61], 'c', 3), read([62, 63], 'd', 4)], writes)).toEqual([]);
    expect(check([read([60, 61], 'c', 3), read([62, 63], 'c', 3)], writes)).toEqual([]);
  });

  it('a value without version that was there twice, as either', () => {
    const writes = [...WRITES, { version: 4, value: 'a', start: 50, end: 60 }];
    expect(check([read([2, 3], 'a'), read([41, 42], 'c'), read([55, 56], 'a'), read([70, 71], 'a')], writes)).toEqual(
      [],
    );
  });
});

describe('The checker of histories finds', () => {
  it('a read that misses a write acknowledged before it began', () => {
    expect(check([read([20.001, 21], 'a', 1)])).toEqual(['stale']);
    expect(check([read([100, 101], 'b', 2)])).toEqual(['stale']);
    expect(check([read([20.001, 21], 'a')])).toEqual(['stale']);
  });

  it('a value that was seen and is gone, although no write was acknowledged', () => {
    expect(check([read([11, 12], 'b', 2), read([13, 14], 'a', 1)])).toEqual(['went-back']);
    expect(check([read([11, 12], 'b'), read([13, 14], 'a')])).toEqual(['went-back']);
    const writes = [...WRITES, { version: 4, value: 'd', start: 50 }];
    expect(check([read([60, 61], 'd', 4), read([62, 63], 'c', 3)], writes)).toEqual(['went-back']);
  });

  it('a value that nobody had begun to write', () => {
    expect(check([read([5, 9], 'b', 2)])).toEqual(['too-early']);
    expect(check([read([5, 9], 'b')])).toEqual(['too-early']);
    expect(check([read([5, 9], 'z')])).toEqual(['unwritten']);
  });

  it('another value under a known version', () => {
    expect(check([read([21, 22], 'a', 2)])).toEqual(['two-values']);
    expect(check([read([41, 42], 'x', 4), read([43, 44], 'y', 4)])).toEqual(['two-values']);
  });

  it('a write that was acknowledged and has no version of its own', () => {
    const lost = { version: 3, value: 'c', start: 50, end: 60 };
    expect(check([], [...WRITES, lost])).toEqual(['no-order']);
    expect(check([], [...WRITES, { ...lost, value: 'd' }])).toEqual(['two-values']);
    expect(check([], [...WRITES, { ...lost, version: 2.5 }])).toEqual(['no-order']);
  });

  it('a revoked key that still opens, and a removed token that still resolves', () => {
    const writes = [
      { version: 1, value: 'there', start: 0, end: 1 },
      { version: 2, value: 'gone', start: 10, end: 20 },
    ];
    expect(check([read([12, 13], 'there'), read([14, 15], 'gone'), read([21, 22], 'gone')], writes)).toEqual([]);
    expect(check([read([12, 13], 'gone'), read([14, 15], 'there')], writes)).toEqual(['went-back']);
    expect(check([read([21, 22], 'there')], writes)).toEqual(['stale']);
  });

  it('each of the stale reads that were planted in a long history, and nothing else', () => {
    const writes = Array.from({ length: 1_000 }, (_, index) => ({
      version: index,
      value: `v${index}`,
      start: index * 10,
      end: index * 10 + 5,
    }));
    const reads = Array.from({ length: 50_000 }, (_, index) => {
      const start = 6 + (index % 999) * 10 + (index % 4) / 2;
      const current = index % 999;
      const isPlanted = index % 5_000 === 4_321;
      const version = isPlanted ? current - 1 : current;
      return read([start, start + 0.1], `v${version}`, version);
    });
    const planted = reads.filter(({ start, version }) => version !== Math.floor(start / 10));
    const found = checkHistory({ register: 'planted', writes, reads });
    expect(planted).toHaveLength(10);
    expect(found.map(({ seen }) => seen).sort((a, b) => a.start - b.start)).toEqual(
      planted.sort((a, b) => a.start - b.start),
    );
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['stale']));
  });
});
