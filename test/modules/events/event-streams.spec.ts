import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { EventsService } from '../../../src/modules/events/events.service.js';
import { STREAMS_OF_KEY } from '../../../src/modules/events/streams/open-streams.js';
import { type ApiClient, createApp, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { EventListener } from '../../support/event-listener.js';
import { eventually } from '../../support/eventually.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { ANY } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('A stream of events on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let admin: ApiClient;
  const open: EventListener[] = [];
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    for (const listener of open.splice(0)) listener.close();
    tenant = await latchkey.createTenant();
    admin = tenant.admin;
  });
  afterAll(async () => {
    for (const listener of open) listener.close();
    await latchkey.close();
  });

  async function listen(caller: ApiClient, lastEventId?: string): Promise<EventListener> {
    const listener = await EventListener.open(latchkey.app.url, caller, {
      ...(lastEventId !== undefined && { lastEventId }),
    });
    open.push(listener);
    return listener;
  }
  const path = ({ id }: Json) => `/v1/access-tokens/${id}`;
  const describeAs = (token: Json, description: string) => admin.patch(path(token), { description }, ANY);

  it('tells stored events with their ids, and every renewal as a hint', async () => {
    const listener = await listen(admin);
    expect(listener.contentType).toContain('text/event-stream');
    const token = await connectRedox(admin, { name: 'Redox' });
    await admin.post(`${path(token)}/renewal`, {});
    await listener.until(({ stored, hints }) => stored.length === 1 && hints.length >= 2);
    expect(listener.stored[0]).toMatchObject({
      id: expect.stringMatching(/^evt_/),
      event: 'access-token.created',
      data: { type: 'access-token.created', data: { subject: { id: token.id, name: 'Redox' } } },
    });
    expect(listener.hints.map(({ data }) => data)).toEqual([
      { subject: { kind: 'access-token', id: token.id }, change: 'created', generation: 1 },
      { subject: { kind: 'access-token', id: token.id }, change: 'renewed', generation: 2 },
    ]);
  });

  it('resumes after the last event that was seen, without a gap and without a repetition', async () => {
    const first = await listen(admin);
    const token = await connectRedox(admin, { name: 'Redox' });
    await first.until(({ stored }) => stored.length === 1);
    first.close();
    for (let index = 0; index < 150; index += 1) await describeAs(token, `${index}`);
    const second = await listen(admin, first.stored[0]?.id);
    await second.until(({ stored }) => stored.length === 150);
    const generations = second.stored.map(({ data }) => data.data.generation);
    expect(generations).toEqual(Array.from({ length: 150 }, (_, index) => index + 2));
    expect(second.heard.some(({ event }) => event === 'gap')).toBe(false);
  });

  it('says that something may be missing when the last event is not kept any more', async () => {
    const listener = await listen(admin, 'evt_01jdqk0000e4z8h9m2v3w4x5y6');
    await listener.until(({ heard }) => heard[0]?.event === 'gap');
    await connectRedox(admin, { name: 'Redox' });
    await listener.until(({ stored }) => stored.length === 1);
  });

  it('tells each key what it may see, and nothing of another tenant', async () => {
    const [mine, other] = [await createApp(tenant, 'Mine'), await createApp(tenant, 'Other')];
    const stranger = (await latchkey.createTenant()).admin;
    const callers = [
      await createCaller(admin, { rights: ['manage-app'], appId: mine }),
      await createCaller(admin, { rights: ['view-global-tokens'] }),
      stranger,
      admin,
    ];
    const listeners = await Promise.all(callers.map((caller) => listen(caller)));
    for (const appId of [mine, other]) await connectRedox(admin, { name: 'Redox', appId });
    await connectRedox(admin, { name: 'Global' });
    await connectRedox(stranger, { name: 'Foreign' });
    // Each is told for itself, and of all that it hears at last.
    for (const [index, wanted] of [2, 1, 1, 3].entries()) {
      await listeners[index]?.until(({ stored, hints }) => stored.length >= wanted && hints.length >= wanted);
    }
    const seen = listeners.map(({ stored }) => stored.map(({ data }) => data.data.appId ?? data.data.subject.name));
    expect(seen).toEqual([[mine, 'Global'], ['Global'], ['Foreign'], [mine, other, 'Global']]);
    expect(listeners.map(({ hints }) => hints.length)).toEqual([2, 1, 1, 3]);
  });

  it('ends within seconds when its key is revoked', async () => {
    const key = await createCaller(admin, { rights: ['view-global-tokens'] });
    const listener = await listen(key);
    expect((await admin.delete(`/v1/keys/${key.id}`)).status).toBe(204);
    await listener.until(({ hasEnded }) => hasEnded);
  });

  it('ends when its key has expired', async () => {
    const expiresAt = new Date(latchkey.clock.now().getTime() + 60_000).toISOString();
    const key = await createCaller(admin, { rights: ['view-global-tokens'], expiresAt });
    const listener = await listen(key);
    latchkey.clock.advance(61_000);
    await listener.until(({ hasEnded }) => hasEnded);
  });

  it('is refused to keys without a right to any event, to the operator, and to more than so many of one key', async () => {
    const runner = await createCaller(admin, { rights: ['run'] });
    await expect(listen(runner)).rejects.toThrow('403');
    await expect(listen(admin.as('operator-key-for-tests-0123456789abcdef'))).rejects.toThrow('403');
    await expect(listen(admin.as('lk_wrong'))).rejects.toThrow('401');
    for (let index = 0; index < STREAMS_OF_KEY; index += 1) await listen(admin);
    await expect(listen(admin)).rejects.toThrow('429');
    open[0]?.close();
    await eventually(() => listen(admin).catch(() => undefined));
  });

  it('drops a reader that does not read, and keeps nobody else waiting', async () => {
    const [lazy, eager] = [await listen(admin), await listen(admin)];
    lazy.pause();
    const subject = { kind: 'access-token', id: 'tok_x', name: 'x'.repeat(150) };
    const data = { filler: 'y'.repeat(60_000) };
    const event = { tenantId: tenant.id, type: 'access-token.changed', subject, data } as const;
    const [database, events] = [latchkey.app.nest.get(Database), latchkey.app.nest.get(EventsService)];
    for (let index = 0; index < 200; index += 1) await database.write((manager) => events.record(manager, event));
    await eager.until(({ stored }) => stored.length === 200);
    const metrics = async () => {
      const { body } = await admin.as('operator-key-for-tests-0123456789abcdef').get('/metrics');
      return Number(/latchkey_event_streams_open (\d+)/.exec(body.text)?.[1]);
    };
    await eventually(async () => (await metrics()) === 1);
    expect(lazy.stored.length).toBeLessThan(200);
  });
});
