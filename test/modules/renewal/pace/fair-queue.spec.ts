import { FairQueue } from '../../../../src/modules/renewal/pace/fair-queue.js';
import type { Waiting } from '../../../../src/modules/renewal/pace/waiting.js';

describe('The queue of due tokens', () => {
  let made = 0;
  const waiting = (tenantId: string, more: Partial<Waiting> = {}): Waiting => {
    made += 1;
    return { id: `tok_${made}`, tenantId, host: 'vendor', atOnce: 1_000, deadline: made, ...more };
  };
  const queueOf = (...entries: readonly Waiting[]): FairQueue<Waiting> => {
    const queue = new FairQueue<Waiting>();
    for (const entry of entries) queue.add(entry);
    return queue;
  };
  const many = (count: number, tenantId: string, more: Partial<Waiting> = {}): Waiting[] =>
    Array.from({ length: count }, () => waiting(tenantId, more));
  const take = (queue: FairQueue<Waiting>, count: number): string[] =>
    Array.from({ length: count }, () => queue.next()?.tenantId ?? 'nobody');

  it('lets tenants take turns, however many tokens one of them has', () => {
    const queue = queueOf(...many(1_000, 'big'), ...many(2, 'small'), ...many(1, 'tiny'));
    expect(take(queue, 6)).toEqual(['big', 'small', 'tiny', 'big', 'small', 'big']);
  });

  it('takes of each tenant first what expires first', () => {
    const queue = queueOf(...[30, 10, 20].map((deadline) => waiting('one', { deadline })));
    const deadlines = [queue.next(), queue.next(), queue.next()].map((entry) => entry?.deadline);
    expect(deadlines).toEqual([10, 20, 30]);
  });

  it('keeps to what a host takes at once, and lets the others go past it', () => {
    const queue = queueOf(...many(5, 'slow', { host: 'slow', atOnce: 2 }), ...many(3, 'quick', { host: 'quick' }));
    expect(take(queue, 6).toSorted()).toEqual(['nobody', 'quick', 'quick', 'quick', 'slow', 'slow']);
  });

  it('fills a place when one is done', () => {
    const queue = queueOf(...many(3, 'one', { atOnce: 1 }));
    const first = queue.next();
    expect(queue.next()).toBeUndefined();
    if (first) queue.done(first);
    expect(queue.next()).toBeDefined();
    expect([queue.running, queue.waiting]).toEqual([1, 1]);
  });

  it('never has more under way than one process can carry', () => {
    const queue = queueOf(...Array.from({ length: 700 }, (_, index) => waiting('one', { host: `host-${index}` })));
    expect(take(queue, 700).filter((tenantId) => tenantId === 'one')).toHaveLength(512);
  });

  it('has room at a full host for a tenant with few, and none for the one who filled it', () => {
    const queue = queueOf(...many(20, 'big', { atOnce: 10 }));
    const [big, small] = [waiting('big', { atOnce: 10 }), waiting('small', { atOnce: 10 })];
    expect([queue.hasRoomFor(big), queue.hasRoomFor(small)]).toEqual([false, true]);
    expect(queue.hasRoomFor(waiting('big', { host: 'another', atOnce: 10 }))).toBe(true);
  });

  it('knows who is well stocked, and forgets whoever is drained', () => {
    const queue = queueOf(...many(130, 'big'), ...many(3, 'small'));
    expect(queue.wellStocked(128)).toEqual(['big']);
    const running = queue.next();
    expect(queue.drain()).toHaveLength(132);
    expect([queue.wellStocked(1), queue.waiting, queue.running]).toEqual([[], 0, 1]);
    expect(queue.has(running?.id ?? '')).toBe(true);
  });
});
