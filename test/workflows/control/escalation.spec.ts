import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { MovingClock } from '../../support/moving-clock.js';
import { carriers } from '../support/carriers.js';
import { expectStatus, ProcessDesk } from '../support/process-desk.js';
import { connectSigner, SIGNER_HOSTS, signed } from '../support/signer.js';

const HOUR = 3_600_000;
const inner = '{ inner: { run: { workflow: { namespace: test, name: patient, version: latest }, await: false } } }';

describe.each(carriers)('limits that a tenant meets on %s', (_carrier, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  const clock = new MovingClock();
  const start = () =>
    startApp({
      ...{ database, clock },
      environment: {
        LATCHKEY_PARK_DEADLINE_HOURS: '10',
        LATCHKEY_INNER_RUNS: '3',
        LATCHKEY_SANDBOX_HOSTS: `${SIGNER_HOSTS}=http://127.0.0.1:9`,
      },
    });
  beforeAll(async () => {
    database = await createDatabase();
    app = await start();
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  const post = (id: string, verb: string) => desk.caller.post(`/v1/runs/${id}/${verb}`, {});
  const told = async (id: string): Promise<Json[]> =>
    expectStatus(await desk.caller.get('/v1/events?limit=100'), 200).items.filter(
      (event: Json) => event.type === 'run.escalated' && event.data.subject.id === id,
    );

  it('tells once that nobody has come to a parked run, which goes on waiting; a suspended one has time', async () => {
    const processId = await desk.publish('Forsaken', `  - ${signed('ask', 'Nobody')}`);
    const [id, resting] = [await desk.start(processId), await desk.start(processId)];
    const { waits } = await desk.until(id, 'parked');
    await desk.until(resting, 'parked');
    expect(Date.parse(waits[0].deadline) - Date.parse(waits[0].since)).toBe(10 * HOUR);
    expectStatus(await post(resting, 'suspend'), 200);
    clock.advance(9 * HOUR);
    expect(await told(id)).toEqual([]);
    clock.advance(2 * HOUR);
    const [event] = await eventually(async () => ((await told(id)).length > 0 ? told(id) : undefined));
    expect(event).toMatchObject({
      data: {
        subject: { kind: 'parked-run', name: 'Forsaken' },
        appId: desk.appId,
        kind: 'token',
        token: 'Nobody',
        step: '/do/0/ask',
      },
    });
    await app.close();
    app = await start();
    desk = desk.at(app);
    expectStatus(await post(resting, 'resume'), 200);
    await desk.until(resting, 'parked');
    clock.advance(11 * HOUR);
    await eventually(async () => (await told(resting)).length > 0);
    expect([await told(id), await told(resting)].map(({ length }) => length)).toEqual([1, 1]);
    expect(await desk.run(id)).toMatchObject({ status: 'parked', waits: [{ escalatedAt: expect.any(String) }] });
    await connectSigner(desk.caller, 'Nobody');
    expect(await desk.until(id, 'completed', 'faulted', 'waiting')).toMatchObject({
      waits: expect.not.arrayContaining([expect.objectContaining({ kind: 'token' })]),
    });
  });

  it('lets no run start more runs inside it than may be under way', async () => {
    await desk.publish('Patient', '  - pause: { wait: PT1H }', 'patient');
    const loop = `  - many: { for: { in: '\${ [1, 2, 3, 4] }' }, do: [${inner}] }`;
    const id = await desk.start(await desk.publish('Eager', loop));
    const run = await desk.until(id, 'faulted', 'completed');
    expect(run).toMatchObject({
      status: 'faulted',
      problem: { detail: expect.stringMatching(/3 runs inside this one/) },
    });
    const { items } = expectStatus(await desk.caller.get(`/v1/runs?parentRunId=${id}`), 200);
    expect(items).toHaveLength(3);
    expectStatus(await post(items[0].id, 'cancel'), 200);
    expectStatus(await post(id, 'retry'), 200);
    expect(await desk.until(id, 'faulted', 'completed')).toMatchObject({ status: 'completed' });
  });
});
