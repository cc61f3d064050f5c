import { type ConsentDesk, consentRoutes } from '../../oauth/consent-desk.js';
import { jsonAnswer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { LOGIN_HOSTS } from '../clouds.js';
import { cloudOf, findTenant, type MicrosoftDesk } from '../desk.js';
import { ANY_TENANT, refuseTenant } from './tenants.js';
import { answerToken } from './token-desk.js';

const BASE = '/:tenant/oauth2/v2.0';

/** Microsoft Entra ID, version 2 of its endpoints, on the login hosts of every cloud. */
export function entraRoutes(desk: MicrosoftDesk): readonly Route[] {
  return LOGIN_HOSTS.flatMap((host) => [
    ...namesOfTenants(desk).flatMap((tenant) => consentAt(host, tenant, desk)),
    { name: 'authorize', method: 'GET', host, path: `${BASE}/authorize`, answer: (call) => strangerAnswer(call, desk) },
    { name: 'token', method: 'POST', host, path: `${BASE}/token`, answer: (call) => answerToken(call, desk) },
    {
      name: 'discovery',
      method: 'GET',
      host,
      path: '/:tenant/v2.0/.well-known/openid-configuration',
      answer: (call) => refuseTenant(call, desk, '') ?? discovery(call, desk),
    },
  ]);
}

function namesOfTenants({ state }: MicrosoftDesk): readonly string[] {
  return [...ANY_TENANT, ...state.data.tenants.flatMap(({ id, domain }) => [id, domain])];
}

/** The consent page of one tenant's endpoint, which knows the people of that tenant only. */
function consentAt(host: string, tenantName: string, desk: MicrosoftDesk): readonly Route[] {
  const { state, book } = desk;
  const tenant = findTenant(desk, tenantName);
  const page: ConsentDesk = {
    title: 'Microsoft',
    host,
    path: `/${tenantName}/oauth2/v2.0/authorize`,
    book,
    challengeMethods: ['S256', 'plain'],
    deniedText: 'AADSTS65004: User declined to consent to access the app.',
    redirectError: 'AADSTS50011',
    clientOf: (id) => state.data.apps.get(id),
    users: () =>
      state.data.users
        .filter(({ tenantId }) => isServed(tenantId, { host, tenant, desk }))
        .map(({ id, name, userPrincipalName }) => ({ id, label: `${name} (${userPrincipalName})` })),
    isOffline: (_query, scopes) => scopes.includes('offline_access'),
    extras: () => ({ session_state: '00000000-0000-4000-8000-000000000000' }),
  };
  return consentRoutes(page).map((route) => ({
    ...route,
    answer: (call: Call) => {
      call.params = { tenant: tenantName };
      return refuseTenant(call, desk, call.query.get('client_id') ?? '') ?? route.answer(call);
    },
  }));
}

function isServed(
  tenantId: string,
  { host, tenant, desk }: { host: string; tenant: { id: string } | undefined; desk: MicrosoftDesk },
): boolean {
  const home = findTenant(desk, tenantId);
  if (home === undefined || !cloudOf(home).loginHosts.includes(host)) return false;
  return tenant === undefined || tenant.id === tenantId;
}

/** Tenants that there are have pages of their own: whoever comes here named another. */
function strangerAnswer(call: Call, desk: MicrosoftDesk) {
  return refuseTenant(call, desk, '') ?? jsonAnswer(404, {});
}

function discovery(call: Call, desk: MicrosoftDesk) {
  const name = call.params.tenant ?? '';
  const base = `https://${call.host}/${name}`;
  const tenant = findTenant(desk, name);
  return jsonAnswer(200, {
    issuer: `https://${call.host}/${tenant?.id ?? '{tenantid}'}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    ...(tenant === undefined ? {} : { msgraph_host: cloudOf(tenant).graphHost }),
  });
}
