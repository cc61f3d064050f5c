import { type Connector, type Method, method } from '../../../src/connectors/contract/connector.js';
import { secret, text } from '../../../src/connectors/contract/fields.js';
import { ALL_RENEWAL_RATES, type RenewalFacts } from '../../../src/connectors/contract/renewal-facts.js';

/** The four ways in which vendors treat a refresh token, as the sandbox names them. */
export const FAULT_KINDS = ['static', 'rotates', 'rotates-with-reuse-detection', 'replay-window'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Longer than a lease of these servers, and than a slow machine takes to notice that it has ended. Seconds. */
export const REPLAY_WINDOW = 120;
const API = 'https://api.dropboxapi.com';

const FACTS: Readonly<Record<FaultKind, Pick<RenewalFacts, 'rotatesRefreshToken' | 'replayWindowSeconds'>>> = {
  static: { rotatesRefreshToken: 'never' },
  rotates: { rotatesRefreshToken: 'always' },
  'rotates-with-reuse-detection': { rotatesRefreshToken: 'always', replayWindowSeconds: 0 },
  'replay-window': { rotatesRefreshToken: 'always', replayWindowSeconds: REPLAY_WINDOW },
};

export function connectorKeyOf(kind: FaultKind): string {
  return `fault-${kind}`;
}

/** One connector a kind, so that a renewal goes by its facts; all of them speak to the sandbox's Dropbox. */
export const FAULT_CONNECTORS: readonly Connector[] = FAULT_KINDS.map((kind) => ({
  key: connectorKeyOf(kind),
  title: `Vendor whose refresh token: ${kind}`,
  docs: 'https://datatracker.ietf.org/doc/html/rfc6749',
  hosts: ['api.dropboxapi.com'],
  methods: [methodOf(kind)],
}));

function methodOf(kind: FaultKind): Method {
  return method({
    key: 'oauth2',
    title: 'OAuth 2.0',
    fields: {
      clientId: text('Client ID', 'The page of the app'),
      clientSecret: secret('Client Secret', 'The page of the app, Show'),
    },
    setup: ['Register an app and paste the Redirect URI of this form there.'],
    scheme: {
      kind: 'authorization-code',
      client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
      authorizeUrl: () => 'https://www.dropbox.com/oauth2/authorize',
      tokenUrl: () => `${API}/oauth2/token`,
      authorizeParams: { token_access_type: 'offline' },
      scopes: ['account_info.read'],
      pkce: 'S256',
      redirectUriLabel: 'Redirect URI',
    },
    // Only somebody who asks renews: a test says when.
    renewal: { rates: ALL_RENEWAL_RATES, defaultRate: 'disabled', ...FACTS[kind] },
    baseUrl: () => API,
    probe: () => ({
      kind: 'request',
      method: 'POST',
      url: `${API}/2/users/get_current_account`,
      identity: ['email'],
    }),
  });
}
