import { inspect } from 'node:util';
import { Secret } from '../../src/kernel/secret.js';

describe('a secret', () => {
  const secret = new Secret('hunter2');

  it('prints a mask wherever it is turned into text', () => {
    const printed = [
      `${secret}`,
      JSON.stringify({ secret }),
      inspect({ secret }),
      inspect(new Error('x', { cause: secret })),
    ];
    expect(printed.join(' ')).not.toContain('hunter2');
    expect(printed.every((text) => text.includes('[secret]'))).toBe(true);
  });

  it('is opened only by reveal', () => {
    expect(secret.reveal('to compare it')).toBe('hunter2');
  });

  it('compares without being opened', () => {
    expect(secret.equals(new Secret('hunter2'))).toBe(true);
    expect(secret.equals(new Secret('hunter3'))).toBe(false);
  });
});
