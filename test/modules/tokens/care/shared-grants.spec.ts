import { sharedGrantsOf } from '../../../../src/modules/tokens/care/shared-grants.js';

const token = (id: string) => ({ id, name: `Token ${id}`, scopeKey: 'global' });
const sharing = (count: number) => Array.from({ length: count }, (_, index) => token(`${index + 1}`));

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
    const shared = sharedGrantsOf({ token: token('1'), cap: 5, sharing: sharing(used), isSeen: () => true });
    expect(shared).toMatchObject({ cap: 5, used, message });
    expect(shared?.others).toHaveLength(used - 1);
  });

  it('count a draft as one more', () => {
    expect(sharedGrantsOf({ token: undefined, cap: 5, sharing: sharing(1), isSeen: () => true })).toMatchObject({
      used: 2,
    });
  });

  it('are counted, but not named to those who may not see them', () => {
    const shared = sharedGrantsOf({ token: token('1'), cap: 5, sharing: sharing(3), isSeen: ({ id }) => id === '2' });
    expect(shared).toMatchObject({ used: 3, others: [{ id: '2' }] });
  });

  it('say nothing where the vendor has no limit, or nobody shares', () => {
    expect(
      sharedGrantsOf({ token: token('1'), cap: undefined, sharing: sharing(9), isSeen: () => true }),
    ).toBeUndefined();
    expect(sharedGrantsOf({ token: token('1'), cap: 5, sharing: sharing(1), isSeen: () => true })).toBeUndefined();
  });
});
