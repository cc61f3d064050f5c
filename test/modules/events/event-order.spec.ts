import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { EventsService } from '../../../src/modules/events/events.service.js';
import type { TestTenant } from '../../support/api-client.js';
import type { TestApp } from '../../support/app.js';
import { engines } from '../../support/databases.js';
import { EventListener } from '../../support/event-listener.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines.filter(([engine]) => engine === 'PostgreSQL'))(
  'Events that commit in another order than they were written, on two replicas on %s',
  (_engine, createDatabase) => {
    let latchkey: Latchkey;
    let replica: TestApp;
    let tenant: TestTenant;
    beforeAll(async () => {
      latchkey = await Latchkey.start(createDatabase);
      replica = await latchkey.another();
      tenant = await latchkey.createTenant();
    });
    afterAll(async () => {
      await replica.close();
      await latchkey.close();
    });

    function record({ nest }: TestApp, name: string, held: Promise<unknown> = Promise.resolve()): Promise<unknown> {
      const subject = { kind: 'access-token', id: name, name };
      return nest.get(Database).write(async (manager) => {
        const event = { tenantId: tenant.id, type: 'access-token.changed', subject, data: {} } as const;
        await nest.get(EventsService).record(manager, event);
        await held;
      });
    }
    const namesIn = ({ stored }: EventListener) => stored.map(({ data }) => data.data.subject.name);

    it('reach a listener that has gone past them', async () => {
      const listener = await EventListener.open(replica.url, tenant.admin);
      let commit: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        commit = resolve;
      });
      const early = record(latchkey.app, 'written first', held);
      await record(replica, 'committed first');
      await listener.until((heard) => namesIn(heard).includes('committed first'));
      commit();
      await early;
      await listener.until((heard) => namesIn(heard).includes('written first'));
      expect(namesIn(listener)).toEqual(['committed first', 'written first']);
      listener.close();
    });

    it('come with hints of what other replicas did', async () => {
      const listener = await EventListener.open(replica.url, tenant.admin);
      const token = await connectRedox(tenant.admin, { name: 'Redox' });
      await tenant.admin.post(`/v1/access-tokens/${token.id}/renewal`, {});
      await listener.until(({ hints }) => hints.some(({ data }) => data.change === 'renewed'));
      listener.close();
    });

    it('are all told, each once and in the same order to everybody, when many are written at once', async () => {
      const listeners = [
        await EventListener.open(latchkey.app.url, tenant.admin),
        await EventListener.open(replica.url, tenant.admin),
      ];
      const names = Array.from({ length: 300 }, (_, index) => `event ${index}`);
      await Promise.all(
        names.map((name, index) => {
          const pause = new Promise((resolve) => setTimeout(resolve, (index * 7) % 50));
          return record(index % 2 === 0 ? latchkey.app : replica, name, pause);
        }),
      );
      for (const listener of listeners) await listener.until(({ stored }) => stored.length >= names.length);
      const [one, other] = listeners.map(namesIn);
      expect(one).toEqual(other);
      expect(one?.toSorted()).toEqual(names.toSorted());
      const resumed = await EventListener.open(replica.url, tenant.admin, { lastEventId: firstId(listeners) });
      await resumed.until(({ stored }) => stored.length >= names.length - 1);
      expect(namesIn(resumed)).toEqual(one?.slice(1));
      for (const listener of [...listeners, resumed]) listener.close();
    });
  },
);

function firstId([listener]: readonly EventListener[]): string {
  return listener?.stored[0]?.id ?? '';
}
