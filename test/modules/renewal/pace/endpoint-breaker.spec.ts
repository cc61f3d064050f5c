import { EndpointBreaker, type EndpointFailure } from '../../../../src/modules/renewal/pace/endpoint-breaker.js';

describe('The breaker of a token endpoint', () => {
  let breaker: EndpointBreaker;
  beforeEach(() => {
    breaker = new EndpointBreaker();
  });

  const fail = (now: number, more: Partial<EndpointFailure> = {}): void =>
    breaker.failed(now, { tokenId: 'one', isTrial: false, retryAfterMs: undefined, random: 1, ...more });
  const failFive = (retryAfterMs?: number): void => {
    for (const tokenId of ['one', 'two', 'three', 'four', 'five']) fail(0, { tokenId, retryAfterMs });
  };

  it('stays closed for four failures, and for any number of one token', () => {
    for (const tokenId of ['one', 'two', 'three', 'four']) fail(0, { tokenId });
    expect(breaker.waitAt(0)).toBeUndefined();
    breaker = new EndpointBreaker();
    for (let times = 0; times < 50; times += 1) fail(0);
    expect([breaker.isOpen, breaker.waitAt(0)]).toEqual([false, undefined]);
  });

  it('opens with the fifth in a row, and rests', () => {
    failFive();
    expect([breaker.waitAt(0), breaker.waitAt(4_000), breaker.waitAt(5_000)]).toEqual([5_000, 1_000, undefined]);
  });

  it('rests as long as the vendor asks for, within reason', () => {
    failFive(90_000);
    expect(breaker.waitAt(0)).toBe(90_000);
    breaker = new EndpointBreaker();
    failFive(30 * 86_400_000);
    expect(breaker.waitAt(0)).toBe(3_600_000);
  });

  it('lets one trial through after the rest, and the others wait for it', () => {
    failFive();
    expect(breaker.begin(5_000)).toBe(true);
    expect(breaker.waitAt(5_000)).toBe(1_000);
    breaker.abandonTrial();
    expect(breaker.waitAt(5_000)).toBeUndefined();
  });

  it('does not wait for ever for a trial of which nothing is heard', () => {
    failFive();
    breaker.begin(5_000);
    expect(breaker.waitAt(5_000 + 121_000)).toBeUndefined();
  });

  it('rests longer after each failed trial, up to five minutes', () => {
    failFive();
    let now = 0;
    const rests = Array.from({ length: 9 }, () => {
      now += breaker.waitAt(now) ?? 0;
      fail(now, { isTrial: breaker.begin(now) });
      return breaker.waitAt(now);
    });
    expect(rests).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000, 300_000]);
  });

  it('learns nothing from calls that were under way when it opened', () => {
    failFive();
    for (let times = 0; times < 90; times += 1) fail(100, { tokenId: `late-${times}` });
    expect(breaker.waitAt(100)).toBe(4_900);
  });
});
