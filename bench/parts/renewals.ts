import { alternate } from '../alternate.js';
import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import type { Pace } from '../load.js';
import { MeasuredProcess } from '../processes.js';
import { TokenRows } from '../token-rows.js';
import { pause, VendorDial } from '../vendor-dial.js';

const TOKENS = 2_000;
const ROUNDS = 7;
const AT_ONCE = 96;

/** Renewals by the clock beside a bare loop of posts, at a vendor that answers at once and at one that takes 200 ms. */
export async function renewals(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const bare = await MeasuredProcess.start('baselines/bare-renewals.js', { VENDOR_URL: vendor.url });
  const house = await BenchHouse.open([], vendor.url);
  const dial = new VendorDial(vendor);
  const names = Array.from({ length: TOKENS }, (_, index) => `Token ${index}`);
  await connectDropbox(house, { names, renewalRate: 'every-day' });
  const rows = new TokenRows(house.folder);

  const ours = (): Promise<Pace> =>
    measure(house.server, async () => {
      const before = await dial.renewed();
      rows.makeDue(TOKENS);
      await dial.hasRenewed(before + TOKENS);
      // The vendor's last answers are stored after it gave them.
      while (rows.hasDue()) await pause(20);
    });
  const floor = (): Promise<Pace> =>
    measure(bare, async () => {
      await fetch(`${bare.url}/?renewals=${TOKENS}&atOnce=${AT_ONCE}`, { method: 'POST' });
    });
  const contenders = [
    { name: `undici posts, ${AT_ONCE} at once`, run: floor },
    { name: 'renewals', run: ours },
  ];
  for (const delayMs of [0, 200]) {
    await dial.set({ delayMs });
    await alternate(`${TOKENS} renewals by the clock, vendor ${delayMs} ms`, contenders, ROUNDS);
  }
  rows.close();
  await Promise.all([vendor.stop(), bare.stop(), house.close()]);
}

async function measure(server: MeasuredProcess, work: () => Promise<void>): Promise<Pace> {
  const [cpu, began] = [server.cpuMs(), performance.now()];
  await work();
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: TOKENS / seconds, cpuMicroseconds: ((server.cpuMs() - cpu) * 1_000) / TOKENS };
}
