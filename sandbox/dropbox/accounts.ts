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

/** What a consent of a team's admin brings besides. */
const TEAM_SCOPES = ['team_info.read', 'members.read', 'team_data.member'];

/** Whether a grant is that of a whole team: it holds a scope that no person's grant has. */
export function isTeamGrant(scopes: readonly string[]): boolean {
  return scopes.includes('team_data.member');
}

/** A person as a member of the team. */
export function memberIdOf({ uid }: DropboxUser): string {
  return `dbmid:AADemoMember${uid}`;
}

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
  /** For a whole team: whoever consents without naming scopes gives all of these. */
  teamApp: {
    ...app('demoappkey00004', 'demoappsecret04', 'full'),
    name: 'Latchkey demo (team)',
    scopes: [...SCOPES, ...TEAM_SCOPES],
  },
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
