import type { OAuthClient } from '../oauth/grants.js';

/** An app of the App Console. */
export interface DropboxApp extends OAuthClient {
  readonly secret: string;
  /** An app-folder app sees only its own folder, as its root. */
  readonly access: 'full' | 'app-folder';
}

export interface DropboxUser {
  /** `dbid:` and 35 characters. */
  readonly id: string;
  readonly uid: string;
  readonly email: string;
  readonly givenName: string;
  readonly surname: string;
}

const SCOPES = [
  'account_info.read',
  'files.metadata.read',
  'files.metadata.write',
  'files.content.read',
  'files.content.write',
  'sharing.read',
  'sharing.write',
  'openid',
  'email',
  'profile',
];

/** Where the demo's broker takes callbacks. */
const REDIRECT_URIS = ['http://localhost:3000/oauth/callback', 'http://127.0.0.1:3000/oauth/callback'];

function app(id: string, secret: string, access: DropboxApp['access']): DropboxApp {
  const name = access === 'full' ? 'Latchkey demo' : 'Latchkey demo (app folder)';
  return {
    id,
    secret,
    access,
    name,
    redirectUris: REDIRECT_URIS,
    scopes: SCOPES,
    pkce: 'optional',
    rotation: 'static',
  };
}

/** The demo's registrations at Dropbox; more can be registered through the control door. */
export const dropboxAccounts = {
  app: app('demoappkey00001', 'demoappsecret01', 'full'),
  secondApp: app('demoappkey00002', 'demoappsecret02', 'full'),
  folderApp: app('demoappkey00003', 'demoappsecret03', 'app-folder'),
  users: [
    {
      id: 'dbid:AADemoAdaLovelace000000000000000001',
      uid: '100000001',
      email: 'ada@clinic.example',
      givenName: 'Ada',
      surname: 'Lovelace',
    },
    {
      id: 'dbid:AADemoGraceHopper000000000000000002',
      uid: '100000002',
      email: 'grace@clinic.example',
      givenName: 'Grace',
      surname: 'Hopper',
    },
  ],
} as const satisfies Record<string, DropboxApp | readonly DropboxUser[]>;

export const DROPBOX_SCOPES: readonly string[] = SCOPES;
