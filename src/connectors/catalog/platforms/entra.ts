import type { ApiErrorFacts } from '../../contract/api-errors.js';
import { type Method, method } from '../../contract/connector.js';
import { choice, secret, text } from '../../contract/fields.js';
import type { OAuthClient, SecretClient } from '../../contract/oauth-client.js';
import type { Probe } from '../../contract/probe.js';
import { ALL_RENEWAL_RATES, type RenewalFacts } from '../../contract/renewal-facts.js';

export const ENTRA_DOCS = 'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow';

/** https://learn.microsoft.com/en-us/graph/deployments; the login host and the Graph host of each cloud. */
const CLOUDS = {
  global: { title: 'Global', login: 'login.microsoftonline.com', graph: 'graph.microsoft.com' },
  'us-government': { title: 'US Government L4', login: 'login.microsoftonline.us', graph: 'graph.microsoft.us' },
  'us-government-dod': {
    title: 'US Government L5 (DoD)',
    login: 'login.microsoftonline.us',
    graph: 'dod-graph.microsoft.us',
  },
  china: {
    title: 'China (21Vianet)',
    login: 'login.chinacloudapi.cn',
    graph: 'microsoftgraph.chinacloudapi.cn',
  },
} as const;

interface CloudValues {
  readonly cloud: string;
  readonly tenant: string;
}

function cloudOf({ cloud }: CloudValues): (typeof CLOUDS)[keyof typeof CLOUDS] {
  return Object.entries(CLOUDS).find(([key]) => key === cloud)?.[1] ?? CLOUDS.global;
}

export function graphHost(values: CloudValues): string {
  return cloudOf(values).graph;
}

export function entraLoginHost(values: CloudValues): string {
  return cloudOf(values).login;
}

/** Login and Graph host of the chosen cloud. */
export function entraHosts(values: CloudValues): readonly string[] {
  return [cloudOf(values).login, cloudOf(values).graph];
}

function entraEndpoint(values: CloudValues, name: 'authorize' | 'token'): string {
  return `https://${cloudOf(values).login}/${values.tenant}/oauth2/v2.0/${name}`;
}

const TENANT = { source: '[A-Za-z0-9][A-Za-z0-9.-]*', hint: 'is a directory id or a domain' };

export const ENTRA_FIELDS = {
  cloud: choice(
    'Cloud',
    'Global, unless your organization has a national cloud',
    Object.fromEntries(Object.entries(CLOUDS).map(([key, { title }]) => [key, title])),
  ),
  tenant: text('Directory (tenant) ID', 'Microsoft Entra admin center > App registrations, Overview of the app', {
    pattern: TENANT,
  }),
  clientId: text('Application (client) ID', 'Microsoft Entra admin center > App registrations, Overview of the app'),
  clientSecret: secret('Client secret', 'App registrations > Certificates & secrets, the Value shown once'),
};

/** https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens and access-tokens. */
export const ENTRA_RENEWAL: RenewalFacts = {
  rates: ALL_RENEWAL_RATES,
  defaultRate: 'disabled',
  // A random lifetime of 60 to 90 minutes; the answer says which.
  accessLifetime: { seconds: 3_600 },
  rotatesRefreshToken: 'always',
  oldStaysValid: true,
  refreshIdle: { seconds: 7_776_000 },
};

export const ENTRA_APP_RENEWAL: RenewalFacts = {
  rates: ALL_RENEWAL_RATES,
  defaultRate: 'disabled',
  accessLifetime: { seconds: 3_600 },
  rotatesRefreshToken: 'never',
};

export const ENTRA_QUIRKS = [
  'A refresh token survives a changed password, but not a reset by an admin, a withdrawn consent or an ended session.',
  'A client secret has an end date of at most two years; a certificate is the other way.',
];

/** A refusal of Microsoft Graph: https://learn.microsoft.com/en-us/graph/errors. */
export const GRAPH_API_ERRORS: ApiErrorFacts = {
  codeAt: [
    ['error', 'innerError', 'code'],
    ['error', 'code'],
  ],
  messageAt: [['error', 'message']],
  judgements: {
    InvalidAuthenticationToken: 'expired',
    TooManyRequests: 'wait',
    activityLimitReached: 'wait',
    serviceNotAvailable: 'wait',
    Authorization_RequestDenied: 'configure',
  },
};

interface EntraValues extends CloudValues {
  readonly clientId: string;
  readonly clientSecret: NonNullable<SecretClient['secret']>;
}

/** What every app of Entra has, also one whose connector asks for more fields than these. */
const CLIENT = {
  client: ({ clientId, clientSecret }: EntraValues): OAuthClient => ({
    id: clientId,
    secret: clientSecret,
    sentIn: 'body',
  }),
  tokenUrl: (values: EntraValues): string => entraEndpoint(values, 'token'),
  // learn.microsoft.com/entra/identity-platform/reference-error-codes: passing faults, some of them told as
  // invalid_grant. A client that asks too often is told so by 50196, and nobody has to consent again.
  finer: {
    at: ['error_codes', 0],
    judgements: { 50196: 'wait', 90006: 'wait', 90012: 'wait', 90033: 'wait' },
  } as const,
};

/** A person signs in; `offline_access` is what brings a refresh token. */
export function entraConsent(scopes: readonly string[]) {
  return {
    ...CLIENT,
    kind: 'authorization-code' as const,
    authorizeUrl: (values: EntraValues): string => entraEndpoint(values, 'authorize'),
    scopes: ['offline_access', ...scopes],
    pkce: 'S256' as const,
    redirectUriLabel: 'Redirect URI',
  };
}

/** The app for itself: an admin has consented before, and only `.default` can be asked for. */
export function entraAppOnly() {
  return {
    ...CLIENT,
    kind: 'client-credentials' as const,
    scopes: [],
    chosenScopes: (values: EntraValues): readonly string[] => [`https://${graphHost(values)}/.default`],
  };
}

const REGISTER = 'In the Microsoft Entra admin center, open App registrations > New registration, and name the app.';
const COPY = 'Copy Application (client) ID and Directory (tenant) ID from Overview into this form.';
const SECRET = 'Open Certificates & secrets > New client secret, and copy its Value, which is shown once.';

export interface GraphApi {
  /** Delegated and application permissions of Microsoft Graph. */
  readonly scopes: readonly string[];
  readonly appPermissions?: readonly string[];
  /** Relative to `/v1.0`; what an admin can ask for in a person's name, and in the app's own. */
  readonly probe: string;
  readonly appProbe?: string;
  readonly identity?: readonly string[];
}

/** The ways into Microsoft Graph: by a person's consent and, where it has application permissions, as the app. */
export function graphMethods(api: GraphApi): readonly Method[] {
  return api.appProbe === undefined ? [delegated(api)] : [delegated(api), appOnly(api)];
}

function delegated({ scopes, probe, identity = ['userPrincipalName', 'displayName'] }: GraphApi): Method {
  return method({
    key: 'delegated',
    title: 'OAuth 2.0, a person',
    fields: ENTRA_FIELDS,
    setup: [
      REGISTER,
      'Under Redirect URI, choose Web and paste the Redirect URI of this form.',
      `Open API permissions > Add a permission > Microsoft Graph > Delegated permissions, and add offline_access, ${scopes.join(', ')}.`,
      SECRET,
      COPY,
    ],
    scheme: entraConsent(scopes),
    renewal: ENTRA_RENEWAL,
    hosts: entraHosts,
    baseUrl: (values) => `https://${graphHost(values)}/v1.0`,
    probe: (values): Probe => graphProbe(values, probe, identity),
  });
}

function appOnly({ appPermissions = [], appProbe = '', identity = [] }: GraphApi): Method {
  return method({
    key: 'app-only',
    title: 'OAuth 2.0, the app itself',
    fields: ENTRA_FIELDS,
    setup: [
      REGISTER,
      `Open API permissions > Add a permission > Microsoft Graph > Application permissions, add ${appPermissions.join(', ')}, and select Grant admin consent.`,
      SECRET,
      COPY,
    ],
    scheme: entraAppOnly(),
    renewal: ENTRA_APP_RENEWAL,
    hosts: entraHosts,
    baseUrl: (values) => `https://${graphHost(values)}/v1.0`,
    probe: (values): Probe => graphProbe(values, appProbe, identity),
  });
}

function graphProbe(values: CloudValues, path: string, identity: readonly string[]): Probe {
  return { kind: 'request', method: 'GET', url: `https://${graphHost(values)}/v1.0${path}`, identity };
}
