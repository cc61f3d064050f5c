import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, Like } from 'typeorm';
import { RunEventEntity } from '../../src/workflows/events/run-event.entity.js';
import { RunSubscriptionEntity } from '../../src/workflows/events/run-subscription.entity.js';
import { EventSetEntity } from '../../src/workflows/schedules/event-set.entity.js';
import { ScheduleEntity } from '../../src/workflows/schedules/schedule.entity.js';
import type { Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { ANY, expectStatus, ProcessDesk, scheduled } from './support/process-desk.js';

const BATCH = 'application/cloudevents-batch+json';

describe.each(engines)('schedules by events on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  let id: string;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  beforeEach(async () => {
    desk = await ProcessDesk.open(app);
  });

  let ids = 0;
  const event = (type: string, data: Json = {}) => {
    ids += 1;
    return { specversion: '1.0', id: `e${ids}`, source: 'https://ward.example.com', type, data };
  };
  async function send(events: readonly object[], at = desk): Promise<void> {
    const path = `/v1/apps/${at.appId}/events`;
    expectStatus(await at.caller.post(path, events, { 'content-type': BATCH }), 202);
  }
  async function publish(on: string, name = 'Heard'): Promise<void> {
    const definition = scheduled(`{ on: ${on} }`, `  - which: { set: '\${ [$workflow.input[].id] }' }`);
    id = expectStatus(await desk.caller.post(desk.processes, { name, definition }), 201).id;
    expectStatus(await desk.caller.post(`${desk.processes}/${id}/publish`, {}, ANY), 201);
  }
  /** The ids of the events of each run, the oldest first, once there are so many. */
  const untilRuns = (count: number): Promise<string[][]> =>
    eventually(async () => {
      const { items } = expectStatus(await desk.caller.get(`/v1/runs?processId=${id}&trigger=event&limit=200`), 200);
      return items.length >= count
        ? items.reverse().map(({ input }: Json) => input.map((each: Json) => each.id))
        : undefined;
    });
  const schedule = async () => expectStatus(await desk.caller.get(`${desk.processes}/${id}`), 200).schedule;

  it('start a run for each event that they are for, with the events as its input', async () => {
    await publish('{ one: { with: { type: done, data: "${ .order > 6 }" } } }');
    const wanted = event('done', { order: 7 });
    await send([event('done', { order: 6 }), event('other', { order: 8 }), wanted]);
    await untilRuns(1);
    const { items } = expectStatus(await desk.caller.get(`/v1/runs?processId=${id}`), 200);
    expect(items).toMatchObject([
      { trigger: 'event', startedBy: expect.stringMatching(/^sch_/), input: [wanted], version: 1 },
    ]);
    expect((await desk.until(items[0].id, 'completed')).output).toEqual([wanted.id]);
    expect(await schedule()).toMatchObject({ kind: 'on', lastRunId: items[0].id, skipped: 0 });
  });

  it('start one run for one event, however often it is told, and one for each of many', async () => {
    await publish('{ any: [{ with: { type: a } }, { with: { type: b } }] }');
    const events = Array.from({ length: 120 }, (_, index) => event(index % 2 ? 'a' : 'b'));
    for (let from = 0; from < events.length; from += 40) {
      const part = events.slice(from, from + 40);
      await Promise.all([send(part), send(part)]);
    }
    expect((await untilRuns(120)).flat()).toEqual(events.map((each) => each.id));
  });

  it('put together what belongs together, and wait for what is missing, also over a restart', async () => {
    const filter = (type: string) => `{ with: { type: ${type} }, correlate: { order: { from: .data.order } } }`;
    await publish(`{ all: [${filter('placed')}, ${filter('paid')}] }`);
    const placed = ['x', 'y', 'z'].map((order) => event('placed', { order }));
    const paid = ['z', 'x'].map((order) => event('paid', { order }));
    await send([...placed, event('paid', { order: 'w' }), event('paid', {})]);
    await app.close();
    app = await startApp({ database });
    desk = desk.at(app);
    await send(paid);
    const [x, y, z] = placed.map((each) => each.id);
    expect(await untilRuns(2)).toEqual([
      [z, paid[0]?.id],
      [x, paid[1]?.id],
    ]);
    const late = event('paid', { order: 'y' });
    await send([late]);
    expect((await untilRuns(3))[2]).toEqual([y, late.id]);
  });

  it('make pairs in the order that events come when nothing else says what belongs together', async () => {
    await publish('{ all: [{ with: { type: a } }, { with: { type: b } }] }');
    const [a1, a2, b1, b2] = ['a', 'a', 'b', 'b'].map((type) => event(type));
    await send([a1, a2, b1, b2] as object[]);
    expect(await untilRuns(2)).toEqual([
      [a1?.id, b1?.id],
      [a2?.id, b2?.id],
    ]);
  });

  it.each([
    ['a condition on the last one', `'\${ .[-1].data.last == true }'`, 3],
    ['a condition on their number', `'length >= 2'`, 2],
    ['another event', '{ one: { with: { type: stop } } }', 2],
  ])('gather events until %s', async (_what, until, count) => {
    await publish(`{ any: [{ with: { type: beat } }], until: ${until} }`);
    const beats = [event('beat'), event('beat'), event('beat', { last: true })];
    const stops = [event('stop'), event('stop')];
    const isStopped = until.includes('stop');
    await send(isStopped ? [...stops, ...beats.slice(0, 2), ...stops.map(() => event('stop'))] : beats);
    expect(await untilRuns(1)).toEqual([beats.slice(0, count).map((each) => each.id)]);
  });

  it('look at all events of a set with the condition that ends it, and at no others, also over a restart', async () => {
    const sum = `'\${ (map(.data.amount) | add) >= 10 }'`;
    const order = 'correlate: { order: { from: .data.order } }';
    await publish(`{ any: [{ with: { type: paid }, ${order} }], until: ${sum} }`);
    const paid = (order: string, amount: number) => event('paid', { order, amount });
    const [x, y] = [
      [paid('x', 6), paid('x', 3), paid('x', 1)],
      [paid('y', 9), paid('y', 9)],
    ];
    await send([...x.slice(0, 2), ...y.slice(0, 1)]);
    await eventually(
      async () => (await app.nest.get(DataSource).manager.countBy(EventSetEntity, { appId: desk.appId })) === 2,
    );
    await app.close();
    app = await startApp({ database });
    desk = desk.at(app);
    await send([...y.slice(1), ...x.slice(2)]);
    expect(await untilRuns(2)).toEqual([y.map((each) => each.id), x.map((each) => each.id)]);
  });

  it('give up at once what is too much to gather more, and begin anew', async () => {
    await publish(`{ any: [{ with: { type: part } }], until: '.[-1].data.last == true' }`);
    const parts = Array.from({ length: 3 }, () => event('part', { text: 'x'.repeat(180_000) }));
    for (const part of parts) await send([part]);
    await eventually(async () => (await schedule()).skipped === 1);
    const small = [event('part'), event('part', { last: true })];
    await send(small);
    expect(await untilRuns(1)).toEqual([small.map((each) => each.id)]);
  });

  it('hear nothing while they are paused, and keep what has begun', async () => {
    await publish('{ all: [{ with: { type: a } }, { with: { type: b } }] }');
    const [a, passed, b] = [event('a'), event('b'), event('b')];
    await send([a]);
    expectStatus(await desk.caller.put(`${desk.processes}/${id}/schedule`, { enabled: false }, ANY), 200);
    await send([passed]);
    expectStatus(await desk.caller.put(`${desk.processes}/${id}/schedule`, { enabled: true }, ANY), 200);
    await send([b]);
    expect(await untilRuns(1)).toEqual([[a.id, b.id]]);
  });

  it('hear nothing of other apps, and nothing that came before them', async () => {
    const other = await ProcessDesk.open(app);
    await send([event('a')]);
    await publish('{ any: [] }');
    await send([event('a')], other);
    const own = event('a');
    await send([own]);
    expect(await untilRuns(1)).toEqual([[own.id]]);
  });

  it('go on with other filters when another version is published, and without an event that no filter can look at', async () => {
    await publish('{ one: { with: { type: a } } }');
    const definition = scheduled(`{ on: { one: { with: { type: b, data: "\${ .list | length > 1 }" } } } }`);
    expectStatus(await desk.caller.patch(`${desk.processes}/${id}`, { definition }, ANY), 200);
    expectStatus(await desk.caller.post(`${desk.processes}/${id}/publish`, {}, ANY), 201);
    const wanted = event('b', { list: [1, 2] });
    await send([event('a'), event('b', { list: true }), wanted]);
    expect(await untilRuns(1)).toEqual([[wanted.id]]);
  });

  it('give up what is too much for the input of a run, and say so', async () => {
    await publish('{ any: [{ with: { type: part } }], until: { one: { with: { type: whole } } } }');
    for (let part = 0; part < 4; part += 1) await send([event('part', { text: 'x'.repeat(150_000) })]);
    await send([event('whole')]);
    await eventually(async () => (await schedule()).skipped === 1);
    const small = event('part');
    await send([small, event('whole')]);
    expect(await untilRuns(1)).toEqual([[small.id]]);
  });

  it('go with their app, and with what waits in their lines', async () => {
    await publish('{ all: [{ with: { type: a } }, { with: { type: b } }] }');
    const lined = event('a', { mark: desk.appId });
    await send([lined]);
    await eventually(
      async () => (await app.nest.get(DataSource).manager.countBy(EventSetEntity, { appId: desk.appId })) === 1,
    );
    expectStatus(await desk.caller.patch('/v1/tenant', { settings: { allowAppDeletion: true } }, ANY), 200);
    expectStatus(await desk.caller.delete(`/v1/apps/${desk.appId}?name=Clinic`, ANY), 204);
    const { manager } = app.nest.get(DataSource);
    const left = [ScheduleEntity, EventSetEntity, RunSubscriptionEntity].map((entity) =>
      manager.countBy(entity, { appId: desk.appId }),
    );
    expect(await Promise.all(left)).toEqual([0, 0, 0]);
    expect(await manager.countBy(RunEventEntity, { event: Like(`%${lined.data.mark}%`) })).toBe(0);
  });
});
