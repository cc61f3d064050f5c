import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type DataKey,
  openValue,
  type SealContext,
  sealedVersion,
  sealValue,
} from '../../../src/modules/vault/sealed-value.js';

const KEY: DataKey = { tenantId: 'ten_a', version: 3, key: createSecretKey(randomBytes(32)) };
const CONTEXT: SealContext = { owner: 'tok_a', field: 'appSecret', generation: 7, facts: 'digest' };

describe('A sealed value', () => {
  it('opens in the place that it was sealed for', () => {
    const anyText = fc.string({ unit: 'grapheme' });
    fc.assert(fc.property(anyText, (text) => openValue(KEY, CONTEXT, sealValue(KEY, CONTEXT, text)) === text));
  });

  it('does not show what it holds, nor twice the same', () => {
    const [one, two] = [sealValue(KEY, CONTEXT, 'hunter2'), sealValue(KEY, CONTEXT, 'hunter2')];
    expect(one).toMatch(/^v1\.3\.[\w-]{16}\.[\w-]+$/);
    expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').includes('hunter2')).toBe(false);
    expect(one).not.toBe(two);
  });

  it.each<[string, Partial<SealContext>]>([
    ['another owner', { owner: 'tok_b' }],
    ['another field', { field: 'appKey' }],
    ['another generation', { generation: 8 }],
    ['altered facts', { facts: 'other digest' }],
    ['a boundary that moved', { owner: 'tok_aapp', field: 'Secret' }],
  ])('does not open for %s', (_what, change) => {
    expect(openValue(KEY, { ...CONTEXT, ...change }, sealValue(KEY, CONTEXT, 'x'))).toBeUndefined();
  });

  it('does not open when the facts are left out', () => {
    const { owner, field, generation } = CONTEXT;
    expect(openValue(KEY, { owner, field, generation }, sealValue(KEY, CONTEXT, 'x'))).toBeUndefined();
  });

  it('does not open for another tenant, also with the same key', () => {
    expect(openValue({ ...KEY, tenantId: 'ten_b' }, CONTEXT, sealValue(KEY, CONTEXT, 'x'))).toBeUndefined();
  });

  it('does not open when it claims another version of the key', () => {
    const moved = sealValue(KEY, CONTEXT, 'x').replace('v1.3.', 'v1.4.');
    expect(openValue({ ...KEY, version: 4 }, CONTEXT, moved)).toBeUndefined();
    expect(openValue(KEY, CONTEXT, moved)).toBeUndefined();
  });

  it('does not open when any character is changed', () => {
    const sealed = sealValue(KEY, CONTEXT, 'some secret');
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(openValue(KEY, CONTEXT, sealed.slice(0, at) + other + sealed.slice(at + 1))).toBeUndefined();
    }
  });

  it.each([
    [''],
    ['v1'],
    ['v1.3'],
    ['v1.3.AAAA.BBBB'],
    ['v2.3.AAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBB'],
    ['plain text'],
  ])('is not %j', (text) => {
    expect(openValue(KEY, CONTEXT, text)).toBeUndefined();
    expect(sealedVersion(text)).toBeUndefined();
  });
});
