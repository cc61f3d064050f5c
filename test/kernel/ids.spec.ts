import { isId, newId } from '../../src/kernel/ids.js';

describe('ids', () => {
  it('carry the kind of thing they name', () => {
    expect(newId('token')).toMatch(/^tok_[0-9a-z]{26}$/);
    expect(isId('token', newId('token'))).toBe(true);
    expect(isId('token', newId('draft'))).toBe(false);
  });

  it.each(['', 'tok_', 'tok_zzzzzzzzzzzzzzzzzzzzzzzzzz', '../etc/passwd', 'tok_x; drop table'])('refuse %j', (text) => {
    expect(isId('token', text)).toBe(false);
  });
});
