import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import { MeasuredProcess } from '../processes.js';
import { TokenRows } from '../token-rows.js';
import { VendorDial } from '../vendor-dial.js';

/** As dense as thirty thousand in five minutes; to connect so many through the front door would take an hour. */
const TOKENS = 2_000;
const WITHIN_MS = 20_000;
/** The least that any token has left when it comes due. */
const LEFT_MS = 30_000;
const VENDOR_MS = 200;

/** Many tokens that come due one after the other: none may reach its expiry. */
export async function due(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const house = await BenchHouse.open([], vendor.url);
  const dial = new VendorDial(vendor);
  const names = Array.from({ length: TOKENS }, (_, index) => `Token ${index}`);
  await connectDropbox(house, { names, renewalRate: 'every-day' });
  await dial.set({ delayMs: VENDOR_MS });
  const rows = new TokenRows(house.folder);
  const before = await dial.renewed();
  rows.becomeDue(WITHIN_MS, LEFT_MS);
  const expiries = rows.expiries();
  await dial.hasRenewed(before + TOKENS, 2 * WITHIN_MS);
  await house.server.stop();
  const renewed = rows.renewedAt();
  const left = [...expiries].map(([id, expiry]) => expiry - (renewed.get(id) ?? Number.POSITIVE_INFINITY));
  const least = Math.min(...left);
  process.stdout.write(
    [
      `${TOKENS} tokens come due within ${WITHIN_MS / 1_000} s, ${LEFT_MS / 1_000} s before they expire, vendor ${VENDOR_MS} ms`,
      `  expired: ${left.filter((ms) => ms <= 0).length}; the latest was renewed ${(least / 1_000).toFixed(1)} s before its expiry`,
      `  vendor calls: ${(await dial.renewed()) - before}`,
      '',
    ].join('\n'),
  );
  rows.close();
  await Promise.all([vendor.stop(), house.close()]);
}
