import { randomBytes } from 'node:crypto';
import { GrantBook } from '../oauth/grant-book.js';
import { grantSummaries } from '../oauth/grant-summaries.js';
import { noGrants } from '../oauth/grants.js';
import type { State } from '../stage/state.js';
import type { Backstage, Vendor, VendorPlan } from '../stage/vendor.js';
import { netsuiteAccounts } from './accounts.js';
import { asyncRoutes } from './async/async-jobs.js';
import type { NetsuiteDesk, NetsuiteState } from './desk.js';
import { oauth2Routes } from './oauth2.js';
import { metadataRoutes } from './records/metadata.js';
import { demoRecords } from './records/record-store.js';
import { recordRoutes } from './records/records.js';
import { registerAccount } from './registration.js';
import { restletRoutes } from './restlets/restlets.js';
import { systemRoutes } from './system.js';
import { netsuiteWording } from './wording.js';

/** NetSuite: token-based authentication (OAuth 1.0a), OAuth 2.0, records, SuiteQL, RESTlets. Facts: Oracle's online help. */
export const netsuite = {
  key: 'netsuite',
  title: 'NetSuite',
  hosts: ['*.netsuite.com'],
  demo: netsuiteAccounts,
  async open(backstage: Backstage): Promise<Vendor> {
    const state = await backstage.state(initialState());
    acceptDemoKey(state);
    const { clock, moods } = backstage;
    const book = new GrantBook(
      { state, clock, moods },
      {
        codeSeconds: 60,
        accessSeconds: 3600,
        // A confidential client's refresh token: seven days from consent, whatever happens.
        refreshSeconds: 7 * 24 * 3600,
        mintAccess: () => jwtLike(),
        mintRefresh: () => jwtLike(),
      },
    );
    const desk: NetsuiteDesk = { state, book, clock };
    return {
      routes: [
        ...oauth2Routes(desk),
        ...systemRoutes(desk),
        // Before the records, whose path a catalogue looks like.
        ...metadataRoutes(desk),
        ...recordRoutes(desk),
        ...asyncRoutes(desk),
        ...restletRoutes(desk),
      ],
      wording: netsuiteWording,
      register: (account) => registerAccount(account, state),
      accounts: () => ({
        accounts: state.data.accounts,
        integrations: [...state.data.integrations.values()],
        tokens: [...state.data.tokens.values()],
        clients: [...state.data.clients.values()],
        privateJwk: netsuiteAccounts.privateJwk,
      }),
      grants: () => grantSummaries(state.data.grants),
      revoke: (what) => book.revoke(what) + revokeTokens(what, state),
    };
  },
} as const satisfies VendorPlan;

/** Tokens of the setup page are revoked there; `client` is the consumer key. */
function revokeTokens(
  what: { credential?: string; client?: string; user?: string },
  state: State<NetsuiteState>,
): number {
  return state.change(({ tokens }) => {
    const meant = [...tokens.values()].filter(
      ({ tokenId, consumerKey, user, isRevoked }) =>
        isRevoked !== true &&
        (what.credential === undefined || what.credential === tokenId) &&
        (what.client === undefined || what.client === consumerKey) &&
        (what.user === undefined || what.user === user),
    );
    for (const token of meant) tokens.set(token.tokenId, { ...token, isRevoked: true });
    return meant.length;
  });
}

function jwtLike(): string {
  return ['eyJ', 'eyJ', ''].map((start) => start + randomBytes(48).toString('base64url')).join('.');
}

/** Keys are made anew by each process: the demo's client goes on with its old certificates and this one. */
function acceptDemoKey(state: NetsuiteDesk['state']): void {
  const { id, certificates } = netsuiteAccounts.client;
  const known = state.data.clients.get(id);
  if (known === undefined || known.certificates.some(({ kid }) => kid === certificates[0].kid)) return;
  const both = [...known.certificates, ...certificates];
  state.change(({ clients }) => clients.set(id, { ...known, certificates: both }));
}

function initialState(): NetsuiteState {
  const { production, sandbox, secondToken, client, accounts } = netsuiteAccounts;
  const integrations = [production.integration, sandbox.integration];
  const tokens = [production.token, sandbox.token, secondToken];
  return {
    accounts: [...accounts],
    integrations: new Map(integrations.map((one) => [one.consumerKey, one])),
    tokens: new Map(tokens.map((one) => [one.tokenId, one])),
    clients: new Map([[client.id, client]]),
    grants: noGrants(),
    nonces: new Map(),
    failures: new Map(),
    records: demoRecords(accounts),
    jobs: new Map(),
  };
}
