import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, pagePlace, readPage } from '../../../src/modules/api/cursor.js';
import { failureOf } from '../../support/failure-of.js';

const LIST = { name: 'numbers', keyOf: (row: number) => String(row) };

describe('A cursor', () => {
  it('leads back to the place that it was made for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii' }),
        (key) => decodeCursor('apps', encodeCursor('apps', key)) === key,
      ),
    );
  });

  it.each([
    ['of another list', encodeCursor('keys', 'key_1')],
    ['that is empty', ''],
    ['that is not base64', '%%%'],
    ['that is not JSON', Buffer.from('hello').toString('base64url')],
    ['with another shape', Buffer.from('{"after":"x"}').toString('base64url')],
    ['with a number', Buffer.from('["apps",1]').toString('base64url')],
    ['with a NUL', Buffer.from('["apps","\\u0000"]').toString('base64url')],
    ['with something added', `${encodeCursor('apps', 'app_1')}AA`],
  ])('%s is refused', async (_what, cursor) => {
    expect(await failureOf(() => decodeCursor('apps', cursor))).toMatchObject({ code: 'bad-cursor', status: 400 });
  });

  it('that is any other text is refused, and nothing worse happens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          decodeCursor('apps', text);
          return false;
        } catch (error) {
          return error instanceof Error && 'code' in error && error.code === 'bad-cursor';
        }
      }),
    );
  });
});

describe('A page', () => {
  it.each([['0'], ['201'], ['-1'], ['1.5'], ['ten'], ['1e2'], ['']])('has no limit of %j', async (limit) => {
    expect(await failureOf(() => pagePlace('numbers', { limit }))).toMatchObject({ code: 'bad-limit', status: 400 });
  });

  it('leads to the next one until all rows were seen once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30), fc.integer({ min: 1, max: 10 }), async (rows, limit) => {
        const all = Array.from({ length: rows }, (_, i) => i + 1);
        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const place = pagePlace(LIST.name, { limit: String(limit), ...(cursor !== undefined && { cursor }) });
          const page = await readPage(LIST, place, async ({ after = '0', limit: most }) =>
            all.filter((row) => row > Number(after)).slice(0, most),
          );
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== undefined);
        expect(seen).toEqual(all);
      }),
    );
  });
});
