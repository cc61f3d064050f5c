import { due } from './parts/due.js';
import { expressions } from './parts/expressions.js';
import { proxy } from './parts/proxy.js';
import { renewals } from './parts/renewals.js';
import { resolution } from './parts/resolution.js';
import { restate } from './parts/restate.js';
import { signatures } from './parts/signatures.js';
import { storm } from './parts/storm.js';
import { volume, volumeOnPostgres } from './parts/volume.js';
import { waiting } from './parts/waiting.js';
import { workflows } from './parts/workflows.js';

/** In the order they run. A part prints its own figures. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  resolution,
  proxy,
  storm,
  renewals,
  due,
  volume,
  'volume-postgres': volumeOnPostgres,
  signatures,
  workflows,
  restate,
  waiting,
  expressions,
};

/**
 * Runs the parts that the command names, or all: `npm run bench -- resolution proxy`. With BENCH_PROFILE=FOLDER every
 * server leaves a CPU profile there; with BENCH_FULL=1 a part that is scaled down runs in full.
 */
async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) {
    throw new Error(`There is no part ${unknown.join(', ')}; the parts are ${Object.keys(PARTS).join(', ')}`);
  }
  for (const [name, run] of Object.entries(PARTS)) {
    if (wanted.length === 0 || wanted.includes(name)) await run();
  }
}

await main(process.argv.slice(2));
