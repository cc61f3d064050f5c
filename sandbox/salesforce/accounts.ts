import type { JWK } from 'jose';
import { makeDemoKey, pemOf, publicHalf } from '../oauth/demo-key.js';
import type { OAuthClient } from '../oauth/grants.js';
import { to18 } from './ids.js';

export interface SalesforceOrg {
  readonly id: string;
  readonly name: string;
  /** Where its API lives, and one of the hosts to sign in at. */
  readonly myDomain: string;
  readonly isSandbox: boolean;
}

export interface SalesforceUser {
  readonly id: string;
  readonly orgId: string;
  readonly username: string;
  readonly email: string;
  readonly name: string;
}

/** An External Client App or connected app. */
export interface SalesforceApp extends OAuthClient {
  readonly secret: string;
  /** The user that client credentials run as; without it that grant is refused. */
  readonly runAs?: string;
  /** Public key of the certificate for the JWT bearer grant. */
  readonly certificate?: JWK;
}

const REDIRECT_URIS = ['http://localhost:3000/oauth/callback', 'http://127.0.0.1:3000/oauth/callback'];
const SCOPES = ['api', 'refresh_token', 'offline_access', 'full', 'id', 'profile', 'email', 'openid', 'web'];
const demoKey = makeDemoKey('RS256');
const certificate = publicHalf(demoKey);

const acme: SalesforceOrg = {
  id: to18('00D5e000000AcMe'),
  name: 'Acme Clinics',
  myDomain: 'acme.my.salesforce.com',
  isSandbox: false,
};
const uat: SalesforceOrg = {
  id: to18('00D5e000000AcSb'),
  name: 'Acme Clinics (UAT)',
  myDomain: 'acme--uat.sandbox.my.salesforce.com',
  isSandbox: true,
};
const ada: SalesforceUser = {
  id: to18('0055e000000AdaL'),
  orgId: acme.id,
  username: 'ada@acme.example',
  email: 'ada@clinic.example',
  name: 'Ada Lovelace',
};

/** The demo's registrations at Salesforce; more can be registered through the control door. */
export const salesforceAccounts = {
  orgs: [acme, uat],
  users: [
    ada,
    {
      ...ada,
      id: to18('0055e000000GraH'),
      username: 'grace@acme.example',
      email: 'grace@clinic.example',
      name: 'Grace Hopper',
    },
    { ...ada, id: to18('0055e000000AdaU'), orgId: uat.id, username: 'ada@acme.example.uat' },
  ],
  /** As apps are made today: PKCE and rotation with reuse detection. */
  externalClientApp: {
    id: '3MVG9demoLatchkeyExternalClientApp.0001',
    secret: 'DEMO5E8A1C2D3B4F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7',
    name: 'Latchkey demo',
    redirectUris: REDIRECT_URIS,
    scopes: SCOPES,
    pkce: 'required',
    rotation: 'rotates-with-reuse-detection',
    runAs: ada.id,
    certificate,
  },
  /** As older connected apps are: no PKCE, a refresh token that stays. */
  connectedApp: {
    id: '3MVG9demoLatchkeyConnectedApp.0002',
    secret: 'DEMO0A1B2C3D4E5F60718293A4B5C6D7E8F95E8A1C2D3B4F60718293A4B5C6D7',
    name: 'Latchkey demo (connected app)',
    redirectUris: REDIRECT_URIS,
    scopes: SCOPES,
    pkce: 'optional',
    rotation: 'static',
  },
  /** What the external client app signs JWT bearer assertions with. */
  privateJwk: demoKey,
  privateKeyPem: pemOf(demoKey),
} as const satisfies Record<
  string,
  SalesforceApp | readonly SalesforceOrg[] | readonly SalesforceUser[] | JWK | string
>;
