import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { FakeClock } from '../support/fake-clock.js';
import { ProcessDesk } from './support/process-desk.js';

const DAY_MS = 86_400_000;
const BEFORE_AND_AFTER = '  - pause: { wait: P3D }\n  - after: { set: { isOver: true } }';

describe.each(engines)('a long wait on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  const clock = new FakeClock();
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database, clock });
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('lasts as long as it says, whether the clock jumps forward or back meanwhile', async () => {
    const probe = await desk.publish('Probe', '  - nothing: { wait: { milliseconds: 0 } }');
    const id = await desk.start(await desk.publish('Three days', BEFORE_AND_AFTER));
    const [{ until }] = (await desk.until(id, 'waiting')).waits;
    for (const days of [2, -4, 1, 3.9]) {
      clock.advance(days * DAY_MS);
      // Its end proves that the engine has looked for what is due, at this time.
      await desk.until(await desk.start(probe), 'completed');
      const run = await desk.run(id);
      expect([run.status, run.waits[0].until]).toEqual(['waiting', until]);
    }
    clock.advance(0.2 * DAY_MS);
    expect(await desk.until(id, 'completed')).toMatchObject({ output: { isOver: true } });
  });

  it('ends while the server runs, as soon as the clock says so', async () => {
    const id = await desk.start(await desk.publish('Jump', BEFORE_AND_AFTER));
    await desk.until(id, 'waiting');
    clock.advance(3 * DAY_MS);
    await desk.until(id, 'completed');
    const [wait] = await desk.steps(id);
    expect(Date.parse(wait?.endedAt) - Date.parse(wait?.startedAt)).toBeGreaterThanOrEqual(3 * DAY_MS);
  });
});
