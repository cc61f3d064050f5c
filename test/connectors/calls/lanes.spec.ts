import { Lanes } from '../../../src/connectors/calls/lanes.js';
import { Clock } from '../../../src/kernel/clock.js';
import { failureOf } from '../../support/failure-of.js';

/** Time that passes only by sleeping. */
class SleepingClock extends Clock {
  ms = 0;

  override now(): Date {
    return new Date(this.ms);
  }

  override elapsed(): number {
    return this.ms;
  }

  override async sleep(ms: number): Promise<void> {
    this.ms += ms;
  }

  override within<T>(_ms: number, work: Promise<T>): Promise<T> {
    return work;
  }
}

describe('Calls to a place that takes few', () => {
  const clock = new SleepingClock();
  const lanes = new Lanes(clock);

  async function begun(calls: number, place: string, limit: Parameters<Lanes['take']>[0]['limit']): Promise<number[]> {
    const starts: number[] = [];
    const from = clock.ms;
    for (let call = 0; call < calls; call += 1) {
      await lanes.take({ place, limit }, async () => starts.push(clock.ms - from));
    }
    return starts;
  }

  it('begin no faster than its rate, within every stretch of that length', async () => {
    expect(await begun(5, 'rate', { rate: { calls: 2, perMs: 1_000 } })).toEqual([0, 0, 1_000, 1_000, 2_000]);
  });

  it('wait while it asks everybody to wait, and other places do not', async () => {
    lanes.hold('held', 3_000);
    expect(await begun(1, 'other', {})).toEqual([0]);
    expect(await begun(2, 'held', {})).toEqual([3_000, 3_000]);
  });

  it('are refused at once when their turn is too far away, and say for how long', async () => {
    lanes.hold('long', 3_600_000);
    const failure = await failureOf(lanes.take({ place: 'long', limit: {} }, async () => 'sent'));
    expect(failure).toMatchObject({
      code: 'vendor-busy',
      remedy: 'wait',
      retryAfterMs: 3_600_000,
      facts: { sent: false },
    });
  });

  it('leave the line when whoever asked has gone away', async () => {
    const limit = { atOnce: 1 };
    const gone = new AbortController();
    let end = (): void => undefined;
    const first = lanes.take({ place: 'line', limit }, () => new Promise<void>((resolve) => (end = resolve)));
    const second = lanes.take({ place: 'line', limit, signal: gone.signal }, async () => 'left');
    const third = lanes.take({ place: 'line', limit }, async () => 'came');
    gone.abort();
    expect(await second).toBe('left');
    end();
    await first;
    expect(await third).toBe('came');
  });
});
