import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp, createCaller, createTenant } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import type { TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { carriers } from './support/carriers.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

const SOURCE = 'https://ward.example.com';

describe.each(carriers)('events and the runs that listen on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  let names = 0;
  async function begin(tasks: string, input: unknown = {}): Promise<string> {
    names += 1;
    return desk.start(await desk.publish(`Listening ${names}`, tasks), input);
  }
  const hear = (to: string, more = '') => `  - hear: { listen: { to: ${to}, read: envelope }${more} }`;
  let ids = 0;
  const event = (type: string, data: unknown = {}) => {
    ids += 1;
    return { specversion: '1.0', id: `e${ids}`, source: SOURCE, type, data };
  };
  async function send(
    body: unknown,
    { type = 'cloudevents+json', headers = {}, key = desk.caller.key, appId = desk.appId } = {},
  ) {
    const response = await fetch(`${app.url}/v1/apps/${appId}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': `application/${type}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }
  const listening = (id: string) =>
    eventually(async () => ((await desk.run(id)).waits[0]?.kind === 'event' ? true : undefined));

  it('go on with the event that they wait for, and show what they wait for', async () => {
    const id = await begin(hear('{ one: { with: { type: done, data: "${ .order == 7 }" } } }'));
    await listening(id);
    expect(await desk.run(id)).toMatchObject({ status: 'waiting', waits: [{ kind: 'event', step: '/do/0/hear' }] });
    expect(await send(event('done', { order: 6 }))).toEqual({ status: 202, body: { accepted: 1 } });
    const wanted = event('done', { order: 7, constructor: 'a team' });
    await send(wanted);
    expect((await desk.until(id, 'completed')).output).toEqual([expect.objectContaining(wanted)]);
  });

  it('take events in binary form and in batches, in their order', async () => {
    const id = await begin(
      hear(`{ any: [], until: '\${ .[-1].data.last == true }' }`, `, output: { as: '[.[].type]' }`),
    );
    await listening(id);
    const headers = { 'ce-specversion': '1.0', 'ce-id': 'b1', 'ce-source': SOURCE, 'ce-type': 'binary' };
    expect(await send({ a: 1 }, { type: 'json', headers })).toMatchObject({ status: 202 });
    expect(await send([event('one'), event('two', { last: true })], { type: 'cloudevents-batch+json' })).toEqual({
      status: 202,
      body: { accepted: 2 },
    });
    expect((await desk.until(id, 'completed')).output).toEqual(['binary', 'one', 'two']);
  });

  it.each([
    ['lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['objects', `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`],
  ])('are not told an event in binary form that has very many %s in each other', async (_what, body) => {
    const binary = { 'ce-specversion': '1.0', 'ce-id': 'deep', 'ce-source': SOURCE, 'ce-type': 'deep' };
    const headers = { ...binary, 'content-type': 'application/json' };
    const path = `/v1/apps/${desk.appId}/events`;
    expect(await desk.caller.send(path, { method: 'POST', body, headers })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('nested too deeply') },
    });
  });

  it('lose no event that comes while they handle another, and take none twice', async () => {
    const foreach = `, foreach: { item: it, do: [{ rest: { wait: { milliseconds: 50 } } }] }, output: { as: '[.[].id]' }`;
    const id = await begin(
      hear(`{ any: [{ with: { type: beat } }], until: { one: { with: { type: stop } } } }`, foreach),
    );
    await listening(id);
    const beats = Array.from({ length: 12 }, () => event('beat'));
    await Promise.all(beats.flatMap((beat) => [send(beat), send(beat)]));
    await send(event('stop'));
    const { output } = await desk.until(id, 'completed');
    expect([...output].sort()).toEqual(beats.map((beat) => beat.id).sort());
  });

  it('hear each other within an app', async () => {
    const id = await begin(hear('{ one: { with: { type: handed.over } } }'));
    await listening(id);
    const teller = await begin(
      `  - tell: { emit: { event: { with: { source: '${SOURCE}', type: handed.over, data: { by: '\${ .name }' } } } } }`,
      { name: 'Ada' },
    );
    const told = (await desk.until(teller, 'completed')).output;
    expect(told).toMatchObject({ specversion: '1.0', type: 'handed.over', data: { by: 'Ada' } });
    expect((await desk.until(id, 'completed')).output).toEqual([told]);
  });

  it('listen no longer than their timeout', async () => {
    const id = await begin(hear('{ one: { with: { type: never } } }', ', timeout: { after: { milliseconds: 300 } }'));
    expect(await desk.until(id, 'faulted')).toMatchObject({ problem: { status: 408, instance: '/do/0/hear' } });
  });

  it('go on listening when the server is started again, and hear what was told before that', async () => {
    const id = await begin(
      `${hear('{ all: [{ with: { type: first } }, { with: { type: second } }] }', `, output: { as: '[.[].type]' }`)}`,
    );
    await listening(id);
    await send(event('first'));
    await listening(id);
    await app.close();
    app = await startApp({ database });
    desk = desk.at(app);
    await send(event('second'));
    expect((await desk.until(id, 'completed')).output).toEqual(['first', 'second']);
  });

  it('hear nothing of other apps and other tenants', async () => {
    const id = await begin(hear('{ any: [] }'));
    await listening(id);
    const other = await createTenant(app);
    const otherApp = await createApp(other, 'Other');
    expect(await send(event('theirs'), { key: other.admin.key, appId: otherApp })).toMatchObject({ status: 202 });
    expect(await send(event('theirs'), { key: other.admin.key })).toMatchObject({ status: 404 });
    const onlooker = await createCaller(desk.caller, { rights: ['view-global-tokens'] });
    expect((await send(event('theirs'), { key: onlooker.key })).status).toBeGreaterThanOrEqual(403);
    expect(await send(event('theirs'), { key: 'lk_wrong' })).toMatchObject({ status: 401 });
    await send(event('ours'));
    expect((await desk.until(id, 'completed')).output).toMatchObject([{ type: 'ours' }]);
  });

  it.each([
    ['no JSON', '{', {}],
    ['without members', '{}', {}],
    ['nothing', 'null', {}],
    ['a list of nothing', '[null, 1]', { type: 'cloudevents-batch+json' }],
    ['an empty batch', '[]', { type: 'cloudevents-batch+json' }],
    ['of an older version', { specversion: '0.3', id: '1', source: SOURCE, type: 'a' }, {}],
    ['without an id', { specversion: '1.0', id: '', source: SOURCE, type: 'a' }, {}],
    ['with binary data', { specversion: '1.0', id: '1', source: SOURCE, type: 'a', data_base64: 'AAAA' }, {}],
    ['with a prototype', '{"specversion":"1.0","id":"1","source":"a","type":"b","data":{"__proto__":{"x":1}}}', {}],
    ['a batch without end', Array.from({ length: 101 }, () => event('many')), { type: 'cloudevents-batch+json' }],
    ['plain JSON', { a: 1 }, { type: 'json' }],
  ])('are not told what is no event: %s', async (_what, body, options) => {
    expect(await send(body, options)).toMatchObject({ status: 400, body: { remedy: 'fix-request' } });
  });

  it('are not told what is too long, or of another type', async () => {
    expect((await send(event('long', 'x'.repeat(300_000)))).status).toBe(413);
    expect((await send('a=b', { type: 'x-www-form-urlencoded' })).status).toBe(415);
  });

  it('listen no more once their run is cancelled', async () => {
    const id = await begin(hear('{ one: { with: { type: never } } }'));
    await listening(id);
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
    expect(await send(event('never'))).toMatchObject({ status: 202 });
    expect(await desk.run(id)).toMatchObject({ status: 'cancelled', waits: [] });
  });
});
