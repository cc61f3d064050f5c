import { randomBytes } from 'node:crypto';
import { type ConsentDesk, consentRoutes } from '../oauth/consent-desk.js';
import { GrantBook } from '../oauth/grant-book.js';
import { grantSummaries } from '../oauth/grant-summaries.js';
import { noGrants } from '../oauth/grants.js';
import { parseClient } from '../oauth/registration.js';
import { asRecord, textOf } from '../stage/call.js';
import { type Backstage, ControlRefusal, type Vendor, type VendorPlan } from '../stage/vendor.js';
import { type SalesforceApp, salesforceAccounts } from './accounts.js';
import { ingestRoutes } from './bulk/ingest.js';
import { queryJobRoutes } from './bulk/query-jobs.js';
import { collectionRoutes } from './composite/collections.js';
import { compositeRoutes } from './composite/composite.js';
import { InnerCalls } from './composite/inner-calls.js';
import { ANY_HOST, type SalesforceDesk, type SalesforceState, usersAt } from './desk.js';
import { identityRoutes } from './identity.js';
import { demoObjects } from './objects.js';
import { queryRoutes } from './query.js';
import { searchRoutes } from './search.js';
import { sobjectRoutes } from './sobjects.js';
import { tokenRoutes } from './token-routes.js';
import { salesforceWording } from './wording.js';

const SESSION_SECONDS = 7200;

/** Salesforce: three kinds of login host, rotation, five grants per user and app, records. Facts: help.salesforce.com. */
export const salesforce = {
  key: 'salesforce',
  title: 'Salesforce',
  hosts: [ANY_HOST],
  demo: salesforceAccounts,
  async open(backstage: Backstage): Promise<Vendor> {
    const state = await backstage.state(initialState());
    acceptDemoKey(state);
    const { clock, moods } = backstage;
    const orgOf = (userId: string): string =>
      state.data.users.find(({ id }) => id === userId)?.orgId.slice(0, 15) ?? '00D';
    const book = new GrantBook(
      { state, clock, moods },
      {
        codeSeconds: 120,
        accessSeconds: SESSION_SECONDS,
        slides: true,
        grantCap: 5,
        mintAccess: ({ userId }) => `${orgOf(userId)}!AQ${randomBytes(60).toString('base64url')}`,
        mintRefresh: () => `5Aep861${randomBytes(60).toString('base64url')}`,
      },
    );
    const desk: SalesforceDesk = { state, book, clock };
    const records = [...queryRoutes(desk), ...searchRoutes(desk), ...sobjectRoutes(desk)];
    const inner = new InnerCalls(records);
    return {
      routes: [
        ...consentRoutes(consentDesk(desk)),
        ...tokenRoutes(desk),
        ...identityRoutes(desk),
        ...records,
        ...collectionRoutes(desk, inner),
        ...compositeRoutes(desk, inner),
        ...ingestRoutes(desk, inner),
        ...queryJobRoutes(desk),
      ],
      wording: salesforceWording,
      headers: (call) => (call.path.startsWith('/services/data/') ? { 'sforce-limit-info': 'api-usage=18/15000' } : {}),
      register: (account) => register(account, state),
      accounts: () => ({
        apps: [...state.data.apps.values()],
        orgs: state.data.orgs,
        users: state.data.users,
        privateJwk: salesforceAccounts.privateJwk,
      }),
      grants: () => grantSummaries(state.data.grants),
      revoke: (what) => book.revoke(what),
    };
  },
} as const satisfies VendorPlan;

function register(account: Record<string, unknown>, state: SalesforceDesk['state']): SalesforceApp {
  const client = parseClient(account, {
    scopes: salesforceAccounts.connectedApp.scopes,
    pkce: 'required',
    rotation: 'rotates-with-reuse-detection',
  });
  const runAs = textOf(account, 'runAs');
  const certificate = asRecord(account.certificate);
  if (certificate !== undefined && 'd' in certificate)
    throw new ControlRefusal('"certificate" is a public JWK: this one has the private member "d".');
  const app: SalesforceApp = {
    ...client,
    secret: client.secret ?? randomBytes(32).toString('hex'),
    ...(runAs === undefined ? {} : { runAs }),
    ...(certificate === undefined ? {} : { certificate }),
  };
  state.change(({ apps }) => apps.set(app.id, app));
  return app;
}

function consentDesk({ state, book }: SalesforceDesk): ConsentDesk {
  return {
    title: 'Salesforce',
    host: ANY_HOST,
    path: '/services/oauth2/authorize',
    book,
    challengeMethods: ['S256'],
    deniedText: 'end-user denied authorization',
    redirectError: 'redirect_uri_mismatch',
    clientOf: (id) => state.data.apps.get(id),
    users: (host) =>
      usersAt(host, state.data).map(({ id, name, username }) => ({ id, label: `${name} (${username})` })),
    isOffline: (_query, scopes) => scopes.includes('refresh_token') || scopes.includes('offline_access'),
  };
}

/** Keys are made anew by each process, and an app has one certificate: the present one. */
function acceptDemoKey(state: SalesforceDesk['state']): void {
  const { id, certificate } = salesforceAccounts.externalClientApp;
  const known = state.data.apps.get(id);
  if (known !== undefined) state.change(({ apps }) => apps.set(id, { ...known, certificate }));
}

function initialState(): SalesforceState {
  const { externalClientApp, connectedApp, orgs, users } = salesforceAccounts;
  return {
    apps: new Map([externalClientApp, connectedApp].map((app) => [app.id, app])),
    orgs,
    users,
    grants: noGrants(),
    objects: demoObjects(orgs),
    recycled: new Map(),
    locators: new Map(),
    jobs: new Map(),
    queryJobs: new Map(),
  };
}
