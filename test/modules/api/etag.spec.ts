import { describe, expect, it } from '@jest/globals';
import { parseIfMatch } from '../../../src/modules/api/etag.js';
import { failureOf } from '../../support/failure-of.js';

describe('If-Match', () => {
  it.each([['"3"'], ['*'], [' * '], ['"1", "3"'], ['"x","3" ']])('%s lets a change of version 3 through', (header) => {
    expect(() => parseIfMatch(header).check(3)).not.toThrow();
  });

  it.each([['"2"'], ['W/"3"'], ['"33"'], ['"*"'], ['""']])('%s does not', async (header) => {
    expect(await failureOf(() => parseIfMatch(header).check(3))).toMatchObject({
      status: 412,
      facts: { current: '"3"' },
    });
  });

  it('must be there', async () => {
    expect(await failureOf(() => parseIfMatch(undefined))).toMatchObject({ status: 428 });
  });

  it.each([['3'], [''], ['"3'], ['"3",'], ['*, "3"'], ['"a b"']])('%j is refused', async (header) => {
    expect(await failureOf(() => parseIfMatch(header))).toMatchObject({ status: 400, code: 'bad-if-match' });
  });
});
