import { Agent, request } from 'undici';
import type { BenchHouse } from './bench-house.js';
import type { Pace } from './load.js';
import { pause } from './vendor-dial.js';

const STARTED_AT_ONCE = 16;
/** How exactly the end of a round is known; milliseconds. */
export const LOOK_EVERY_MS = 50;

/** Starts so many at once as a busy customer does, and no more. */
export async function startAll(count: number, url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const dispatcher = new Agent({ connections: STARTED_AT_ONCE });
  let left = count;
  const worker = async (): Promise<void> => {
    for (; left > 0; ) {
      left -= 1;
      const options = {
        method: 'POST',
        dispatcher,
        headers: { ...headers, 'content-type': 'application/json' },
      } as const;
      const { statusCode, body } = await request(url.replace('{n}', String(left)), { ...options, body: '{}' });
      const text = await body.text();
      if (statusCode >= 300) throw new Error(`A run did not start: ${statusCode} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: STARTED_AT_ONCE }, worker));
  await dispatcher.close();
}

export interface WantedRuns {
  readonly runs: number;
  /** Of each. */
  readonly steps: number;
  /** What carries them besides the server; its CPU time counts too. */
  readonly beside?: { cpuMs(): number };
}

/** How long such runs took when they were quickest; milliseconds. */
const quickest = new Map<string, number>();
/** Before so much of that time nobody asks whether they have ended. */
const FIRST_LOOK = 0.8;

/** The pace of whole runs in the product, from the first request to the last end. */
export async function paceOfRuns(house: BenchHouse, tasks: string, { runs, steps, beside }: WantedRuns): Promise<Pace> {
  const path = await house.publish(`Process ${nameOf()}`, tasks);
  const cpuMs = () => house.server.cpuMs() + (beside?.cpuMs() ?? 0);
  const before = cpuMs();
  const began = performance.now();
  await startAll(runs, house.server.url + path, house.headers);
  // Each look is a request like any other, and it is the measured process that answers it.
  const kind = `${house.folder} ${runs} ${tasks}`;
  await pause(FIRST_LOOK * (quickest.get(kind) ?? 0) - (performance.now() - began));
  await ended(house, path);
  quickest.set(kind, Math.min(performance.now() - began, quickest.get(kind) ?? Number.POSITIVE_INFINITY));
  return paceOf({ began, cpuMs: cpuMs() - before, steps: runs * steps });
}

export function paceOf({ began, cpuMs, steps }: { began: number; cpuMs: number; steps: number }): Pace {
  return { perSecond: (steps * 1_000) / (performance.now() - began), cpuMicroseconds: (cpuMs * 1_000) / steps };
}

let names = 0;

function nameOf(): number {
  names += 1;
  return names;
}

interface RunPage {
  readonly items: readonly { readonly status: string; readonly startedAt: string; readonly endedAt: string }[];
}

/** Returns when no run of that process is under way; each must have completed. */
async function ended(house: BenchHouse, path: string): Promise<void> {
  const processId = path.split('/').at(-2);
  const count = async (status: string) =>
    (await house.get<RunPage>(`/v1/runs?processId=${processId}&status=${status}&limit=1`)).items.length;
  while ((await count('running')) > 0 || (await count('waiting')) > 0) await pause(LOOK_EVERY_MS);
  if ((await count('faulted')) > 0) throw new Error('A run has faulted');
}
