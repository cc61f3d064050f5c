import { type Method, method } from '../../contract/connector.js';
import { choice, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

const API = 'https://api.dropboxapi.com';

const SCOPES = [
  'account_info.read',
  'files.metadata.read',
  'files.content.read',
  'files.content.write',
  'sharing.read',
  'sharing.write',
];
const TEAM_SCOPES = ['team_info.read', 'members.read', 'team_data.member'];

/** The files of one person, or of all members of a team. */
export const DROPBOX_METHODS: readonly Method[] = [
  method({
    key: 'oauth2',
    title: 'OAuth 2.0',
    fields: {
      appKey: text('App Key', 'Settings tab of the app, App key'),
      appSecret: secret('App Secret', 'Settings tab of the app, App secret, Show'),
      account: choice('Account', 'Whose files: those of the person who consents, or those of a whole team', {
        person: 'A person',
        team: 'A team, by its admin',
      }),
    },
    setup: [
      'In the Dropbox App Console, select Create app.',
      'Choose Scoped access, then App folder or Full Dropbox (for a team: Full Dropbox), and name the app.',
      `On the Permissions tab, tick ${SCOPES.slice(0, -1).join(', ')} and ${SCOPES.at(-1)}, and select Submit.`,
      `For a team, tick also ${TEAM_SCOPES.slice(0, -1).join(', ')} and ${TEAM_SCOPES.at(-1)}; a team admin has to consent.`,
      'On the Settings tab, paste the Redirect URI of this form into Redirect URIs and select Add.',
      'Copy App key and App secret from the Settings tab into this form.',
    ],
    scheme: {
      kind: 'authorization-code',
      client: ({ appKey, appSecret }) => ({ id: appKey, secret: appSecret, sentIn: 'basic-header' }),
      authorizeUrl: () => 'https://www.dropbox.com/oauth2/authorize',
      tokenUrl: () => `${API}/oauth2/token`,
      // Without offline access Dropbox sends no refresh token, and the connection dies after four hours.
      authorizeParams: { token_access_type: 'offline' },
      scopes: SCOPES,
      chosenScopes: ({ account }) => (account === 'team' ? TEAM_SCOPES : []),
      pkce: 'S256',
      redirectUriLabel: 'Redirect URI',
      answer: { account: 'account_id', keep: ['team_id', 'uid'] },
    },
    renewal: {
      rates: ALL_RENEWAL_RATES,
      defaultRate: 'disabled',
      // expires_in of every answer: https://developers.dropbox.com/oauth-guide.
      accessLifetime: { seconds: 14_400 },
      // It lives until the user or the app revokes it, and no answer to a refresh brings another:
      // https://dropbox.tech/developers/using-oauth-2-0-with-offline-access. No idle limit, no cap is documented.
      rotatesRefreshToken: 'never',
    },
    baseUrl: () => API,
    // A token of a team is nobody's account.
    probe: ({ account }) => ({
      kind: 'request',
      method: 'POST',
      url: `${API}/2/${account === 'team' ? 'team/token/get_authenticated_admin' : 'users/get_current_account'}`,
      identity: ['email', 'name.display_name', 'account_id', 'admin_profile.email'],
    }),
  }),
];
