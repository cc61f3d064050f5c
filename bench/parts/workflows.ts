import { randomBytes } from 'node:crypto';
import { alternate } from '../alternate.js';
import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import type { Pace } from '../load.js';
import { paceOf, paceOfRuns } from '../process-runs.js';
import { CALL, CALL_WITH_TOKEN, NO_OP, STEP_PATH, stepsOf } from '../process-steps.js';
import { MeasuredProcess } from '../processes.js';
import { RestateAlone } from '../restate-alone.js';
import { ThrowAwayPostgres } from '../throw-away-postgres.js';

const ROUNDS = 7;
const RUNS = 300;
const STEPS = 10;
const STEPS_ALONE = 500;
/** As many as the product performs at once. */
const LOOPS_AT_ONCE = 64;

/**
 * Steps per second and CPU per step, beside what each of them needs at least, and beside the SDK of Restate alone. CPU is
 * that of our process; what PostgreSQL takes for it comes on top.
 */
export async function workflows(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const journal = await MeasuredProcess.start('baselines/bare-journal.js');
  const calls = await MeasuredProcess.start('baselines/bare-calls.js', { STEP_URL: vendor.url + STEP_PATH });
  const restate = await RestateAlone.start(vendor.url + STEP_PATH);
  const postgres = await ThrowAwayPostgres.start();
  const house = await openHouse(vendor.url, {});
  const secret = { DATABASE_URL: postgres.url, LATCHKEY_ROOT_KEY: randomBytes(32).toString('base64') };
  const onPostgres = await openHouse(vendor.url, secret);

  const commits = {
    name: 'bare journal, a commit a step',
    run: () => told(journal, `steps=${RUNS * STEPS}`, RUNS * STEPS),
  };
  await alternate(
    'A run alone, steps without effect',
    [
      commits,
      { name: 'ours', run: () => paceOfRuns(house, stepsOf(NO_OP, STEPS_ALONE), { runs: 1, steps: STEPS_ALONE }) },
    ],
    ROUNDS,
  );
  await alternate(
    `${RUNS} runs of ${STEPS} steps without effect`,
    [
      commits,
      { name: 'Restate, SDK alone', run: () => restate.pace('none', RUNS) },
      { name: 'ours, embedded', run: () => many(house, NO_OP) },
      { name: 'ours, embedded, on PostgreSQL', run: () => many(onPostgres, NO_OP) },
    ],
    ROUNDS,
  );
  await alternate(
    `${RUNS} runs of ${STEPS} HTTP calls`,
    [
      { name: 'bare loop of undici', run: () => told(calls, `runs=${RUNS}&atOnce=${LOOPS_AT_ONCE}`, RUNS * STEPS) },
      { name: 'Restate, SDK alone', run: () => restate.pace('http', RUNS) },
      { name: 'ours, embedded', run: () => many(house, CALL) },
      { name: 'ours, embedded, with a credential', run: () => many(house, CALL_WITH_TOKEN) },
      { name: 'ours, embedded, on PostgreSQL, with a credential', run: () => many(onPostgres, CALL_WITH_TOKEN) },
    ],
    ROUNDS,
  );
  await Promise.all([vendor, journal, calls].map((process) => process.stop()));
  await Promise.all([restate.close(), house.close(), onPostgres.close()]);
  await postgres.stop();
}

async function openHouse(vendorUrl: string, environment: Readonly<Record<string, string>>): Promise<BenchHouse> {
  const house = await BenchHouse.open([], vendorUrl, { environment });
  await connectDropbox(house, { names: ['Files'], renewalRate: 'disabled' });
  return house;
}

function many(house: BenchHouse, task: string): Promise<Pace> {
  return paceOfRuns(house, stepsOf(task, STEPS), { runs: RUNS, steps: STEPS });
}

/** What a baseline does when it is told so. */
async function told(baseline: MeasuredProcess, query: string, steps: number): Promise<Pace> {
  const before = baseline.cpuMs();
  const began = performance.now();
  const response = await fetch(`${baseline.url}/?${query}`, { method: 'POST' });
  if (!response.ok) throw new Error(`A baseline answered with ${response.status}: ${await response.text()}`);
  return paceOf({ began, cpuMs: baseline.cpuMs() - before, steps });
}
