import type { JWK } from 'jose';
import { makeDemoKey, pemOf, publicHalf } from '../oauth/demo-key.js';

export type RedoxEnvironment = 'Development' | 'Staging' | 'Production';

/** A source of the dashboard: whoever sends with its key sends as it. */
export interface RedoxSource {
  readonly ID: string;
  readonly Name: string;
}

export interface LegacyKey {
  readonly apiKey: string;
  readonly secret: string;
  readonly environment: RedoxEnvironment;
  readonly source: RedoxSource;
}

export interface OAuthKey {
  readonly clientId: string;
  /** Public keys only. */
  readonly keys: readonly JWK[];
  readonly environment: RedoxEnvironment;
  readonly source: RedoxSource;
}

const demoKey = makeDemoKey('RS384');
const source = { ID: '0c1f4b5e-3a57-4d1e-9d0b-6a1f5b2c0001', Name: 'Latchkey Clinic (d)' };

/** The demo's registrations at Redox, with the private key that a client of this process signs with; more through the control door. */
export const redoxAccounts = {
  legacyKey: {
    apiKey: '11111111-2222-4333-8444-555555555555',
    secret: 'demo-redox-source-secret',
    environment: 'Development',
    source,
  },
  oauthKey: {
    clientId: '22222222-3333-4444-8555-666666666666',
    keys: [publicHalf(demoKey)],
    environment: 'Development',
    source,
  },
  /** What the client of `oauthKey` signs with, in both spellings. */
  privateJwk: demoKey,
  privateKeyPem: pemOf(demoKey),
  destination: { ID: 'af394f14-b34a-464f-8d24-895f370af4c9', Name: 'Redox EMR (Sandbox)' },
} as const satisfies Record<string, LegacyKey | OAuthKey | RedoxSource | JWK | string>;
