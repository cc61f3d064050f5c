import { describe, expect, it } from '@jest/globals';
import { DeliverySlots } from '../../../src/modules/webhooks/deliveries/delivery-slots.js';
import { MOST_TRIES, waitAfter } from '../../../src/modules/webhooks/deliveries/retry-schedule.js';

const HOUR = 3_600_000;

describe('The schedule of retries', () => {
  it('is the one that the specification recommends: ten attempts in about three days', () => {
    const waits = Array.from({ length: MOST_TRIES }, (_, index) => waitAfter(index + 1, 0, () => 0));
    const seconds = waits.map((wait) => (wait === undefined ? undefined : wait / 1_000));
    expect(seconds).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, undefined]);
  });

  it('waits up to a tenth longer, and never shorter', () => {
    const waits = Array.from({ length: 200 }, () => waitAfter(4) ?? 0);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(2 * HOUR);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2.2 * HOUR);
    expect(new Set(waits).size).toBeGreaterThan(100);
  });

  it('waits as long as the receiver asks, if that is longer', () => {
    expect(waitAfter(1, HOUR)).toBe(HOUR);
    expect(waitAfter(5, 1_000, () => 0)).toBe(5 * HOUR);
    expect(waitAfter(MOST_TRIES, HOUR)).toBeUndefined();
  });
});

describe('The slots of deliveries', () => {
  const place = (host: string, tenantId: string) => ({ host, tenantId });

  it('are few for one host, more for one tenant, and free again when an attempt has ended', () => {
    const slots = new DeliverySlots({ ofHost: 2, ofTenant: 3, ofAll: 4 });
    expect([1, 2, 3].map(() => slots.take(place('slow', 'one')))).toEqual([true, true, false]);
    expect(slots.full()).toEqual({ hosts: ['slow'], tenants: [] });
    expect(slots.take(place('other', 'one'))).toBe(true);
    expect(slots.take(place('third', 'one'))).toBe(false);
    expect(slots.full().tenants).toEqual(['one']);
    expect(slots.take(place('third', 'two'))).toBe(true);
    expect(slots.hasRoom).toBe(false);
    expect(slots.take(place('fourth', 'three'))).toBe(false);
    slots.leave(place('slow', 'one'));
    expect(slots.full()).toEqual({ hosts: [], tenants: [] });
    expect(slots.take(place('slow', 'one'))).toBe(true);
  });
});
