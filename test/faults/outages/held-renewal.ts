import { eventually } from '../../support/eventually.js';
import type { FaultKind } from '../support/fault-connectors.js';
import type { FaultHouse } from '../support/fault-house.js';
import type { FaultServerProcess } from '../support/fault-server-process.js';
import type { FaultToken, Told } from '../support/fault-token.js';

/** A token whose access token has expired, so that whoever asks for it renews it. */
export async function expiredToken(house: FaultHouse, kind: FaultKind): Promise<FaultToken> {
  const token = await house.connect(kind, { lifetimeSeconds: 1 });
  const { expiresAt } = await token.view();
  await eventually(() => Date.now() > Date.parse(expiresAt));
  return token;
}

/** Shorter than the deadline of a call, by what a slow machine takes to begin it. */
const HELD_MS = 4_500;

export interface HeldRenewal {
  /** What the caller is told. */
  readonly told: Promise<Told>;
  /** The answer leaves now. */
  letGo(): Promise<void>;
}

/** A renewal that the vendor has done and whose answer it keeps back until it is told to let go. */
export async function holdAnswer(
  house: FaultHouse,
  token: FaultToken,
  { server }: { readonly server?: FaultServerProcess } = {},
): Promise<HeldRenewal> {
  await house.vendors.mood('dropbox', { kind: 'slow-answer', endpoint: 'token', ms: HELD_MS, times: 1 });
  const told = token.resolve(server);
  await eventually(async () => (await house.vendors.waiting('dropbox')).some(({ isDone }) => isDone));
  return { told, letGo: () => house.vendors.letGo('dropbox') };
}
