import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { StoredEvent } from '../../../src/modules/events/outbox/stored-event.entity.js';
import { WebhookDelivery } from '../../../src/modules/webhooks/deliveries/webhook-delivery.entity.js';
import { Webhook } from '../../../src/modules/webhooks/webhook.entity.js';
import { type ApiClient, operatorOf, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { ANY } from '../../support/story/journey.js';
import { type Hook, HookDesk, verified } from './support/hook-desk.js';

describe.each(engines)('The secret of a webhook on %s', (_engine, createDatabase) => {
  let desk: HookDesk;
  let tenant: TestTenant;
  let admin: ApiClient;
  let hook: Hook;
  let newer: string;
  beforeAll(async () => {
    desk = await HookDesk.open(createDatabase);
    tenant = await desk.createTenant();
    admin = tenant.admin;
    hook = await desk.hook(admin);
    newer = (await admin.post(`/v1/webhooks/${hook.id}/secret`, {})).body.secret;
  });
  afterAll(() => desk.close());

  const reader = () => desk.app.nest.get(Database).reader;
  const stored = () => reader().findOneByOrFail(Webhook, { id: hook.id });
  const test = () => admin.post(`/v1/webhooks/${hook.id}/test`, {});

  it('is sealed: neither it nor the one before stands in the database', async () => {
    const { sealedSecret, sealedPrevious } = await stored();
    for (const secret of [hook.secret, newer]) {
      expect(JSON.stringify([sealedSecret, sealedPrevious])).not.toContain(secret.slice('whsec_'.length));
    }
  });

  it('still signs after the rotation of the data key, which leaves none behind', async () => {
    const before = await stored();
    const { body } = await admin.post('/v1/vault/rotations', { kind: 'data-key' });
    const done = await eventually(async () => {
      const rotation = (await admin.get(`/v1/vault/rotations/${body.id}`)).body;
      return rotation.state === 'running' ? undefined : rotation;
    });
    expect(done).toMatchObject({ state: 'done' });
    const after = await stored();
    expect(after.sealedSecret).toMatch(/^v1\.2\./);
    expect(after.sealedPrevious).toMatch(/^v1\.2\./);
    expect(after.sealedSecret).not.toBe(before.sealedSecret);
    await test();
    const request = desk.got(hook).at(-1);
    if (!request) throw new Error('nothing was sent');
    for (const secret of [hook.secret, newer]) verified(secret, request);
  });

  it('that somebody moved to another webhook signs nothing', async () => {
    const victim = await desk.hook(admin);
    const { sealedSecret, secretGeneration } = await stored();
    const copy = { sealedSecret, secretGeneration };
    await desk.app.nest.get(Database).write((manager) => manager.update(Webhook, { id: victim.id }, copy));
    const { body } = await admin.post(`/v1/webhooks/${victim.id}/test`, {});
    expect(body).toMatchObject({ state: 'failed', attempts: [{ error: { code: 'sealed-value-refused' } }] });
    expect(desk.got(victim)).toEqual([]);
  });

  it('goes with its tenant, and so do webhooks, deliveries and events', async () => {
    const path = `/v1/tenants/${tenant.id}`;
    const erased = await operatorOf(desk.app).delete(`${path}?name=${encodeURIComponent(tenant.name)}`, ANY);
    expect(erased.status).toBe(204);
    for (const entity of [Webhook, WebhookDelivery, StoredEvent]) {
      expect(await reader().countBy(entity, { tenantId: tenant.id })).toBe(0);
    }
  });
});
