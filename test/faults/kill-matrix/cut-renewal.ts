import { eventually } from '../../support/eventually.js';
import type { Ending } from '../support/fate.js';
import type { FaultHouse } from '../support/fault-house.js';
import type { FaultServerProcess } from '../support/fault-server-process.js';
import type { FaultToken, Told } from '../support/fault-token.js';
import type { KillPoint } from './law.js';

/** What became of one token whose renewal was cut off. */
export interface Outcome extends Ending {
  readonly point: KillPoint;
  /** What callers of the ended process were told; status 0 where the connection broke. */
  readonly during: readonly Told[];
}

const CALLERS = 3;
/** Longer than it takes to see the call and to end the process; shorter than the deadline of the call. */
const HELD_MS = 4_800;

/** Several renewals of one process, all of them held by the vendor, end with it. */
export async function cutWhileSent(house: FaultHouse, tokens: readonly FaultToken[], isDone: boolean) {
  const held = { endpoint: 'token', times: tokens.length };
  await house.vendors.mood(
    'dropbox',
    ...(isDone
      ? [{ ...held, kind: 'slow-answer', ms: HELD_MS }]
      : [
          { ...held, kind: 'slow', ms: HELD_MS },
          { ...held, kind: 'server-errors' },
        ]),
  );
  const during = tokens.map((token) => askManyTimes(token, house.server()));
  await eventually(async () => {
    const waiting = await house.vendors.waiting('dropbox');
    return waiting.filter((call) => call.isDone === isDone).length === tokens.length;
  });
  await house.server().kill();
  return Promise.all(during);
}

/** A renewal that ends its process at a milestone. */
export async function cutAtMilestone(house: FaultHouse, token: FaultToken, point: KillPoint): Promise<Told[]> {
  if (point.startsWith('sent')) throw new Error(`${point} is no milestone of ours`);
  await house.server().dieAt(point as Exclude<KillPoint, `sent, ${string}`>, token.id);
  const during = askManyTimes(token, house.server());
  await house.server().ended;
  return during;
}

function askManyTimes(token: FaultToken, server: FaultServerProcess): Promise<Told[]> {
  return Promise.all(Array.from({ length: CALLERS }, () => token.resolve(server)));
}
