import { randomBytes } from 'node:crypto';
import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import { DueLook } from '../due-look.js';
import { PostgresTokenRows } from '../postgres-token-rows.js';
import { MeasuredProcess } from '../processes.js';
import type { StoredTokens } from '../stored-tokens.js';
import { ThrowAwayPostgres } from '../throw-away-postgres.js';
import { TokenRows } from '../token-rows.js';
import { pause, VendorDial } from '../vendor-dial.js';

const DUE = 200;
const STORED = [10_000, 1_000_000];
const ROUNDS = 3;
/** Longer than the longest of what is done twice a minute. */
const IDLE_MS = 40_000;
const SETTLED_AFTER_MS = 1_000;

interface Stage {
  readonly house: BenchHouse;
  readonly rows: StoredTokens;
  readonly look: DueLook;
  readonly dial: VendorDial;
}

/** What it costs to look for due tokens among few and among many stored ones, and to hold them when nothing is due. */
export async function volume(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const dial = new VendorDial(vendor);
  const house = await houseWith(vendor);
  const stage = { house, dial, rows: new TokenRows(house.folder), look: await DueLook.open(house) };
  await grow('SQLite', stage);
  await Promise.all([vendor.stop(), close(stage)]);
}

/** The same on PostgreSQL. */
export async function volumeOnPostgres(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const dial = new VendorDial(vendor);
  const postgres = await ThrowAwayPostgres.start();
  const secret = { DATABASE_URL: postgres.url, LATCHKEY_ROOT_KEY: randomBytes(32).toString('base64') };
  const house = await houseWith(vendor, secret);
  const rows = await PostgresTokenRows.open(postgres.url);
  const stage = { house, dial, rows, look: await DueLook.open(postgres) };
  await grow('PostgreSQL', stage);
  await close(stage);
  await Promise.all([vendor.stop(), postgres.stop()]);
}

async function houseWith(
  vendor: MeasuredProcess,
  environment: Readonly<Record<string, string>> = {},
): Promise<BenchHouse> {
  const house = await BenchHouse.open([], vendor.url, { environment });
  const names = Array.from({ length: DUE }, (_, index) => `Token ${index}`);
  await connectDropbox(house, { names, renewalRate: 'every-day' });
  return house;
}

async function grow(engine: string, { house, rows, look, dial }: Stage): Promise<void> {
  process.stdout.write(`The look for due tokens on ${engine}\n`);
  for (const stored of STORED) {
    await rows.growTo(stored);
    await pause(SETTLED_AFTER_MS);
    const cpu = house.server.cpuMs();
    await pause(IDLE_MS);
    const idle = ((house.server.cpuMs() - cpu) / IDLE_MS) * 1_000;
    const { microseconds, plan } = await look.look();
    const best = await renewed(rows, dial);
    process.stdout.write(
      `  ${String(stored).padStart(9)} stored: ${DUE} due ones renewed after ${best.toFixed(0)} ms at best, ` +
        `${idle.toFixed(1)} ms CPU per second when nothing is due, a look ${microseconds.toFixed(0)} µs\n` +
        `            ${plan}\n`,
    );
  }
  process.stdout.write('\n');
}

/** How long all that come due at once take at best, in milliseconds. */
async function renewed(rows: StoredTokens, dial: VendorDial): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await dial.renewed();
    await rows.makeDue(DUE);
    const began = performance.now();
    await dial.hasRenewed(before + DUE);
    times.push(performance.now() - began);
    // What the vendor has answered is stored a moment later.
    await pause(SETTLED_AFTER_MS);
  }
  return Math.min(...times);
}

async function close({ house, rows, look }: Stage): Promise<void> {
  await look.close();
  await rows.close();
  await house.close();
}
