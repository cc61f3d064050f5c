import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RunStarts } from '../../src/workflows/runs/run-starts.js';
import { createCaller, type Json } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { FakeClock } from '../support/fake-clock.js';
import { ANY, definition, expectStatus, ProcessDesk, scheduled } from './support/process-desk.js';

const HOUR = 3_600_000;
const WAITING = '  - rest: { wait: P1D }';

describe.each(engines)('schedules by the clock on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let clock: FakeClock;
  let app: TestApp;
  let desk: ProcessDesk;
  let id: string;
  beforeAll(async () => {
    database = await createDatabase();
  });
  beforeEach(async () => {
    id = '';
    clock = new FakeClock();
    app = await startApp({ database, clock });
    desk = await ProcessDesk.open(app);
  });
  afterEach(async () => {
    // Left behind it would start runs in the next test.
    await desk.caller.put(`${place()}/schedule`, { enabled: false }, ANY);
    await app.close();
  });
  afterAll(() => database.drop());

  const place = () => `${desk.processes}/${id}`;
  const process = async () => expectStatus(await desk.caller.get(place()), 200);
  const runs = async (): Promise<Json[]> =>
    expectStatus(await desk.caller.get(`/v1/runs?processId=${id}&limit=200`), 200).items;
  const untilRuns = (count: number) =>
    eventually(async () => {
      const found = await runs();
      return found.length >= count ? found : undefined;
    });
  let names = 0;
  async function publish(text: string): Promise<void> {
    names += 1;
    if (id === '')
      id = expectStatus(await desk.caller.post(desk.processes, { name: `Clock ${names}`, definition: text }), 201).id;
    else expectStatus(await desk.caller.patch(place(), { definition: text }, ANY), 200);
    expectStatus(await desk.caller.post(`${place()}/publish`, {}, ANY), 201);
  }

  it('start a run at every interval, and say when the next one begins', async () => {
    await publish(scheduled('{ every: PT1H }'));
    const { schedule } = await process();
    expect(schedule).toMatchObject({ kind: 'every', definition: { every: 'PT1H' }, enabled: true, skipped: 0 });
    const first = Date.parse(schedule.nextAt);
    expect(Math.abs(first - clock.now().getTime() - HOUR)).toBeLessThan(60_000);
    expect(await runs()).toEqual([]);
    clock.advance(HOUR);
    const [run] = await untilRuns(1);
    expect(run).toMatchObject({
      trigger: 'schedule',
      startedBy: expect.stringMatching(/^sch_/),
      input: {},
      version: 1,
    });
    expect((await process()).schedule).toMatchObject({
      lastRunId: run?.id,
      nextAt: new Date(first + HOUR).toISOString(),
    });
    await desk.until(run?.id, 'completed');
  });

  it('start what was missed while the server was away once, and keep their rhythm', async () => {
    // Far from the full hour, which must not come by itself.
    clock.advance(HOUR + HOUR / 2 - (clock.now().getTime() % HOUR));
    await publish(scheduled('{ cron: "0 * * * *" }'));
    await app.close();
    clock.advance(50 * HOUR);
    app = await startApp({ database, clock });
    desk = desk.at(app);
    await untilRuns(1);
    const next = new Date((await process()).schedule.nextAt);
    expect([next.getUTCMinutes(), next.getUTCSeconds()]).toEqual([0, 0]);
    expect(next.getTime() - clock.now().getTime()).toBeLessThanOrEqual(HOUR);
    clock.advance(next.getTime() - clock.now().getTime());
    expect(await untilRuns(2)).toHaveLength(2);
  });

  it('count a delay from the end of the run before, whatever its end, and begin at once', async () => {
    await publish(scheduled('{ after: PT1H }', WAITING));
    const [first] = await untilRuns(1);
    await desk.until(first?.id, 'waiting');
    expect((await process()).schedule.nextAt).toBeUndefined();
    clock.advance(2 * HOUR);
    expectStatus(await desk.caller.post(`/v1/runs/${first?.id}/cancel`, {}), 200);
    const { nextAt } = (await process()).schedule;
    expect(Math.abs(Date.parse(nextAt) - clock.now().getTime() - HOUR)).toBeLessThan(60_000);
    expect(await runs()).toHaveLength(1);
    clock.advance(HOUR);
    expect(await untilRuns(2)).toHaveLength(2);
  });

  it('wait again for a run that is retried before the next one begins, and for none that is retried later', async () => {
    const head = `late-${names}`;
    const inner = `{ inner: { run: { workflow: { namespace: test, name: ${head}, version: latest } } } }`;
    await publish(scheduled('{ after: PT1H }', `  - ${inner}`));
    const first = (await untilRuns(1))[0]?.id;
    await desk.until(first, 'faulted');
    expect((await process()).schedule.nextAt).toBeDefined();
    await desk.publish(`Late ${names}`, WAITING, head);
    expectStatus(await desk.caller.post(`/v1/runs/${first}/retry`, {}), 200);
    await desk.until(first, 'waiting');
    expect((await process()).schedule.nextAt).toBeUndefined();
    clock.advance(2 * HOUR);
    await othersStart();
    expect(await runs()).toHaveLength(1);
    await endInner(first);
    const faulted = await desk.until(first, 'faulted');
    const { nextAt } = (await process()).schedule;
    expect(Date.parse(nextAt) - Date.parse(faulted.endedAt)).toBe(HOUR);
    clock.advance(HOUR);
    const second = (await untilRuns(2))[0]?.id;
    await desk.until(second, 'waiting');
    expectStatus(await desk.caller.post(`/v1/runs/${first}/retry`, {}), 200);
    await desk.until(first, 'waiting');
    await endInner(first);
    await desk.until(first, 'faulted');
    expect((await process()).schedule.nextAt).toBeUndefined();
    clock.advance(2 * HOUR);
    await othersStart();
    expect(await runs()).toHaveLength(2);
  });

  it('start nothing while they are paused, and make up for nothing when they are resumed', async () => {
    await publish(scheduled('{ every: PT1H }'));
    const { body } = await desk.caller.put(`${place()}/schedule`, { enabled: false }, ANY);
    expect(body.schedule).toMatchObject({ enabled: false });
    expect(body.schedule.nextAt).toBeUndefined();
    clock.advance(10 * HOUR);
    await othersStart();
    const resumed = expectStatus(await desk.caller.put(`${place()}/schedule`, { enabled: true }, ANY), 200);
    expect(Date.parse(resumed.schedule.nextAt)).toBeGreaterThan(clock.now().getTime());
    expect(await runs()).toEqual([]);
    clock.advance(HOUR);
    expect(await untilRuns(1)).toHaveLength(1);
    const audit = expectStatus(await desk.caller.get('/v1/audit-events?limit=100'), 200).items;
    const actions = audit.map(({ action }: Json) => action);
    expect(actions).toEqual(expect.arrayContaining(['process.schedule-paused', 'process.schedule-resumed']));
  });

  it('are paused by who may manage the app and has seen the process, and by nobody else', async () => {
    await publish(scheduled('{ every: PT1H }'));
    const onlooker = await createCaller(desk.caller, { rights: ['run'] });
    const turn = (caller = desk.caller, headers: Record<string, string> = ANY, body: unknown = { enabled: false }) =>
      caller.put(`${place()}/schedule`, body, headers);
    expect((await turn(onlooker)).status).toBe(403);
    expect((await turn(desk.caller, {})).status).toBe(428);
    expect((await turn(desk.caller, { 'if-match': '"99"' })).status).toBe(412);
    expect((await turn(desk.caller, ANY, { enabled: 'no' })).status).toBe(400);
    const stranger = (await ProcessDesk.open(app)).caller;
    expect((await turn(stranger)).status).toBe(404);
    expect((await process()).schedule.enabled).toBe(true);
    await publish(definition('  - rest: { set: { a: 1 } }'));
    expect(await turn()).toMatchObject({ status: 409, body: { code: 'process-has-no-schedule' } });
  });

  it('follow the newest published version, and end with it', async () => {
    await publish(scheduled('{ every: PT1H }'));
    const before = (await process()).schedule;
    await publish(scheduled('{ every: PT1H }', '  - other: { set: { version: two } }'));
    expect((await process()).schedule).toEqual(before);
    clock.advance(HOUR);
    expect((await untilRuns(1))[0]).toMatchObject({ version: 2 });
    await publish(scheduled('{ cron: "0 0 1 1 *" }'));
    expect((await process()).schedule).toMatchObject({ kind: 'cron', definition: { cron: '0 0 1 1 *' } });
    await publish(definition('  - rest: { set: { a: 1 } }'));
    expect((await process()).schedule).toBeUndefined();
    clock.advance(400 * 24 * HOUR);
    await othersStart();
    expect(await runs()).toHaveLength(1);
  });

  it('stay paused when another version is published', async () => {
    await publish(scheduled('{ every: PT1H }'));
    expectStatus(await desk.caller.put(`${place()}/schedule`, { enabled: false }, ANY), 200);
    await publish(scheduled('{ every: PT2H }'));
    await publish(scheduled('{ after: PT2H }'));
    expect((await process()).schedule).toMatchObject({ kind: 'after', enabled: false });
    expect(await runs()).toEqual([]);
  });

  it('start no more runs than may be under way, and say so', async () => {
    await publish(scheduled('{ every: PT1H }', WAITING));
    const of = { tenantId: desk.tenant.id, appId: desk.appId, processId: id, version: 1, input: {} };
    const starts = app.nest.get(RunStarts);
    const early = Array.from({ length: 100 }, () => starts.start({ ...of, trigger: 'schedule', startedBy: 'early' }));
    await Promise.all(early);
    clock.advance(HOUR);
    const { schedule } = await eventually(async () => {
      const seen = await process();
      return seen.schedule.skipped > 0 ? seen : undefined;
    });
    expect(schedule).toMatchObject({ skipped: 1, lastSkippedAt: expect.any(String), nextAt: expect.any(String) });
    expect(await runs()).toHaveLength(100);
  });

  it('end with their process', async () => {
    await publish(scheduled('{ every: PT1H }'));
    expectStatus(await desk.caller.delete(place(), ANY), 204);
    clock.advance(2 * HOUR);
    await othersStart();
    expect(await runs()).toEqual([]);
  });

  /** Cancels what the run waits for. */
  async function endInner(runId: string): Promise<void> {
    const wanted = `/v1/runs?parentRunId=${runId}&status=waiting`;
    const [inner] = await eventually(async () => {
      const { items } = expectStatus(await desk.caller.get(wanted), 200);
      return items.length === 1 ? items : undefined;
    });
    expectStatus(await desk.caller.post(`/v1/runs/${inner.id}/cancel`, {}), 200);
  }

  /** Another schedule starts a run: whatever was due has been looked at. */
  async function othersStart(): Promise<void> {
    const own = id;
    id = '';
    await publish(scheduled('{ after: PT24H }'));
    await untilRuns(1);
    id = own;
  }
});
