import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createApp, type Json, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { ANY } from '../../support/story/journey.js';
import { json, loseAnswer, text } from '../../support/vendor-server.js';
import { type Hook, HookDesk, taken, verified } from './support/hook-desk.js';

describe.each(engines)('Deliveries to webhooks on %s', (_engine, createDatabase) => {
  let desk: HookDesk;
  let tenant: TestTenant;
  let admin: ApiClient;
  beforeAll(async () => {
    desk = await HookDesk.open(createDatabase);
  });
  beforeEach(async () => {
    tenant = await desk.createTenant();
    admin = tenant.admin;
  });
  afterAll(() => desk.close());

  const secondsUntilNext = ({ attempts, nextAttemptAt }: Json) =>
    (Date.parse(nextAttemptAt) - Date.parse(attempts.at(-1).at)) / 1_000;
  const ended = ({ endedAt }: Json) => endedAt !== undefined;
  const webhook = async ({ id }: Hook) => (await admin.get(`/v1/webhooks/${id}`)).body;

  it('carry the event, signed so that the library of Standard Webhooks verifies it, and no secret', async () => {
    const hook = await desk.hook(admin);
    const token = await connectRedox(admin, { name: 'Redox' });
    const [request] = await desk.untilGot(hook, 1);
    if (!request) throw new Error('nothing was sent');
    expect(request).toMatchObject({ method: 'POST', path: `/${hook.host}/events?key=k` });
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': expect.any(String) });
    const event = verified(hook.secret, request);
    expect(event).toEqual({
      id: request.headers['webhook-id'],
      type: 'access-token.created',
      timestamp: expect.any(String),
      data: {
        subject: { kind: 'access-token', id: token.id, name: 'Redox' },
        generation: 1,
        connector: 'redox',
        method: 'api-key',
      },
    });
    expect((await admin.get('/v1/events')).body.items[0]).toEqual(event);
    expect(() => verified(hook.secret, { ...request, body: `${request.body} ` })).toThrow();
    const delivery = await desk.delivery(admin, hook, ended);
    expect(delivery).toMatchObject({ state: 'delivered', eventId: event.id, attempts: [{ status: 204 }] });
    expect(delivery.attempts[0].durationMs).toEqual(expect.any(Number));
    expect(delivery).not.toHaveProperty('nextAttemptAt');
  });

  it('go to those who want the type, or all, and of an app only what is of the app', async () => {
    const appId = await createApp(tenant, 'Mine');
    const [all, removals, ofApp] = [
      await desk.hook(admin),
      await desk.hook(admin, { types: ['access-token.removed'] }),
      await desk.hook(admin, { appId }),
    ];
    const stranger = await desk.hook((await desk.createTenant()).admin);
    const token = await connectRedox(admin, { name: 'Global' });
    await connectRedox(admin, { name: 'In app', appId });
    await admin.delete(`/v1/access-tokens/${token.id}`, ANY);
    await desk.untilGot(all, 3);
    await desk.untilGot(removals, 1);
    await desk.untilGot(ofApp, 1);
    const seen = (hook: Hook) =>
      desk.got(hook).map(({ body }) => `${JSON.parse(body).type} ${JSON.parse(body).data.subject.name}`);
    expect(seen(all).toSorted()).toEqual([
      'access-token.created Global',
      'access-token.created In app',
      'access-token.removed Global',
    ]);
    expect(seen(removals)).toEqual(['access-token.removed Global']);
    expect(seen(ofApp)).toEqual(['access-token.created In app']);
    expect(seen(stranger)).toEqual([]);
  });

  it.each([
    ['answers 500', text('broken', 500), { status: 500 }],
    ['resets the connection', loseAnswer, { error: { code: 'answer-lost' } }],
    ['redirects to a private address', text('', 302, { location: 'http://127.0.0.1:1/' }), { status: 302 }],
  ])('are repeated with the same id when the receiver %s', async (_what, reply, attempt) => {
    const hook = await desk.hook(admin);
    desk.reply(hook, reply);
    await connectRedox(admin, { name: 'Redox' });
    const delivery = await desk.delivery(admin, hook, ({ attempts }) => attempts.length === 1);
    expect(delivery).toMatchObject({ state: 'pending', attempts: [attempt] });
    expect(secondsUntilNext(delivery)).toBeGreaterThanOrEqual(4);
    expect(secondsUntilNext(delivery)).toBeLessThan(60);
    expect(await webhook(hook)).toMatchObject({ enabled: true, failingSince: expect.any(String) });
    desk.reply(hook, taken);
    await desk.hurry(delivery.id);
    expect(await desk.delivery(admin, hook, ended)).toMatchObject({
      state: 'delivered',
      attempts: [attempt, { status: 204 }],
    });
    const ids = desk.got(hook).map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([delivery.eventId, delivery.eventId]);
    expect(await webhook(hook)).not.toHaveProperty('failingSince');
  });

  it('to a host with a private address are never sent', async () => {
    const { body } = await admin.post('/v1/webhooks', { url: 'https://localhost/' });
    const hook = { id: body.webhook.id };
    await connectRedox(admin, { name: 'Redox' });
    const delivery = await desk.delivery(admin, hook, ({ attempts }) => attempts.length === 1);
    expect(delivery.attempts).toMatchObject([{ error: { code: 'address-refused' } }]);
  });

  it('wait as long as the receiver asks', async () => {
    const hook = await desk.hook(admin);
    desk.reply(hook, text('', 429, { 'retry-after': '1800' }));
    await connectRedox(admin, { name: 'Redox' });
    const delivery = await desk.delivery(admin, hook, ({ attempts }) => attempts.length === 1);
    expect(secondsUntilNext(delivery)).toBeGreaterThanOrEqual(1_799);
    expect(secondsUntilNext(delivery)).toBeLessThan(1_820);
  });

  it('end with the first 410 Gone: the webhook is disabled, and others are told', async () => {
    const [gone, witness] = [await desk.hook(admin), await desk.hook(admin, { types: ['webhook.disabled'] })];
    desk.reply(gone, text('', 410));
    await connectRedox(admin, { name: 'Redox' });
    const [told] = await desk.untilGot(witness, 1);
    expect(JSON.parse(told?.body ?? '')).toMatchObject({ data: { subject: { id: gone.id }, because: 'gone' } });
    expect(await webhook(gone)).toMatchObject({ enabled: false, disabledBecause: 'gone' });
    expect(await desk.deliveries(admin, gone)).toMatchObject([{ state: 'failed', attempts: [{ status: 410 }] }]);
    await connectRedox(admin, { name: 'Another' });
    expect(await desk.deliveries(admin, gone)).toHaveLength(1);
  });

  it('that failed to the last attempt for days disable the webhook', async () => {
    const hook = await desk.hook(admin);
    desk.reply(hook, text('', 503));
    await connectRedox(admin, { name: 'Redox' });
    await connectRedox(admin, { name: 'Another' });
    const failed = ({ attempts }: Json) => attempts.length > 0;
    await eventually(async () => (await desk.deliveries(admin, hook)).filter(failed).length === 2);
    const [first, second] = await desk.deliveries(admin, hook);
    await desk.hurry(first.id, { tries: 9 });
    await desk.delivery(admin, hook, ended);
    expect(await webhook(hook)).toMatchObject({ enabled: true });
    await desk.alterHook(hook, { failingSince: new Date(Date.now() - 3 * 24 * 3_600_000) });
    await desk.hurry(second.id, { tries: 9 });
    await eventually(async () => !(await webhook(hook)).enabled);
    expect(await webhook(hook)).toMatchObject({ disabledBecause: 'failing' });
    const types = (await admin.get('/v1/events?type=webhook.disabled')).body.items;
    await eventually(async () => (await admin.get('/v1/events?type=webhook.disabled')).body.items.length === 1);
    expect(types.length).toBeLessThanOrEqual(1);
  });

  it('are made again when somebody asks, once they have ended', async () => {
    const hook = await desk.hook(admin);
    await connectRedox(admin, { name: 'Redox' });
    const { id } = await desk.delivery(admin, hook, ended);
    const again = `/v1/webhooks/${hook.id}/deliveries/${id}/redeliver`;
    desk.reply(hook, text('', 500));
    expect(await admin.post(again, {})).toMatchObject({ status: 202, body: { state: 'pending' } });
    await desk.untilGot(hook, 2);
    await desk.delivery(admin, hook, ({ attempts }) => attempts.length === 2);
    expect((await admin.post(again, {})).body).toMatchObject({ code: 'delivery-under-way', remedy: 'wait' });
    await admin.patch(`/v1/webhooks/${hook.id}`, { enabled: false }, ANY);
    expect((await admin.get(`/v1/webhooks/${hook.id}/deliveries/${id}`)).body).toMatchObject({ state: 'failed' });
    expect((await admin.post(again, {})).body).toMatchObject({ code: 'webhook-is-disabled' });
    const foreign = `/v1/webhooks/${(await desk.hook(admin)).id}/deliveries/${id}`;
    expect((await admin.get(foreign)).body).toMatchObject({ code: 'delivery-not-found' });
  });

  it('can be tried with a test, which only the tested webhook gets and which is not repeated', async () => {
    const [hook, other] = [await desk.hook(admin), await desk.hook(admin)];
    const { status, body } = await admin.post(`/v1/webhooks/${hook.id}/test`, {});
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'delivered', eventType: 'webhook.test', attempts: [{ status: 204 }] });
    const [request] = desk.got(hook);
    if (!request) throw new Error('nothing was sent');
    expect(verified(hook.secret, request)).toMatchObject({ type: 'webhook.test' });
    await admin.patch(`/v1/webhooks/${hook.id}`, { enabled: false }, ANY);
    desk.reply(hook, json({ secret: 'of the receiver' }, 500));
    const failed = await admin.post(`/v1/webhooks/${hook.id}/test`, {});
    expect(failed.body).toMatchObject({ state: 'failed', attempts: [{ status: 500 }] });
    expect(JSON.stringify(failed.body)).not.toContain('of the receiver');
    await connectRedox(admin, { name: 'Redox' });
    await desk.untilGot(other, 1);
    expect(desk.got(other)).toHaveLength(1);
  });

  it('are signed by both secrets while one follows the other, then by the new one only', async () => {
    const hook = await desk.hook(admin);
    const rotated = await admin.post(`/v1/webhooks/${hook.id}/secret`, { overlapHours: 1 });
    expect(rotated.body.webhook.previousSecretUntil).toEqual(expect.any(String));
    await admin.post(`/v1/webhooks/${hook.id}/test`, {});
    const [during] = desk.got(hook);
    if (!during) throw new Error('nothing was sent');
    for (const secret of [hook.secret, rotated.body.secret]) verified(secret, during);
    const [next] = [await admin.post(`/v1/webhooks/${hook.id}/secret`, { overlapHours: 0 })];
    await admin.post(`/v1/webhooks/${hook.id}/test`, {});
    const [, after] = desk.got(hook);
    if (!after) throw new Error('nothing was sent');
    verified(next.body.secret, after);
    for (const secret of [hook.secret, rotated.body.secret]) expect(() => verified(secret, after)).toThrow();
  });
});
