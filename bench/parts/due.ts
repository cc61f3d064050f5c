import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import { MeasuredProcess } from '../processes.js';
import { copyToken } from '../token-copies.js';
import { TokenRows } from '../token-rows.js';
import { pause, VendorDial } from '../vendor-dial.js';

/** A fifth of it, as dense as the whole; BENCH_FULL=1 runs the whole. */
const [TOKENS, WITHIN_MS] = process.env.BENCH_FULL === undefined ? [2_000, 60_000] : [10_000, 300_000];
/** All that a token has left when it comes due. */
const LEFT_MS = 30_000;
const VENDOR_MS = 200;
/** What the vendor has answered is stored a moment later. */
const SETTLED_AFTER_MS = 2_000;

/** Many tokens that come due one after the other: none may reach its expiry, and none is renewed twice. */
export async function due(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const house = await BenchHouse.open([], vendor.url);
  const dial = new VendorDial(vendor);
  const [first = ''] = await connectDropbox(house, { names: ['Token'], renewalRate: 'every-day' });
  await copyToken(house, first, TOKENS - 1);
  await dial.set({ delayMs: VENDOR_MS });
  const rows = new TokenRows(house.folder);
  const cpu = house.server.cpuMs();
  rows.becomeDue(WITHIN_MS, LEFT_MS);
  const expiries = rows.expiries();
  await dial.hasRenewed(TOKENS, WITHIN_MS + 10 * LEFT_MS);
  await pause(SETTLED_AFTER_MS);
  const perToken = (house.server.cpuMs() - cpu) / TOKENS;
  await house.server.stop();
  const renewed = rows.renewedAt();
  const left = [...expiries]
    .map(([id, expiry]) => expiry - (renewed.get(id) ?? Number.POSITIVE_INFINITY))
    .sort((one, other) => one - other);
  const waited = (share: number) => ((LEFT_MS - (left[Math.floor(left.length * share)] ?? 0)) / 1_000).toFixed(1);
  const { renewed: calls, grants, mostOfOne } = await dial.told();
  process.stdout.write(
    [
      `${TOKENS} tokens come due within ${WITHIN_MS / 1_000} s, ${LEFT_MS / 1_000} s before they expire, vendor ${VENDOR_MS} ms`,
      `  expired: ${left.filter((ms) => !(ms > 0)).length}; the latest was renewed ${((left[0] ?? 0) / 1_000).toFixed(1)} s before its expiry`,
      `  renewed after coming due: half within ${waited(0.5)} s, 99 % within ${waited(0.01)} s, all within ${waited(0)} s`,
      `  vendor calls: ${calls} for ${grants} grants, ${mostOfOne} at most for one; ${perToken.toFixed(1)} ms CPU per token`,
      '',
    ].join('\n'),
  );
  rows.close();
  await Promise.all([vendor.stop(), house.close()]);
}
