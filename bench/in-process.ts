import { createApp } from '../src/create-app.js';
import { loadConfiguration } from '../src/kernel/configuration.js';
import type { Caller } from '../src/modules/callers/caller.js';
import { ResolutionService } from '../src/modules/resolution/resolution.service.js';
import type { BenchHouse } from './bench-house.js';

const AT_ONCE = 200_000;
const ROUNDS = 15;

/** What the road costs a caller inside the process once its walk is remembered: the server's house, opened here. */
export async function resolutionsInProcess(house: BenchHouse, name: string): Promise<void> {
  const { tenantId, appId, environment } = house;
  const app = await createApp(loadConfiguration({ ...environment, PORT: '0' }));
  await app.init();
  const resolutions = app.get(ResolutionService);
  const request = { tenantId, appId, name };
  const caller: Caller = { kind: 'key', id: 'key_bench', tenantId, appId, rights: new Set(['run']) };
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    for (let index = 0; index < AT_ONCE; index += 1) await resolutions.resolve(request, caller);
    rounds.push(((performance.now() - began) * 1_000) / AT_ONCE);
  }
  await app.close();
  const sorted = rounds.sort((a, b) => a - b);
  process.stdout.write(
    `Resolution in process, warm: ${sorted[0]?.toFixed(2)} µs at best, ${sorted[ROUNDS >> 1]?.toFixed(2)} µs in the middle\n\n`,
  );
}
