import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import { MeasuredProcess } from '../processes.js';
import { TokenRows } from '../token-rows.js';
import { VendorDial } from '../vendor-dial.js';

const TOKENS = 2_000;
const ROUNDS = 3;
const AT_ONCE = 96;

interface Round {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
}

/** Renewals by the clock beside a bare loop of posts, at a vendor that answers at once and at one that takes 200 ms. */
export async function renewals(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const bare = await MeasuredProcess.start('baselines/bare-renewals.js', { VENDOR_URL: vendor.url });
  const house = await BenchHouse.open([], vendor.url);
  const dial = new VendorDial(vendor);
  const names = Array.from({ length: TOKENS }, (_, index) => `Token ${index}`);
  await connectDropbox(house, { names, renewalRate: 'every-day' });
  const rows = new TokenRows(house.folder);

  const ours = (): Promise<Round> =>
    measure(house.server, async () => {
      const before = await dial.renewed();
      rows.makeDue(TOKENS);
      await dial.hasRenewed(before + TOKENS);
    });
  const floor = (): Promise<Round> =>
    measure(bare, async () => {
      await fetch(`${bare.url}/?renewals=${TOKENS}&atOnce=${AT_ONCE}`, { method: 'POST' });
    });
  for (const delayMs of [0, 200]) {
    await dial.set({ delayMs });
    const best = { floor: await floor(), ours: await ours() };
    for (let round = 1; round < ROUNDS; round += 1) {
      best.floor = better(best.floor, await floor());
      best.ours = better(best.ours, await ours());
    }
    process.stdout.write(
      [
        `${TOKENS} renewals by the clock, vendor ${delayMs} ms`,
        line(`undici posts, ${AT_ONCE} at once`, best.floor),
        line('renewals', best.ours),
        `  ratio: ${(best.ours.cpuMicroseconds / best.floor.cpuMicroseconds).toFixed(1)} times the CPU per renewal`,
        '',
      ].join('\n'),
    );
  }
  rows.close();
  await Promise.all([vendor.stop(), bare.stop(), house.close()]);
}

async function measure(server: MeasuredProcess, work: () => Promise<void>): Promise<Round> {
  const [cpu, began] = [server.cpuMs(), performance.now()];
  await work();
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: TOKENS / seconds, cpuMicroseconds: ((server.cpuMs() - cpu) * 1_000) / TOKENS };
}

function better(one: Round, other: Round): Round {
  return other.cpuMicroseconds < one.cpuMicroseconds ? other : one;
}

function line(name: string, { perSecond, cpuMicroseconds }: Round): string {
  return `  ${name.padEnd(34)}${Math.round(perSecond).toString().padStart(8)}/s ${cpuMicroseconds.toFixed(0).padStart(8)} µs CPU`;
}
