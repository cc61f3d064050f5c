import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MoreThanOrEqual } from 'typeorm';
import { AuditService } from '../../../src/modules/audit/audit.service.js';
import { serviceActor } from '../../../src/modules/audit/audit-entry.js';
import { AuditEventEntity } from '../../../src/modules/audit/audit-event.entity.js';
import { AuditHeadEntity } from '../../../src/modules/audit/audit-head.entity.js';
import { Database } from '../../../src/modules/database/database.js';
import {
  createApp,
  createCaller,
  createTenant,
  type Json,
  operatorOf,
  type TestTenant,
} from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

describe.each(engines)('The audit on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  const store = () => app.nest.get(Database);
  const audit = () => app.nest.get(AuditService);
  const verdict = async () => (await tenant.admin.get('/v1/audit-events/verification')).body;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
  });
  beforeEach(async () => {
    tenant = await createTenant(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('says who did what, from where, to what', async () => {
    const id = await createApp(tenant, 'Clinic');
    const { body } = await tenant.admin.get('/v1/audit-events');
    expect(body.items).toMatchObject([
      {
        position: 2,
        action: 'app.created',
        by: {
          kind: 'key',
          id: tenant.adminKeyId,
          address: '127.0.0.1',
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
        subject: { kind: 'app', id, name: 'Clinic' },
        appId: id,
      },
      { position: 1, action: 'tenant.created', by: { kind: 'operator', id: 'operator' } },
    ]);
  });

  it('never holds a key', async () => {
    const caller = await createCaller(tenant.admin, { rights: ['run'] });
    await tenant.admin.delete(`/v1/keys/${caller.id}`);
    const events = JSON.stringify(await store().reader.find(AuditEventEntity));
    for (const { key = '' } of [caller, tenant.admin]) expect(events).not.toContain(key.slice(-43));
  });

  it('makes one unbroken chain of changes that happen at once', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, i) => createApp(tenant, `App ${i}`)));
    expect(await verdict()).toMatchObject({ holds: true, events: 26 });
  });

  it('records nothing of a change that did not happen', async () => {
    const work = store().write(async (manager) => {
      await audit().record(manager, { tenantId: tenant.id, by: serviceActor('test'), action: 'never.happened' });
      throw new Error('rolled back');
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await verdict()).toMatchObject({ holds: true, events: 1 });
  });

  describe('with a row that somebody wrote to', () => {
    const CHANGES: [string, Partial<AuditEventEntity>][] = [
      ['another actor', { actorId: 'key_innocent' }],
      ['another action', { action: 'app.updated' }],
      ['another time', { at: new Date('2020-01-01T00:00:00Z') }],
      ['another generation', { generation: 4 }],
      ['other facts', { facts: '{}' }],
      ['another hash', { hash: 'f'.repeat(64) }],
    ];
    it.each(CHANGES)('shows %s', async (_what, change) => {
      await Promise.all([1, 2, 3].map((i) => createApp(tenant, `App ${i}`)));
      await store().write((manager) => manager.update(AuditEventEntity, { tenantId: tenant.id, position: 2 }, change));
      expect(await verdict()).toMatchObject({ holds: false, events: 1, fault: { kind: 'event-altered', position: 2 } });
    });

    it('shows a row that was removed, and where', async () => {
      await Promise.all([1, 2, 3].map((i) => createApp(tenant, `App ${i}`)));
      await store().write((manager) => manager.delete(AuditEventEntity, { tenantId: tenant.id, position: 3 }));
      expect(await verdict()).toMatchObject({ holds: false, fault: { kind: 'event-missing', position: 3 } });
    });

    it('shows that the newest rows were cut off', async () => {
      await Promise.all([1, 2, 3].map((i) => createApp(tenant, `App ${i}`)));
      const newest = { tenantId: tenant.id, position: MoreThanOrEqual(3) };
      await store().write((manager) => manager.delete(AuditEventEntity, newest));
      expect(await verdict()).toMatchObject({ holds: false, events: 2, fault: { kind: 'end-missing', position: 3 } });
    });

    it('shows that everything was removed', async () => {
      await store().write(async (manager) => {
        await manager.delete(AuditEventEntity, { tenantId: tenant.id });
        await manager.delete(AuditHeadEntity, { tenantId: tenant.id });
      });
      expect(await verdict()).toMatchObject({ holds: false, events: 0 });
    });

    it('shows a row that was copied from another tenant', async () => {
      const other = await createTenant(app);
      await createApp(other, 'Copied');
      await createApp(tenant, 'Mine');
      const copied = await store().reader.findOneByOrFail(AuditEventEntity, { tenantId: other.id, position: 2 });
      await store().write((manager) =>
        manager.update(AuditEventEntity, { tenantId: tenant.id, position: 2 }, { ...copied, tenantId: tenant.id }),
      );
      expect((await verdict()).holds).toBe(false);
    });
  });

  it('writes what was recorded for later when it is flushed, in the order in which it happened', async () => {
    for (let i = 0; i < 700; i += 1) {
      audit().recordSoon({ tenantId: tenant.id, by: serviceActor('test'), action: 'tested', generation: i });
    }
    await audit().flush();
    await audit().flush();
    expect(await verdict()).toMatchObject({ holds: true, events: 701 });
    const { body } = await tenant.admin.get('/v1/audit-events?limit=2');
    expect(body.items.map(({ generation }: Json) => generation)).toEqual([699, 698]);
  });

  it('writes what waits before the server ends', async () => {
    audit().recordSoon({ tenantId: tenant.id, by: serviceActor('test'), action: 'tested' });
    await app.close();
    app = await startApp({ database });
    const { reader } = store();
    expect(await reader.countBy(AuditEventEntity, { tenantId: tenant.id, action: 'tested' })).toBe(1);
  });

  it('is shown to tenant admins, each their own, and page by page', async () => {
    await Promise.all([1, 2, 3, 4].map((i) => createApp(tenant, `App ${i}`)));
    const first = await tenant.admin.get('/v1/audit-events?limit=3');
    const second = await tenant.admin.get(`/v1/audit-events?limit=3&cursor=${first.body.nextCursor}`);
    const positions = [first, second].flatMap(({ body }) => body.items.map(({ position }: Json) => position));
    expect(positions).toEqual([5, 4, 3, 2, 1]);
    expect(second.body.nextCursor).toBeUndefined();
    const other = await createTenant(app);
    expect((await other.admin.get('/v1/audit-events')).body.items).toHaveLength(1);
    const designer = await createCaller(tenant.admin, { rights: ['manage-app', 'run'] });
    expect((await designer.get('/v1/audit-events')).status).toBe(403);
    expect((await designer.get('/v1/audit-events/verification')).status).toBe(403);
    expect((await operatorOf(app).get('/v1/audit-events/verification')).body.holds).toBe(true);
  });
});
