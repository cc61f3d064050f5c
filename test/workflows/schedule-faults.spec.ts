import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/api-client.js';
import { compileServer, removeCompiledServer } from '../support/compiled-server.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { ServerProcess } from '../support/server-process.js';
import { ANY, expectStatus, ProcessDesk, scheduled } from './support/process-desk.js';

const KILLS = 3;
const BURST = 60;

describe.each(engines)('schedules of killed servers on %s', (engine, createDatabase) => {
  let database: TestDatabase;
  beforeAll(async () => {
    compileServer();
    database = await createDatabase();
  });
  afterAll(async () => {
    await database.drop();
    removeCompiledServer();
  });

  const start = () => ServerProcess.start(database, {});
  async function publish(desk: ProcessDesk, name: string, schedule: string): Promise<string> {
    const { id } = expectStatus(await desk.caller.post(desk.processes, { name, definition: scheduled(schedule) }), 201);
    expectStatus(await desk.caller.post(`${desk.processes}/${id}/publish`, {}, ANY), 201);
    return id;
  }
  async function allRuns({ caller }: ProcessDesk, processId: string): Promise<Json[]> {
    const items: Json[] = [];
    for (let cursor = ''; ; ) {
      const page = expectStatus(await caller.get(`/v1/runs?processId=${processId}&limit=200${cursor}`), 200);
      items.push(...page.items);
      if (page.nextCursor === undefined) return items;
      cursor = `&cursor=${page.nextCursor}`;
    }
  }
  const untilRuns = (desk: ProcessDesk, processId: string, count: number) =>
    eventually(async () => {
      const runs = await allRuns(desk, processId);
      return runs.length >= count ? runs : undefined;
    });

  it('start one run for each time and for each event that was taken, whenever they are killed', async () => {
    let server = await start();
    let desk = await ProcessDesk.open(server);
    const timed = await publish(desk, 'Timed', '{ every: PT1S }');
    const heard = await publish(desk, 'Heard', '{ on: { one: { with: { type: beat } } } }');
    const taken: string[] = [];
    for (let kills = 0; kills < KILLS; kills += 1) {
      await untilRuns(desk, timed, (kills + 1) * 2);
      const ids = Array.from({ length: BURST }, (_, index) => `e${kills}-${index}`);
      const sending = ids.map(async (id) => {
        const event = { specversion: '1.0', id, source: 'urn:ward', type: 'beat' };
        const headers = { 'content-type': 'application/cloudevents+json' };
        const { status } = await desk.caller.post(`/v1/apps/${desk.appId}/events`, event, headers);
        if (status === 202) taken.push(id);
      });
      await Promise.any(sending);
      await server.kill();
      await Promise.allSettled(sending);
      server = await start();
      desk = desk.at(server);
    }
    await eventually(async () => {
      const known = new Set((await allRuns(desk, heard)).map(({ input }) => input[0].id));
      return taken.every((id) => known.has(id));
    });
    const times = (await untilRuns(desk, timed, KILLS * 2 + 2)).map(({ dueAt }) => dueAt);
    const events = (await allRuns(desk, heard)).map(({ input }) => input[0].id);
    await server.kill();
    expect(new Set(times).size).toBe(times.length);
    expect(new Set(events).size).toBe(events.length);
  }, 300_000);

  const onPostgres = engine === 'PostgreSQL' ? it : undefined;
  onPostgres?.(
    'are kept by all replicas, and each time and event starts one run',
    async () => {
      const servers = await Promise.all([start(), start()]);
      const [first, second] = servers;
      if (!first || !second) throw new Error('Two servers were started.');
      const desk = await ProcessDesk.open(first);
      const timed = await publish(desk, 'Timed', '{ every: PT1S }');
      const heard = await publish(desk, 'Heard', '{ on: { one: { with: { type: beat } } } }');
      await untilRuns(desk, timed, 3);
      const events = Array.from({ length: BURST }, (_, index) => ({
        ...{ specversion: '1.0', id: `r${index}`, source: 'urn:ward', type: 'beat' },
      }));
      const headers = { 'content-type': 'application/cloudevents+json' };
      const tell = (at: ProcessDesk, event: object) => at.caller.post(`/v1/apps/${desk.appId}/events`, event, headers);
      await Promise.all(events.flatMap((event) => [tell(desk, event), tell(desk.at(second), event)]));
      await untilRuns(desk, heard, BURST);
      await first.kill();
      const times = (await untilRuns(desk.at(second), timed, 6)).map(({ dueAt }) => dueAt);
      const ids = (await allRuns(desk.at(second), heard)).map(({ input }) => input[0].id);
      await second.kill();
      expect(new Set(times).size).toBe(times.length);
      expect([...ids].sort()).toEqual(events.map(({ id }) => id).sort());
    },
    240_000,
  );
});
