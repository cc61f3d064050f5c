import { randomBytes } from 'node:crypto';
import { GrantBook } from '../oauth/grant-book.js';
import { grantSummaries } from '../oauth/grant-summaries.js';
import { noGrants } from '../oauth/grants.js';
import type { Backstage, Vendor, VendorPlan } from '../stage/vendor.js';
import { type MicrosoftApp, microsoftAccounts } from './accounts.js';
import { GRAPH_HOSTS, LOGIN_HOSTS, SHAREPOINT_HOSTS } from './clouds.js';
import type { MicrosoftDesk, MicrosoftState } from './desk.js';
import { entraRoutes } from './entra/entra.js';
import { tokenFor } from './entra/token-desk.js';
import { monitorRoutes } from './files/copies.js';
import { downloadRoutes } from './files/downloads.js';
import { driveRoutes } from './files/drive-routes.js';
import { demoDrives } from './files/drive-store.js';
import { uploadRoutes } from './files/upload-sessions.js';
import { listItemRoutes } from './graph/list-items.js';
import { demoSites } from './graph/site-store.js';
import { siteByPathRoutes, siteRoutes } from './graph/sites.js';
import { registerApp } from './registration.js';
import { clientRequestIdOf, microsoftWording, requestIdOf } from './wording.js';

const SHORTEST_ACCESS_SECONDS = 3600;
const LONGEST_ACCESS_SECONDS = 5400;
const REFRESH_IDLE_SECONDS = 90 * 86_400;

/**
 * Microsoft Entra ID and SharePoint on Graph, in four clouds: tokens of random life, refresh tokens that are replaced
 * and stay good, apps as themselves. Facts: MicrosoftDocs/entra-docs and microsoftgraph/microsoft-graph-docs-contrib.
 */
export const microsoft = {
  key: 'microsoft',
  title: 'Microsoft',
  hosts: [...LOGIN_HOSTS, ...GRAPH_HOSTS, ...SHAREPOINT_HOSTS],
  demo: microsoftAccounts,
  async open(backstage: Backstage): Promise<Vendor> {
    const state = await backstage.state(initialState());
    acceptDemoCertificate(state);
    const { clock, moods } = backstage;
    const book = new GrantBook(
      { state, clock, moods },
      {
        codeSeconds: 600,
        // 60 to 90 minutes, at random: whoever counts on a constant should notice.
        get accessSeconds() {
          return (
            SHORTEST_ACCESS_SECONDS + Math.floor(Math.random() * (LONGEST_ACCESS_SECONDS - SHORTEST_ACCESS_SECONDS))
          );
        },
        refreshSeconds: REFRESH_IDLE_SECONDS,
        refreshBeginsAnew: true,
        mintAccess: (grant) => tokenFor(grant, { state }),
        mintRefresh: () => `1.${randomBytes(600).toString('base64url')}`,
      },
    );
    const desk: MicrosoftDesk = { state, book, clock, received: new Map() };
    return {
      routes: [
        ...entraRoutes(desk),
        ...GRAPH_HOSTS.flatMap((host) => [
          ...siteRoutes(host, desk),
          ...listItemRoutes(host, desk),
          ...driveRoutes(host, desk),
          ...siteByPathRoutes(host, desk),
        ]),
        ...uploadRoutes(desk),
        ...downloadRoutes(desk),
        ...monitorRoutes(desk),
      ],
      wording: microsoftWording,
      headers: (call) => ({ 'request-id': requestIdOf(call), 'client-request-id': clientRequestIdOf(call) }),
      register: (account) => registerApp(account, state),
      accounts: () => ({
        tenants: state.data.tenants,
        users: state.data.users,
        apps: [...state.data.apps.values()],
        privateKeyPem: microsoftAccounts.privateKeyPem,
        certificatePem: microsoftAccounts.certificatePem,
      }),
      grants: () => grantSummaries(state.data.grants),
      revoke: (what) => book.revoke(what),
    };
  },
} as const satisfies VendorPlan;

/** Keys are made anew by each process: the demo's app goes on with the present certificate. */
function acceptDemoCertificate(state: MicrosoftDesk['state']): void {
  const { id, certificates } = microsoftAccounts.app;
  const known = state.data.apps.get(id);
  if (known !== undefined) state.change(({ apps }) => apps.set(id, { ...known, certificates }));
}

function initialState(): MicrosoftState {
  const { tenants, users, app, selectedApp } = microsoftAccounts;
  const sites = demoSites(tenants);
  return {
    tenants,
    users,
    apps: new Map([app, selectedApp].map((each: MicrosoftApp) => [each.id, each])),
    grants: noGrants(),
    sites,
    drives: demoDrives(sites.values(), tenants),
    itemChanges: new Map(),
  };
}
