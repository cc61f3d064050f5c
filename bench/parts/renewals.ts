import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alternate } from '../alternate.js';
import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import type { Pace } from '../load.js';
import { MeasuredProcess } from '../processes.js';
import { fileIn, TokenRows } from '../token-rows.js';
import { pause, VendorDial } from '../vendor-dial.js';

const TOKENS = 2_000;
const ROUNDS = 7;
const AT_ONCE = 96;

interface Contender {
  readonly name: string;
  run(): Promise<Pace>;
  close(): Promise<unknown>;
}

/**
 * Renewals by the clock beside a bare loop of posts, and beside the least that makes a renewal of a post: durable
 * intent, sealed answer, audit. At a vendor that answers at once, and at one that takes 200 ms.
 */
export async function renewals(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const dial = new VendorDial(vendor);
  const house = await BenchHouse.open([], vendor.url);
  const names = Array.from({ length: TOKENS }, (_, index) => `Token ${index}`);
  await connectDropbox(house, { names, renewalRate: 'every-day' });
  const contenders = [await barePosts(vendor.url), await writtenStraight(vendor.url, house), ours(house, dial)];
  for (const delayMs of [0, 200]) {
    await dial.set({ delayMs });
    await alternate(`${TOKENS} renewals by the clock, vendor ${delayMs} ms`, contenders, ROUNDS);
  }
  for (const contender of contenders) await contender.close();
  await vendor.stop();
}

async function barePosts(vendorUrl: string): Promise<Contender> {
  const server = await MeasuredProcess.start('baselines/bare-renewals.js', { VENDOR_URL: vendorUrl });
  const run = () => measure(server, () => posted(`${server.url}/?renewals=${TOKENS}&atOnce=${AT_ONCE}`));
  return { name: `undici posts, ${AT_ONCE} at once`, run, close: () => server.stop() };
}

/** On a copy of the house's own tables and tokens. */
async function writtenStraight(vendorUrl: string, house: BenchHouse): Promise<Contender> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  const original = new TokenRows(house.folder);
  original.copyTo(folder);
  original.close();
  const environment = { VENDOR_URL: vendorUrl, DATABASE_FILE: fileIn(folder) };
  const server = await MeasuredProcess.start('baselines/straight/renewals.js', environment);
  const rows = new TokenRows(folder);
  const run = () =>
    measure(server, async () => {
      rows.makeDue(TOKENS);
      await posted(server.url);
    });
  const close = async () => {
    rows.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  };
  return { name: 'the same work, written straight', run, close };
}

function ours(house: BenchHouse, dial: VendorDial): Contender {
  const rows = new TokenRows(house.folder);
  const run = () =>
    measure(house.server, async () => {
      const before = await dial.renewed();
      rows.makeDue(TOKENS);
      await dial.hasRenewed(before + TOKENS);
      // The vendor's last answers are stored after it gave them.
      while (rows.hasDue()) await pause(20);
    });
  const close = () => {
    rows.close();
    return house.close();
  };
  return { name: 'renewals', run, close };
}

async function posted(url: string): Promise<void> {
  const { ok, status } = await fetch(url, { method: 'POST' });
  if (!ok) throw new Error(`${url} answered ${status}`);
}

async function measure(server: MeasuredProcess, work: () => Promise<void>): Promise<Pace> {
  const [cpu, began] = [server.cpuMs(), performance.now()];
  await work();
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: TOKENS / seconds, cpuMicroseconds: ((server.cpuMs() - cpu) * 1_000) / TOKENS };
}
