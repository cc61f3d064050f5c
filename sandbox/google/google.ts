import { randomBytes } from 'node:crypto';
import { type ConsentDesk, consentRoutes } from '../oauth/consent-desk.js';
import { GrantBook } from '../oauth/grant-book.js';
import { grantSummaries } from '../oauth/grant-summaries.js';
import { noGrants } from '../oauth/grants.js';
import { parseClient } from '../oauth/registration.js';
import { asRecord } from '../stage/call.js';
import type { Backstage, Vendor, VendorPlan } from '../stage/vendor.js';
import { GOOGLE_SCOPES, googleAccounts } from './accounts.js';
import type { GoogleDesk, GoogleState } from './desk.js';
import { demoFiles, registerFile } from './drive/demo-files.js';
import { driveRoutes } from './drive/drive-routes.js';
import { uploadRoutes } from './drive/uploads.js';
import { identityRoutes } from './identity.js';
import { googleWording } from './wording.js';

const AUTHORIZE_HOST = 'accounts.google.com';

/**
 * Google's accounts and Drive: static refresh tokens, only offline and only when the person is asked; service accounts;
 * resumable uploads. Facts: developers.google.com, identity/protocols/oauth2 and workspace/drive/api.
 */
export const google = {
  key: 'google',
  title: 'Google',
  hosts: [AUTHORIZE_HOST, 'oauth2.googleapis.com', 'openidconnect.googleapis.com', 'www.googleapis.com'],
  demo: googleAccounts,
  async open(backstage: Backstage): Promise<Vendor> {
    const state = await backstage.state(initialState());
    const { clock, moods } = backstage;
    // Keys are made anew by each process: the demo's account goes on with the present one.
    state.change(({ serviceAccounts }) => {
      const { email, keys, isDelegated } = googleAccounts.serviceAccount;
      serviceAccounts.set(email, { email, keys, isDelegated });
    });
    const book = new GrantBook(
      { state, clock, moods },
      {
        codeSeconds: 600,
        accessSeconds: 3600,
        grantCap: 100,
        mintAccess: () => `ya29.${randomBytes(120).toString('base64url')}`,
        mintRefresh: () => `1//0${randomBytes(60).toString('base64url')}`,
      },
    );
    const desk: GoogleDesk = { state, book, clock, uploads: new Map() };
    return {
      routes: [
        ...consentRoutes(consentDesk(desk)),
        ...identityRoutes(desk),
        ...driveRoutes(desk),
        ...uploadRoutes(desk),
      ],
      wording: googleWording,
      register: (account) => {
        const file = asRecord(account.file);
        if (file !== undefined) return registerFile(desk, file);
        const client = parseClient(account, { scopes: GOOGLE_SCOPES, pkce: 'optional', rotation: 'static' });
        const known = { ...client, secret: client.secret ?? `GOCSPX-${randomBytes(14).toString('hex')}` };
        state.change(({ clients }) => clients.set(known.id, known));
        return known;
      },
      accounts: () => ({
        clients: [...state.data.clients.values()],
        users: state.data.users,
        serviceAccount: googleAccounts.serviceAccount,
      }),
      grants: () => grantSummaries(state.data.grants),
      revoke: (what) => book.revoke(what),
    };
  },
} as const satisfies VendorPlan;

function consentDesk({ state, book }: GoogleDesk): ConsentDesk {
  return {
    title: 'Google',
    host: AUTHORIZE_HOST,
    path: '/o/oauth2/v2/auth',
    book,
    clientOf: (id) => state.data.clients.get(id),
    challengeMethods: ['S256', 'plain'],
    deniedText: 'The user did not consent.',
    redirectError: 'redirect_uri_mismatch',
    users: () => state.data.users.map(({ id, name, email }) => ({ id, label: `${name} (${email})` })),
    // Only the first consent brings a refresh token, unless the person is asked again.
    isOffline: (query) =>
      query.get('access_type') === 'offline' &&
      (query.get('prompt')?.split(' ').includes('consent') === true || isFirst(query.get('client_id'), state.data)),
    extras: ({ scopes }) => ({ scope: scopes.join(' ') }),
  };
}

function isFirst(clientId: string | null, { grants }: GoogleState): boolean {
  return ![...grants.grants.values()].some((grant) => grant.clientId === clientId && grant.dead === undefined);
}

function initialState(): GoogleState {
  const { app, users } = googleAccounts;
  return {
    clients: new Map([[app.id, app]]),
    users,
    serviceAccounts: new Map(),
    grants: noGrants(),
    files: demoFiles(users),
    fileChanges: new Map(),
  };
}
