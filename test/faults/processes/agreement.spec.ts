import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { createOnRestate } from '../../workflows/support/carriers.js';
import { byDepth, isFull, seed } from '../support/depth.js';
import { type Fleet, performFleet } from './fleet.js';
import { processes } from './random-process.js';

const [sqlite, postgres] = engines.map(([, create]) => create);
if (!sqlite || !postgres) throw new Error('The tests know two databases.');

/** Shares of the requests, at which the server is killed. */
const KILLS = byDepth({ bounded: [0.4], full: [0.1, 0.25, 0.4, 0.55, 0.7] });
const ON_RESTATE = 'PostgreSQL, carried by Restate';
const CARRIERS: readonly [string, () => Promise<TestDatabase>][] = isFull
  ? [
      ['SQLite', sqlite],
      ['PostgreSQL', postgres],
      [ON_RESTATE, () => createOnRestate()],
    ]
  : [
      ['SQLite', sqlite],
      [ON_RESTATE, () => createOnRestate()],
    ];

describe(`Processes made at random (FAULT_SEED=${seed})`, () => {
  const definitions = fc.sample(processes, { seed, numRuns: byDepth({ bounded: 15, full: 150 }) });
  let undisturbed: Fleet;
  beforeAll(async () => {
    compileServer();
    undisturbed = await performFleet(await sqlite(), definitions);
  }, 600_000);
  afterAll(() => removeCompiledServer());

  it.each(CARRIERS)(
    'come to the same end, by the same steps, on %s, though the server is killed',
    async (_name, create) => {
      const kills = KILLS.map((share) => Math.ceil(share * undisturbed.requests));
      const { ends } = await performFleet(await create(), definitions, kills);
      for (const [index, end] of ends.entries()) {
        const definition = JSON.stringify(definitions[index]);
        expect({ definition, ...end }).toEqual({ definition, ...undisturbed.ends[index] });
      }
    },
    900_000,
  );

  it('are worth the trial: some complete, some fail, and most do something outside', () => {
    const states = new Set(undisturbed.ends.map(({ status }) => status));
    expect([...states].sort()).toEqual(['completed', 'faulted']);
    expect(undisturbed.requests).toBeGreaterThan(definitions.length);
  });
});
