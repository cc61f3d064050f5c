import type { Answer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import { cloudOf, findTenant, type MicrosoftDesk } from '../desk.js';
import { entraError } from '../wording.js';

/** Work accounts of any tenant; `common` takes personal ones too, `consumers` only those. */
export const ANY_TENANT: readonly string[] = ['common', 'organizations', 'consumers'];

/** Why this tenant's endpoint does not serve the app; undefined when it does. */
export function refuseTenant(call: Call, desk: MicrosoftDesk, clientId: string): Answer | undefined {
  const name = call.params.tenant ?? '';
  const tenant = findTenant(desk, name);
  const home = desk.state.data.apps.get(clientId)?.tenantId;
  if (tenant === undefined && !ANY_TENANT.includes(name))
    return refuse(call, `AADSTS90002: Tenant '${name}' not found.`);
  if (tenant !== undefined && !cloudOf(tenant).loginHosts.includes(call.host)) {
    return refuse(call, `AADSTS900382: The tenant '${name}' is in another cloud.`);
  }
  if (home === undefined || home === tenant?.id) return undefined;
  if (tenant === undefined)
    return refuse(call, 'AADSTS50194: The application is not configured as a multi-tenant application.');
  return entraError(call, 400, {
    error: 'unauthorized_client',
    description: 'AADSTS700016: Application was not found in the directory.',
  });
}

function refuse(call: Call, description: string): Answer {
  return entraError(call, 400, { error: 'invalid_request', description });
}
