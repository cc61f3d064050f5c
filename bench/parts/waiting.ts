import { BenchHouse } from '../bench-house.js';
import { startAll } from '../process-runs.js';
import { MeasuredProcess } from '../processes.js';
import { pause } from '../vendor-dial.js';

const RUNS = 10_000;
const REST_MS = 20_000;
const SETTLING_MS = 5_000;

/** What runs cost that only wait: processor and memory at rest, beside the same server without any. */
export async function waiting(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/bare-vendor.js');
  const house = await BenchHouse.open([], vendor.url);
  const path = await house.publish('Long', '  - pause: { wait: P3D }');
  const start = (count: number) => startAll(count, house.server.url + path, house.headers);
  // What starting itself leaves in memory is not the price of waiting.
  await start(RUNS / 2);
  const before = await atRest(house);
  await start(RUNS);
  const after = await atRest(house);
  const each = ((after.memoryMb - before.memoryMb) * 1_000) / RUNS;
  process.stdout.write(
    [
      `Runs that wait for three days`,
      `  ${RUNS / 2}: ${before.cpuMsPerSecond.toFixed(1)} ms CPU per second, ${before.memoryMb} MB`,
      `  ${RUNS * 1.5}: ${after.cpuMsPerSecond.toFixed(1)} ms CPU per second, ${after.memoryMb} MB, ${each.toFixed(1)} kB for each more`,
      '',
    ].join('\n'),
  );
  await Promise.all([vendor.stop(), house.close()]);
}

async function atRest({ server }: BenchHouse): Promise<{ cpuMsPerSecond: number; memoryMb: number }> {
  await pause(SETTLING_MS);
  const cpu = server.cpuMs();
  await pause(REST_MS);
  return { cpuMsPerSecond: ((server.cpuMs() - cpu) * 1_000) / REST_MS, memoryMb: server.memoryMb() };
}
