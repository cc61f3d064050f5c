import { Database } from '../../../src/modules/database/database.js';
import { AccessToken } from '../../../src/modules/tokens/access-token.entity.js';
import type { TestApp } from '../app.js';

type Row = AccessToken;

/** The row of a token, as it is stored. */
export function rowOf(app: TestApp, tokenId: string): Promise<Row> {
  return app.nest.get(Database).reader.findOneByOrFail(AccessToken, { id: tokenId });
}

/** Writes over the row behind Latchkey's back. */
export async function alterRow(app: TestApp, tokenId: string, columns: Partial<Row>): Promise<void> {
  await app.nest.get(Database).write((manager) => manager.update(AccessToken, { id: tokenId }, columns));
}

const INSTANTS = ['issuedAt', 'expiresAt', 'nextRenewalAt', 'lastRenewalAt', 'retryAt', 'leaseUntil'] as const;

/** Lets a token become older: all its instants move back. PostgreSQL's own clock cannot be moved, so the rows are. */
export async function ageToken(app: TestApp, tokenId: string, seconds: number): Promise<void> {
  const row = await rowOf(app, tokenId);
  const moved: Partial<Record<(typeof INSTANTS)[number], Date>> = {};
  for (const name of INSTANTS) {
    const instant = row[name];
    if (instant !== null) moved[name] = new Date(instant.getTime() - seconds * 1_000);
  }
  if (Object.keys(moved).length > 0) await alterRow(app, tokenId, moved);
}
