import { sharedGrantsOf } from '../../../../src/modules/tokens/care/shared-grants.js';

const token = (id: string) => ({ id, name: `Token ${id}`, scopeKey: 'global' });
const sharing = (count: number, seen = count) => ({
  count,
  seen: Array.from({ length: seen }, (_, index) => token(`${index + 1}`)),
});

describe('Tokens that share a vendor account', () => {
  it.each([
    [
      2,
      'Another access token shares this vendor account. The vendor keeps 5 connections of one user and app: one more than that ends the oldest.',
    ],
    [
      5,
      '4 other access tokens share this vendor account. The vendor keeps 5 connections of one user and app: consenting again ends the oldest.',
    ],
    [
      6,
      '5 other access tokens share this vendor account. The vendor keeps 5 connections of one user and app: the oldest have probably ended.',
    ],
  ])('say what comes of it when there are %s', (used, message) => {
    const shared = sharedGrantsOf({ tokenId: '1', cap: 5, sharers: sharing(used) });
    expect(shared).toMatchObject({ cap: 5, used, message });
    expect(shared?.others).toHaveLength(used - 1);
  });

  it('count a draft as one more', () => {
    expect(sharedGrantsOf({ tokenId: undefined, cap: 5, sharers: sharing(1) })).toMatchObject({ used: 2 });
  });

  it('are counted, but not named to those who may not see them', () => {
    const shared = sharedGrantsOf({ tokenId: '1', cap: 5, sharers: { count: 3, seen: [token('2')] } });
    expect(shared).toMatchObject({ used: 3, others: [{ id: '2' }] });
  });

  it('say nothing where the vendor has no limit, or nobody shares', () => {
    expect(sharedGrantsOf({ tokenId: '1', cap: undefined, sharers: sharing(9) })).toBeUndefined();
    expect(sharedGrantsOf({ tokenId: '1', cap: 5, sharers: sharing(1) })).toBeUndefined();
  });

  it('name twenty others at most, the token itself never', () => {
    for (const tokenId of ['1', '21', undefined]) {
      const shared = sharedGrantsOf({ tokenId, cap: 5, sharers: sharing(100, 21) });
      expect(shared?.others).toHaveLength(20);
      expect(shared?.others.map(({ id }) => id)).not.toContain(tokenId);
    }
  });

  it('are not counted beyond a thousand', () => {
    const shared = sharedGrantsOf({ tokenId: '1', cap: 5, sharers: sharing(1_000, 21) });
    expect(shared).toMatchObject({
      used: 1_000,
      message: expect.stringContaining('999 or more other access tokens share'),
    });
  });
});
