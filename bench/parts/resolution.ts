import { randomBytes } from 'node:crypto';
import { alternate } from '../alternate.js';
import { BenchHouse } from '../bench-house.js';
import { resolutionsInProcess } from '../in-process.js';
import { type Contender, load } from '../load.js';
import { MeasuredProcess } from '../processes.js';
import { ThrowAwayPostgres } from '../throw-away-postgres.js';
import { TokenRows } from '../token-rows.js';

const FEW = 1_000;
const MANY = 1_000_000;
const ROUNDS = 9;
const SECONDS = 2;
/** Servers that are compared run on one core, and the load comes from another. */
const CORE = 1;
const TOKEN = 'Books';

/** A name to a credential, beside the least that the same libraries need for the same bytes. */
export async function resolution(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/bare-vendor.js');
  const bare = await MeasuredProcess.start('baselines/bare-server.js', {}, CORE);
  const postgres = await ThrowAwayPostgres.start();
  const few = await houseWith(vendor, FEW);
  const many = await houseWith(vendor, MANY);
  const shared = await houseWith(vendor, 0, {
    DATABASE_URL: postgres.url,
    LATCHKEY_ROOT_KEY: randomBytes(32).toString('base64'),
  });
  const floor = contender('bare Fastify, JSON in and out', bare, { path: '/', key: few.runtimeKey });
  await alternate('Resolution over HTTP, beside a bare server', [floor, ours('SQLite', few)], ROUNDS);
  await alternate(
    'Resolution over HTTP, by what is stored',
    [ours(`SQLite, ${FEW} tokens`, few), ours(`SQLite, ${MANY} tokens`, many), ours('PostgreSQL', shared)],
    ROUNDS,
  );
  await few.server.stop();
  await resolutionsInProcess(few, TOKEN);
  await Promise.all([vendor.stop(), bare.stop(), few.close(), many.close(), shared.close()]);
  await postgres.stop();
}

async function houseWith(
  vendor: MeasuredProcess,
  tokens: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<BenchHouse> {
  const house = await BenchHouse.open([TOKEN], vendor.url, { environment, core: CORE });
  await house.addToken(TOKEN);
  if (tokens > 0) {
    const rows = new TokenRows(house.folder);
    rows.growTo(tokens);
    rows.close();
  }
  return house;
}

function ours(name: string, { server, runtimeKey }: BenchHouse): Contender {
  return contender(name, server, { path: '/v1/resolutions', key: runtimeKey });
}

function contender(name: string, server: MeasuredProcess, { path, key }: { path: string; key: string }): Contender {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name: TOKEN });
  return { name, run: () => load(server, { method: 'POST', path, headers, body, seconds: SECONDS }) };
}
