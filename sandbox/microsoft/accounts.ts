import type { JWK } from 'jose';
import { makeDemoCertificate } from '../oauth/demo-certificate.js';
import { makeDemoKey, pemOf, publicHalf } from '../oauth/demo-key.js';
import type { OAuthClient } from '../oauth/grants.js';
import type { Cloud } from './clouds.js';

/** A company in one of the clouds. */
export interface MicrosoftTenant {
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  readonly cloud: Cloud['key'];
  readonly sharePointHost: string;
}

export interface MicrosoftUser {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly userPrincipalName: string;
}

/** An app registration, with an admin's consent in every tenant that may use it. */
export interface MicrosoftApp extends OAuthClient {
  /** Absent: accounts of any company; else the one tenant that it was registered in. */
  readonly tenantId?: string;
  /** What it may do as itself. */
  readonly roles: readonly string[];
  /** For Sites.Selected: the server-relative paths of the sites that were granted. */
  readonly grantedSites: readonly string[];
  /** Public keys with the thumbprints of their certificates. */
  readonly certificates: readonly JWK[];
}

const GRAPH_SCOPES = [
  'User.Read',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'Sites.Manage.All',
  'Files.Read.All',
  'Files.ReadWrite.All',
];

/** What an app may ask a person for; a Graph permission by its short name or as an address. */
export const MICROSOFT_SCOPES: readonly string[] = [
  ...['openid', 'profile', 'email', 'offline_access'],
  ...GRAPH_SCOPES,
  ...GRAPH_SCOPES.map((scope) => `https://graph.microsoft.com/${scope}`),
];

const REDIRECT_URIS = ['http://localhost:3000/oauth/callback', 'http://127.0.0.1:3000/oauth/callback'];
const demoKey = makeDemoKey('RS256');
const certificate = makeDemoCertificate(demoKey, 'Latchkey demo');
const { x5t, 'x5t#S256': x5tS256 } = certificate;

const company: MicrosoftTenant = {
  id: 'c0a70501-0001-4000-8000-00000000c001',
  domain: 'contoso.onmicrosoft.com',
  name: 'Contoso Clinic',
  cloud: 'global',
  sharePointHost: 'contoso.sharepoint.com',
};

function nationalTenant(
  number: number,
  name: string,
  place: Pick<MicrosoftTenant, 'domain' | 'cloud' | 'sharePointHost'>,
) {
  return { id: `c0a70501-000${number}-4000-8000-00000000c00${number}`, name, ...place };
}

/** The demo's registrations at Microsoft; more through the control door. */
export const microsoftAccounts = {
  tenant: company,
  tenants: [
    company,
    nationalTenant(2, 'Contoso Government Clinic', {
      domain: 'contosogov.onmicrosoft.us',
      cloud: 'us-gcc-high',
      sharePointHost: 'contosogov.sharepoint.us',
    }),
    nationalTenant(3, 'Contoso Field Hospital', {
      domain: 'contosodod.onmicrosoft.us',
      cloud: 'us-dod',
      sharePointHost: 'contosodod.sharepoint-mil.us',
    }),
    nationalTenant(4, 'Contoso Clinic Shanghai', {
      domain: 'contoso.partner.onmschina.cn',
      cloud: 'china',
      sharePointHost: 'contoso.sharepoint.cn',
    }),
  ],
  users: [
    person(1, { tenant: 1, name: 'Ada Lovelace', userPrincipalName: 'ada@contoso.onmicrosoft.com' }),
    person(2, { tenant: 1, name: 'Grace Hopper', userPrincipalName: 'grace@contoso.onmicrosoft.com' }),
    person(3, { tenant: 2, name: 'Mary Jackson', userPrincipalName: 'mary@contosogov.onmicrosoft.us' }),
    person(4, { tenant: 3, name: 'Joan Clarke', userPrincipalName: 'joan@contosodod.onmicrosoft.us' }),
    person(5, { tenant: 4, name: 'Xia Peisu', userPrincipalName: 'xia@contoso.partner.onmschina.cn' }),
  ],
  app: {
    ...client('de300001-0000-4000-8000-0000000000a1', 'demo~Microsoft.Secret.0001', 'Latchkey demo'),
    roles: ['Sites.ReadWrite.All', 'Files.ReadWrite.All'],
    certificates: [{ ...publicHalf(demoKey), x5t, 'x5t#S256': x5tS256 }],
  },
  /** Of one company, and as itself let into one site only. */
  selectedApp: {
    ...client('de300001-0000-4000-8000-0000000000a2', 'demo~Microsoft.Secret.0002', 'Latchkey demo (one site)'),
    tenantId: company.id,
    roles: ['Sites.Selected'],
    grantedSites: ['/sites/clinic'],
  },
  /** What the client of `app` signs with, and its certificate. */
  privateKeyPem: pemOf(demoKey),
  certificatePem: certificate.pem,
} as const satisfies Record<
  string,
  MicrosoftApp | MicrosoftTenant | readonly MicrosoftTenant[] | readonly MicrosoftUser[] | string
>;

function person(number: number, who: { tenant: number; name: string; userPrincipalName: string }): MicrosoftUser {
  const { tenant, ...names } = who;
  const tenantId = `c0a70501-000${tenant}-4000-8000-00000000c00${tenant}`;
  return { id: `ada00000-0000-4000-8000-00000000000${number}`, tenantId, ...names };
}

function client(id: string, secret: string, name: string) {
  return {
    id,
    secret,
    name,
    redirectUris: REDIRECT_URIS,
    scopes: MICROSOFT_SCOPES,
    pkce: 'optional',
    rotation: 'rotates-and-keeps',
    roles: [],
    grantedSites: [],
    certificates: [],
  } as const satisfies MicrosoftApp;
}
