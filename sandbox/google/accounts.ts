import { makeDemoKey, pemOf, publicHalf } from '../oauth/demo-key.js';
import type { OAuthClient } from '../oauth/grants.js';

export interface GoogleUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** A program's own account. */
export interface ServiceAccount {
  readonly email: string;
  /** The public halves of its keys, as JWK. */
  readonly keys: readonly Readonly<Record<string, string>>[];
  /** A Workspace admin lets it act as any person of the company. */
  readonly isDelegated: boolean;
}

export const DRIVE_SCOPE = 'https://www.googleapis.com/auth/drive';

export const GOOGLE_SCOPES = [
  'openid',
  'email',
  'profile',
  DRIVE_SCOPE,
  `${DRIVE_SCOPE}.readonly`,
  `${DRIVE_SCOPE}.file`,
  `${DRIVE_SCOPE}.metadata.readonly`,
];

/** Where the demo's broker takes callbacks. */
const REDIRECT_URIS = ['http://localhost:3000/oauth/callback', 'http://127.0.0.1:3000/oauth/callback'];
const KEY = makeDemoKey('RS256');

/** The demo's registrations at Google; more clients can be registered through the control door. */
export const googleAccounts = {
  app: {
    id: '100000000001-demo.apps.googleusercontent.com',
    secret: 'GOCSPX-demosecret0000000000000001',
    name: 'Latchkey demo',
    redirectUris: REDIRECT_URIS,
    scopes: GOOGLE_SCOPES,
    pkce: 'optional',
    rotation: 'static',
  },
  users: [
    { id: '110000000000000000001', email: 'ada@clinic.example', name: 'Ada Lovelace' },
    { id: '110000000000000000002', email: 'grace@clinic.example', name: 'Grace Hopper' },
  ],
  serviceAccount: {
    email: 'broker@clinic-demo.iam.gserviceaccount.com',
    keyId: KEY.kid,
    /** Made anew by each process. */
    privateKeyPem: pemOf(KEY),
    keys: [publicHalf(KEY)],
    isDelegated: true,
  },
  /** Shared by the company; people and the service account are its members. */
  sharedDrive: { id: '0ADemoSharedDrive0001', name: 'Clinic' },
} as const satisfies {
  app: OAuthClient;
  users: readonly GoogleUser[];
  serviceAccount: ServiceAccount & { keyId: string; privateKeyPem: string };
  sharedDrive: { id: string; name: string };
};
