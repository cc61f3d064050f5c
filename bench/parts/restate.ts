import { alternate } from '../alternate.js';
import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import type { Pace } from '../load.js';
import { paceOfRuns } from '../process-runs.js';
import { CALL, CALL_WITH_TOKEN, NO_OP, STEP_PATH, stepsOf } from '../process-steps.js';
import { MeasuredProcess } from '../processes.js';
import { RestateAlone } from '../restate-alone.js';
import { RestateProcess } from '../restate-process.js';

const ROUNDS = 7;
const RUNS = 300;
const STEPS = 10;

/** Ours on Restate beside the SDK of Restate alone, each with a Restate of its own. CPU is that of process and server. */
export async function restate(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const alone = await RestateAlone.start(vendor.url + STEP_PATH);
  const server = await RestateProcess.start();
  const environment = {
    LATCHKEY_ENGINE: 'restate',
    LATCHKEY_RESTATE_PORT: '0',
    RESTATE_URL: server.url,
    RESTATE_ADMIN_URL: server.adminUrl,
  };
  const house = await BenchHouse.open([], vendor.url, { environment });
  await server.registered();
  await connectDropbox(house, { names: ['Files'], renewalRate: 'disabled' });
  const ours = (task: string): Promise<Pace> =>
    paceOfRuns(house, stepsOf(task, STEPS), { runs: RUNS, steps: STEPS, beside: server });
  await alternate(
    `${RUNS} runs of ${STEPS} steps without effect`,
    [
      { name: 'Restate, SDK alone', run: () => alone.pace('none', RUNS) },
      { name: 'ours on Restate', run: () => ours(NO_OP) },
    ],
    ROUNDS,
  );
  await alternate(
    `${RUNS} runs of ${STEPS} HTTP calls`,
    [
      { name: 'Restate, SDK alone', run: () => alone.pace('http', RUNS) },
      { name: 'ours on Restate', run: () => ours(CALL) },
      { name: 'ours on Restate, with a credential', run: () => ours(CALL_WITH_TOKEN) },
    ],
    ROUNDS,
  );
  await Promise.all([alone.close(), house.close(), vendor.stop()]);
  await server.stop();
}
