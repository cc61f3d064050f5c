import type { JWK } from 'jose';
import { makeDemoKey, pemOf, publicHalf } from '../oauth/demo-key.js';
import type { OAuthClient } from '../oauth/grants.js';

/** An integration record with token-based authentication ticked. */
export interface Integration {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** `1234567` or `1234567_SB1`. */
  readonly account: string;
  readonly isBlocked?: boolean;
}

/** An access token of the setup page: bound to integration, user and role; it does not expire. */
export interface NetsuiteToken {
  readonly tokenId: string;
  readonly tokenSecret: string;
  readonly consumerKey: string;
  readonly user: string;
  readonly role: string;
  readonly isRevoked?: boolean;
}

/** An integration record with OAuth 2.0 ticked. */
export interface NetsuiteClient extends OAuthClient {
  readonly account: string;
  /** Public keys of its certificates, by certificate ID, for client credentials. */
  readonly certificates: readonly JWK[];
  readonly user: string;
  readonly role: string;
}

const HEX = {
  key: '1f0a9c3d5e7b2846a0c1d2e3f405162738495a6b7c8d9eafb0c1d2e3f4051627',
  secret: '9e8d7c6b5a493827160514f3e2d1c0bfae9d8c7b6a594837261504f3e2d1c0bf',
  id: '2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a',
  token: '7f6e5d4c3b2a19080716253443526170f8e7d6c5b4a392817f6e5d4c3b2a1908',
};

function keys(account: string, digit: string): { integration: Integration; token: NetsuiteToken } {
  const renumbered = (hex: string): string => `${hex.slice(0, -1)}${digit}`;
  const consumerKey = renumbered(HEX.key);
  return {
    integration: { consumerKey, consumerSecret: renumbered(HEX.secret), account },
    token: { tokenId: renumbered(HEX.id), tokenSecret: renumbered(HEX.token), consumerKey, user: '5', role: '3' },
  };
}

const demoKey = makeDemoKey('ES256');

/** The demo's registrations at NetSuite; more can be registered through the control door. */
export const netsuiteAccounts = {
  accounts: ['1234567', '1234567_SB1'],
  production: keys('1234567', '1'),
  sandbox: keys('1234567_SB1', '2'),
  /** A second token in production, for replacing credentials. */
  secondToken: { ...keys('1234567', '3').token, consumerKey: keys('1234567', '1').integration.consumerKey },
  client: {
    id: 'demo-netsuite-oauth2-client-0001',
    secret: 'demo-netsuite-oauth2-secret-0001',
    name: 'Latchkey demo',
    account: '1234567',
    redirectUris: ['http://localhost:3000/oauth/callback', 'http://127.0.0.1:3000/oauth/callback'],
    scopes: ['restlets', 'rest_webservices'],
    pkce: 'required',
    rotation: 'static',
    certificates: [publicHalf(demoKey)],
    user: '5',
    role: '3',
  },
  /** What the client signs assertions with. */
  privateJwk: demoKey,
  privateKeyPem: pemOf(demoKey),
} as const satisfies Record<string, unknown>;
