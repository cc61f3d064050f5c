import { describe, expect, it } from '@jest/globals';
import { parseName } from '../../src/kernel/name.js';

describe('The name of an access token or an app', () => {
  it.each([
    ['Dropbox', 'Dropbox', 'dropbox'],
    ['  My   Dropbox ', 'My Dropbox', 'my dropbox'],
    ['Büro 2', 'Büro 2', 'büro 2'],
    ['Bu\u0308ro', 'Büro', 'büro'],
    ['ΣΑΣ', 'ΣΑΣ', 'σας'],
    ['हिन्दी', 'हिन्दी', 'हिन्दी'],
    ['客户 7', '客户 7', '客户 7'],
    ['x'.repeat(100), 'x'.repeat(100), 'x'.repeat(100)],
  ])('reads %j', (text, shown, folded) => {
    expect(parseName(text)).toEqual({ shown, folded });
  });

  it.each([[''], ['   '], ['a_b'], ['a-b'], ['a/b'], ['a\u0000b'], ['😀'], ['\u0301'], ['\ud800'], ['x'.repeat(101)]])(
    'refuses %j',
    (text) => {
      expect(parseName(text)).toBeUndefined();
    },
  );

  it('gives names that differ only in case one folded form', () => {
    expect(parseName('NETSUITE Prod')?.folded).toBe(parseName('netsuite pROD')?.folded);
    expect(parseName('GRÖSSE')?.folded).toBe(parseName('Größe')?.folded);
  });
});
