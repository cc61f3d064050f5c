import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { EventsService } from '../../../src/modules/events/events.service.js';
import type { TestApp } from '../../support/app.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { HookDesk } from './support/hook-desk.js';

const EVENTS = 120;

describe.each(engines.filter(([engine]) => engine === 'PostgreSQL'))(
  'Deliveries by three replicas on %s',
  (_engine, createDatabase) => {
    let desk: HookDesk;
    let replicas: TestApp[];
    beforeAll(async () => {
      desk = await HookDesk.open(createDatabase);
      replicas = [desk.app, await desk.another(), await desk.another()];
    });
    afterAll(async () => {
      await Promise.all(replicas.slice(1).map((replica) => replica.close()));
      await desk.close();
    });

    it('are each made once, and shared between them', async () => {
      const tenant = await desk.createTenant();
      const hooks = [await desk.hook(tenant.admin), await desk.hook(tenant.admin)];
      const subject = { kind: 'access-token', id: 'tok_x', name: 'Token' };
      const event = { tenantId: tenant.id, type: 'access-token.changed', subject, data: {} } as const;
      await Promise.all(
        Array.from({ length: EVENTS }, (_, index) => {
          const nest = replicas[index % replicas.length]?.nest ?? desk.app.nest;
          return nest.get(Database).write((manager) => nest.get(EventsService).record(manager, event));
        }),
      );
      for (const hook of hooks) {
        await desk.untilGot(hook, EVENTS);
        const pending = `/v1/webhooks/${hook.id}/deliveries?state=pending`;
        await eventually(async () => (await tenant.admin.get(pending)).body.items.length === 0);
        const ids = desk.got(hook).map(({ headers }) => headers['webhook-id']);
        expect(new Set(ids).size).toBe(EVENTS);
        expect(ids).toHaveLength(EVENTS);
      }
    });
  },
);
