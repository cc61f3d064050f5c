import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { EventRetention } from '../../../src/modules/events/log/event-retention.js';
import { StoredEvent } from '../../../src/modules/events/outbox/stored-event.entity.js';
import { DeliveryRetention } from '../../../src/modules/webhooks/deliveries/delivery-retention.js';
import { WebhookDelivery } from '../../../src/modules/webhooks/deliveries/webhook-delivery.entity.js';
import { engines } from '../../support/databases.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { HookDesk } from '../webhooks/support/hook-desk.js';

const DAY = 24 * 3_600_000;

describe.each(engines)('Events and deliveries on %s', (_engine, createDatabase) => {
  let desk: HookDesk;
  beforeAll(async () => {
    desk = await HookDesk.open(createDatabase);
  });
  afterAll(() => desk.close());

  it('are kept for thirty days and swept after, unless they still have to be told', async () => {
    const { nest } = desk.app;
    const { admin } = await desk.createTenant();
    const hook = await desk.hook(admin);
    await connectRedox(admin, { name: 'Redox' });
    await desk.delivery(admin, hook, ({ endedAt }) => endedAt !== undefined);
    const { reader } = nest.get(Database);
    const sweep = async () => {
      await nest.get(EventRetention).sweep();
      await nest.get(DeliveryRetention).sweep();
      return [await reader.count(StoredEvent), await reader.count(WebhookDelivery)];
    };
    desk.clock.advance(29 * DAY);
    expect(await sweep()).toEqual([1, 1]);
    const [delivery] = await desk.deliveries(admin, hook);
    await desk.hurry(delivery.id, { dueAt: new Date(Date.now() + 90 * DAY) });
    desk.clock.advance(2 * DAY);
    expect(await sweep()).toEqual([0, 1]);
    await desk.hurry(delivery.id, { dueAt: null });
    expect(await sweep()).toEqual([0, 0]);
  });
});
