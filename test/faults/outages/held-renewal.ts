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

/** A renewal that the vendor has done and whose answer it keeps back for so long. Answers what the caller is told. */
export async function holdAnswer(
  house: FaultHouse,
  token: FaultToken,
  { ms = 2_500, server }: { readonly ms?: number; readonly server?: FaultServerProcess } = {},
): Promise<{ readonly told: Promise<Told> }> {
  await house.vendors.mood('dropbox', { kind: 'slow-answer', endpoint: 'token', ms, times: 1 });
  const told = token.resolve(server);
  await eventually(async () => (await house.vendors.waiting('dropbox')).some(({ isDone }) => isDone));
  return { told };
}
