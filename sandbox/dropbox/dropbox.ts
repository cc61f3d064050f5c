import { randomBytes } from 'node:crypto';
import { type ConsentDesk, consentRoutes } from '../oauth/consent-desk.js';
import { GrantBook } from '../oauth/grant-book.js';
import { grantSummaries } from '../oauth/grant-summaries.js';
import { noGrants } from '../oauth/grants.js';
import { parseClient } from '../oauth/registration.js';
import { answerTokenCall } from '../oauth/token-endpoint.js';
import { asRecord, textOf } from '../stage/call.js';
import type { Backstage, Vendor, VendorPlan } from '../stage/vendor.js';
import { DROPBOX_SCOPES, type DropboxApp, dropboxAccounts } from './accounts.js';
import type { DropboxDesk, DropboxState } from './desk.js';
import { contentRoutes } from './files/content.js';
import { folderRoutes } from './files/listing.js';
import { registerFile } from './files/register-file.js';
import { identityRoutes } from './identity.js';
import { sharingRoutes } from './sharing.js';
import { teamRoutes } from './team.js';
import { tokenDesk } from './token-desk.js';
import { dropboxWording } from './wording.js';

const WWW = 'www.dropbox.com';
const API = 'api.dropboxapi.com';

/** Dropbox: OAuth 2.0 with static refresh tokens, files in memory. Facts: dropbox/dropbox-api-spec and its HTTP guide. */
export const dropbox = {
  key: 'dropbox',
  title: 'Dropbox',
  hosts: [WWW, '*.dropboxapi.com', 'api.dropbox.com'],
  demo: dropboxAccounts,
  async open(backstage: Backstage): Promise<Vendor> {
    const state = await backstage.state(initialState());
    const { clock, moods } = backstage;
    const book = new GrantBook(
      { state, clock, moods },
      {
        codeSeconds: 300,
        accessSeconds: 14_400,
        // Real ones exceed 1,000 characters at times; clients with short columns should notice.
        mintAccess: () => `sl.u.${randomBytes(96).toString('base64url')}`,
        mintRefresh: () => randomBytes(48).toString('base64url'),
      },
    );
    const desk: DropboxDesk = { state, book, clock, sessions: new Map(), temporaryLinks: new Map() };
    const tokens = tokenDesk(desk);
    const token = { name: 'token', method: 'POST', path: '/oauth2/token' } as const;
    return {
      routes: [
        ...consentRoutes(consentDesk(desk)),
        { ...token, host: API, answer: (call) => answerTokenCall(call, tokens) },
        { ...token, host: 'api.dropbox.com', answer: (call) => answerTokenCall(call, tokens) },
        ...identityRoutes(desk),
        ...folderRoutes(desk),
        ...contentRoutes(desk),
        ...sharingRoutes(desk),
        ...teamRoutes(desk),
      ],
      wording: dropboxWording,
      headers: () => ({ 'x-dropbox-request-id': randomBytes(16).toString('hex') }),
      register: (account) => {
        const file = asRecord(account.file);
        if (file !== undefined) return registerFile(desk, file);
        const client = parseClient(account, { scopes: DROPBOX_SCOPES, pkce: 'optional', rotation: 'static' });
        const access = textOf(account, 'access') === 'app-folder' ? 'app-folder' : 'full';
        const app: DropboxApp = { ...client, secret: client.secret ?? randomBytes(8).toString('hex'), access };
        state.change(({ apps }) => apps.set(app.id, app));
        return app;
      },
      accounts: () => ({ apps: [...state.data.apps.values()], users: state.data.users }),
      grants: () => grantSummaries(state.data.grants),
      revoke: (what) => book.revoke(what),
    };
  },
} as const satisfies VendorPlan;

function consentDesk({ state, book }: DropboxDesk): ConsentDesk {
  return {
    title: 'Dropbox',
    host: WWW,
    path: '/oauth2/authorize',
    book,
    clientOf: (id) => state.data.apps.get(id),
    challengeMethods: ['S256', 'plain'],
    deniedText: 'The user chose not to give your app access to their Dropbox account.',
    redirectError: 'redirect_uri_mismatch',
    users: () =>
      state.data.users.map(({ id, givenName, surname, email }) => ({
        id,
        label: `${givenName} ${surname} (${email})`,
      })),
    isOffline: (query) => query.get('token_access_type') === 'offline',
    fault: (query) =>
      ['offline', 'online', 'legacy', null].includes(query.get('token_access_type'))
        ? undefined
        : 'invalid_request: token_access_type must be offline or online',
  };
}

function initialState(): DropboxState {
  const { app, secondApp, folderApp, teamApp, users } = dropboxAccounts;
  return {
    apps: new Map([app, secondApp, folderApp, teamApp].map((one: DropboxApp) => [one.id, one])),
    users,
    grants: noGrants(),
    folders: new Map(),
    entryChanges: new Map(),
    links: new Map(),
  };
}
