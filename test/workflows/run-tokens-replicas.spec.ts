import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ParkedRuns } from '../../src/workflows/runs/engine/parked-runs.js';
import { createTenant, type Json } from '../support/api-client.js';
import type { TestApp } from '../support/app.js';
import { engines } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { connectRedox } from '../support/story/connected-tokens.js';
import { Latchkey } from '../support/story/latchkey.js';
import { alterRow } from '../support/story/rows.js';
import { ProcessDesk } from './support/process-desk.js';

const TASKS =
  "  - who: { call: http, with: { method: get, endpoint: { uri: 'https://api.redoxengine.com/', authentication: { use: Later } } } }";

describe.each(engines.filter(([engine]) => engine === 'PostgreSQL'))(
  'runs that wait for a token, on two replicas on %s',
  (_engine, createDatabase) => {
    let latchkey: Latchkey;
    let replica: TestApp;
    let desk: ProcessDesk;
    let runId: string;
    beforeAll(async () => {
      latchkey = await Latchkey.start(createDatabase);
      replica = await latchkey.another();
    });
    afterAll(async () => {
      await replica.close();
      await latchkey.close();
    });
    beforeEach(async () => {
      desk = await ProcessDesk.of(await createTenant(latchkey.app), 'Clinic');
      runId = await desk.start(await desk.publish('Early', TASKS));
      await desk.until(runId, 'parked');
    });

    it.each([
      ['one', () => latchkey.app],
      ['the other', () => replica],
    ])('go on when the token is connected on %s', async (_which, app) => {
      await connectRedox(desk.at(app()).caller, { name: 'Later' });
      await desk.until(runId, 'completed', 'faulted');
    });

    it('try again when nobody told them that a token of that name is there', async () => {
      const token = await connectRedox(desk.caller, { name: 'Other' });
      // Behind everybody's back; the seal covers the name, so the second attempt is refused for another reason.
      await alterRow(latchkey.app, token.id, { name: 'Later', nameFolded: 'later', changedAt: latchkey.clock.now() });
      const codes = async () => (await desk.run(runId)).waits.map(({ code }: Json) => code);
      expect(await codes()).toEqual(['token-not-found']);
      await latchkey.app.nest.get(ParkedRuns).sweep();
      await eventually(async () => (await codes())[0] === 'sealed-value-refused');
    });
  },
);
