import { expect } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import type { FaultKind } from './fault-connectors.js';
import type { FaultServerProcess } from './fault-server-process.js';
import type { FaultToken, Told, VendorCount } from './fault-token.js';

/**
 * What must have become of a token when the fault is over. `renewed`: the second generation is handed out and the vendor
 * takes it. `in-doubt`: only a person who tries or reconnects can know, and callers are told so.
 */
export type Fate = 'renewed' | 'in-doubt';

/** What callers were told once the fault was over, and what stands in the books. */
export interface Ending {
  readonly token: FaultToken;
  /** In the order of the questions, until nobody was told to wait. */
  readonly told: readonly Told[];
  /** As an admin sees it. */
  readonly state: string;
  readonly vendor: VendorCount;
  /** Whether the vendor takes what was handed out last. */
  readonly isUsable: boolean;
}

/** Longer than a lease of these servers and what a caller waits for its end. */
const PATIENCE_MS = 60_000;

/** The fate of a token whose renewal was asked for and whose answer nobody has. */
export function fateOfLostAnswer(kind: FaultKind): Fate {
  return kind === 'static' || kind === 'replay-window' ? 'renewed' : 'in-doubt';
}

/** Asks at these servers until nobody is told to wait. */
export async function endingOf(token: FaultToken, servers: readonly FaultServerProcess[]): Promise<Ending> {
  const told: Told[] = [];
  const last = await eventually(async () => {
    const answers = await Promise.all(servers.map((server) => token.resolve(server)));
    told.push(...answers);
    return answers.every(({ remedy }) => remedy !== 'wait') ? answers[0] : undefined;
  }, PATIENCE_MS);
  const [{ state }, vendor] = await Promise.all([token.view(servers[0]), token.atVendor()]);
  const isUsable = last.credential !== undefined && (await token.isTaken(last.credential));
  return { token, told, state: state.name, vendor, isUsable };
}

/** Asks until a doubt is over for everybody: it may end between the last answer and the look at the token. */
export function endingOfDoubt(token: FaultToken, servers: readonly FaultServerProcess[]): Promise<Ending> {
  return eventually(async () => {
    const ending = await endingOf(token, servers);
    const last = ending.told.slice(-servers.length);
    return ending.state === 'connected' && last.every(({ status }) => status === 200) ? ending : undefined;
  });
}

/** The token met this fate, and on the way no grant was lost, nothing was spent twice and every caller was told. */
export function expectFate({ told, state, vendor, isUsable }: Ending, fate: Fate): void {
  const last = told.at(-1);
  if (fate === 'renewed') {
    expect(last).toMatchObject({ status: 200, generation: 2 });
    expect({ state, isUsable }).toEqual({ state: 'connected', isUsable: true });
  } else {
    expect(last).toMatchObject({ remedy: 'in-doubt' });
    expect(state).toBe('in-doubt');
  }
  expect(vendor).toMatchObject({ grantsAlive: 1, familiesKilled: 0, spentTwice: 0 });
  for (const { status, credential, remedy } of told) {
    if (status === 200) expect(credential).toMatch(/^Bearer /);
    else expect({ status, remedy }).toEqual({ status, remedy: expect.stringMatching(/^(wait|in-doubt)$/) });
  }
}
