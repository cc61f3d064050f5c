import { Refusal } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { MicrosoftApp, MicrosoftTenant, MicrosoftUser } from '../accounts.js';
import { cloudOf, findTenant, type MicrosoftDesk } from '../desk.js';
import { APP_ONLY } from '../entra/token-desk.js';
import { graphError, refuseGraph } from '../wording.js';
import type { Site } from './site-store.js';

/** Who calls Graph: a person through an app, or an app as itself. */
export interface GraphCaller {
  readonly app: MicrosoftApp;
  readonly tenant: MicrosoftTenant;
  /** Absent when the app acts as itself. */
  readonly user?: MicrosoftUser;
  readonly permissions: readonly string[];
}

export type Need = 'read' | 'write';

const GRANTING: Readonly<Record<Need, readonly string[]>> = {
  read: ['Sites.Read.All', 'Sites.ReadWrite.All', 'Sites.Manage.All', 'Files.Read.All', 'Files.ReadWrite.All'],
  write: ['Sites.ReadWrite.All', 'Sites.Manage.All', 'Files.ReadWrite.All'],
};

/** Checks the bearer token; refuses in Graph's words. A token of one cloud is nothing in another. */
export function requireCaller(call: Call, desk: MicrosoftDesk): GraphCaller {
  const token = call.bearer();
  if (token === undefined) throw unauthenticated(call, 'Access token is empty.');
  const checked = desk.book.check(token);
  if (checked === 'expired') throw unauthenticated(call, 'Lifetime validation failed, the token is expired.');
  if (typeof checked === 'string') throw unauthenticated(call, 'Access token validation failure.');
  const { clientId, userId } = checked.grant;
  const app = desk.state.data.apps.get(clientId);
  const user = desk.state.data.users.find(({ id }) => id === userId);
  const tenant = findTenant(desk, user?.tenantId ?? userId.slice(APP_ONLY.length));
  if (app === undefined || tenant === undefined || cloudOf(tenant).graphHost !== call.host) {
    throw unauthenticated(call, 'Access token validation failure. Invalid audience.');
  }
  const permissions = checked.access.scopes.map((scope) => scope.replace(/^https:\/\/[^/]+\//, ''));
  return { app, tenant, permissions, ...(user === undefined ? {} : { user }) };
}

/** Checks that the caller may read or change this site. */
export function requirePermission(
  call: Call,
  { app, permissions }: GraphCaller,
  what: { need: Need; site?: Site },
): void {
  if (permissions.some((permission) => GRANTING[what.need].includes(permission))) return;
  const isSelected = permissions.includes('Sites.Selected') && what.site !== undefined;
  if (isSelected && app.grantedSites.includes(what.site?.path ?? '')) return;
  throw refuseGraph(call, 'accessDenied', 'The caller does not have permission to perform the action.');
}

function unauthenticated(call: Call, message: string): Refusal {
  const answer = graphError(call, 401, { code: 'InvalidAuthenticationToken', message });
  const challenge = 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"';
  return new Refusal({ ...answer, headers: { ...answer.headers, 'www-authenticate': challenge } });
}
