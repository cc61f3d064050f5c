import { randomBytes, randomUUID } from 'node:crypto';
import { GrantBook } from '../oauth/grant-book.js';
import { noGrants } from '../oauth/grants.js';
import type { Backstage, Vendor, VendorPlan } from '../stage/vendor.js';
import { redoxAccounts } from './accounts.js';
import { assertionRoutes } from './assertion-token.js';
import type { RedoxDesk, RedoxState } from './desk.js';
import { fhirRoutes } from './fhir.js';
import { legacyRoutes } from './legacy-token.js';
import { messageRoutes } from './messages.js';
import { demoPatients } from './patients.js';
import { registerKey } from './registration.js';
import { redoxWording } from './wording.js';

const REDOX_HOSTS = ['api.redoxengine.com', 'api.ca.redoxengine.com'] as const;

/** Redox: legacy key and secret, OAuth by signed assertion, Data Model messages and a little FHIR. Facts: docs.redoxengine.com. */
export const redox = {
  key: 'redox',
  title: 'Redox',
  hosts: ['*.redoxengine.com'],
  demo: redoxAccounts,
  async open(backstage: Backstage): Promise<Vendor> {
    const state = await backstage.state(initialState());
    acceptDemoKey(state);
    const { clock, moods } = backstage;
    const surroundings = { state, clock, moods };
    const mintRefresh = (): string => randomUUID();
    const legacyBook = new GrantBook(surroundings, {
      codeSeconds: 0,
      accessSeconds: 24 * 3600,
      mintAccess: () => randomUUID(),
      mintRefresh,
    });
    const oauthBook = new GrantBook(surroundings, {
      codeSeconds: 0,
      accessSeconds: 300,
      mintAccess: () => `eyJ${randomBytes(24).toString('base64url')}.${randomBytes(96).toString('base64url')}`,
      mintRefresh,
    });
    const desk: RedoxDesk = { state, legacyBook, oauthBook, clock };
    return {
      routes: REDOX_HOSTS.flatMap((host) => [
        ...legacyRoutes(host, desk),
        ...assertionRoutes(host, desk),
        ...messageRoutes(host, desk),
        ...fhirRoutes(host, desk),
      ]),
      wording: redoxWording,
      register: (account) => registerKey(account, state),
      accounts: () => ({
        legacyKeys: [...state.data.legacyKeys.values()],
        oauthKeys: [...state.data.oauthKeys.values()],
        privateKeyPem: redoxAccounts.privateKeyPem,
      }),
      revoke: (what) => legacyBook.revoke(what),
    };
  },
} as const satisfies VendorPlan;

/** Keys are made anew by each process: the demo's client goes on with its old ones and this one. */
function acceptDemoKey(state: RedoxDesk['state']): void {
  const { clientId, keys } = redoxAccounts.oauthKey;
  const known = state.data.oauthKeys.get(clientId);
  if (known === undefined || known.keys.some(({ kid }) => kid === keys[0].kid)) return;
  state.change(({ oauthKeys }) => oauthKeys.set(clientId, { ...known, keys: [...known.keys, ...keys] }));
}

function initialState(): RedoxState {
  const { legacyKey, oauthKey } = redoxAccounts;
  return {
    legacyKeys: new Map([[legacyKey.apiKey, legacyKey]]),
    oauthKeys: new Map([[oauthKey.clientId, oauthKey]]),
    grants: noGrants(),
    seenAssertions: new Map(),
    patients: demoPatients(),
    resources: new Map(),
    uploads: new Map(),
  };
}
