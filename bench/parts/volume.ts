import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import { MeasuredProcess } from '../processes.js';
import { TokenRows } from '../token-rows.js';
import { pause, VendorDial } from '../vendor-dial.js';

const DUE = 200;
const STORED = [10_000, 1_000_000];
const ROUNDS = 5;
const IDLE_MS = 20_000;
const SETTLED_AFTER_MS = 1_000;

/** What it costs to look for due tokens among few and among many stored ones. */
export async function volume(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const house = await BenchHouse.open([], vendor.url);
  const dial = new VendorDial(vendor);
  const names = Array.from({ length: DUE }, (_, index) => `Token ${index}`);
  await connectDropbox(house, { names, renewalRate: 'every-day' });
  const rows = new TokenRows(house.folder);
  process.stdout.write('The look for due tokens\n');
  for (const stored of STORED) {
    rows.growTo(stored);
    const cpu = house.server.cpuMs();
    await pause(IDLE_MS);
    const idle = ((house.server.cpuMs() - cpu) / IDLE_MS) * 1_000;
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await dial.renewed();
      rows.makeDue(DUE);
      const began = performance.now();
      await dial.hasRenewed(before + DUE);
      times.push(performance.now() - began);
      // What the vendor has answered is stored a moment later.
      await pause(SETTLED_AFTER_MS);
    }
    const best = Math.min(...times).toFixed(0);
    process.stdout.write(
      `  ${String(stored).padStart(9)} stored: ${DUE} due ones renewed after ${best} ms at best, ` +
        `${idle.toFixed(1)} ms CPU per second when nothing is due\n`,
    );
  }
  process.stdout.write('\n');
  rows.close();
  await Promise.all([vendor.stop(), house.close()]);
}
