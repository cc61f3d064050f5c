import { type ApiClient, createApp, createCaller, type TestTenant } from '../api-client.js';
import type { DraftStart } from './drafts.js';
import type { Latchkey } from './latchkey.js';

/** Overwrites whatever is there. */
export const ANY = { 'if-match': '*' };

/** The people and the place of one story. */
export interface Journey {
  readonly tenant: TestTenant;
  readonly appId: string;
  /** Who connects the vendor: a tenant admin for a global token, a designer of the app for an app-level one. */
  readonly designer: ApiClient;
  /** The app at work; it declares the token's name. */
  readonly runner: ApiClient;
  /** Where the draft begins. */
  readonly place: DraftStart;
}

export async function beginJourney(latchkey: Latchkey, scope: string, tokenName: string): Promise<Journey> {
  const tenant = await latchkey.createTenant();
  const { admin } = tenant;
  const appId = await createDeclaringApp(tenant, 'Clinic Close', [tokenName]);
  const runner = await createCaller(admin, { rights: ['run'], appId });
  if (scope === 'global') return { tenant, appId, designer: admin, runner, place: {} };
  const designer = await createCaller(admin, { rights: ['manage-app'], appId });
  return { tenant, appId, designer, runner, place: { appId } };
}

/** An app that may resolve these names; answers its id. */
export async function createDeclaringApp(
  tenant: TestTenant,
  name: string,
  declaredTokens: readonly string[],
): Promise<string> {
  const appId = await createApp(tenant, name);
  await tenant.admin.patch(`/v1/apps/${appId}`, { declaredTokens }, ANY);
  return appId;
}
