import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import { type Connector, method } from '../../contract/connector.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';
import { DROPBOX_ACTIONS } from './dropbox.actions.js';

const API = 'https://api.dropboxapi.com';

/** Files in Dropbox; personal and Business accounts. */
@Injectable()
export class DropboxConnector implements Connector {
  readonly key = 'dropbox';
  readonly title = 'Dropbox';
  readonly docs = 'https://developers.dropbox.com/oauth-guide';
  readonly hosts = ['api.dropboxapi.com', 'content.dropboxapi.com'];
  readonly actions = DROPBOX_ACTIONS;

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        appKey: text('App Key', 'Settings tab of the app, App key'),
        appSecret: secret('App Secret', 'Settings tab of the app, App secret, Show'),
      },
      setup: [
        'In the Dropbox App Console, select Create app.',
        'Choose Scoped access, then App folder or Full Dropbox, and name the app.',
        'On the Permissions tab, tick account_info.read, files.metadata.read, files.content.read and files.content.write, and select Submit.',
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
        scopes: ['account_info.read', 'files.metadata.read', 'files.content.read', 'files.content.write'],
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
      probe: () => ({
        kind: 'request',
        method: 'POST',
        url: `${API}/2/users/get_current_account`,
        identity: ['email', 'name.display_name', 'account_id'],
      }),
    }),
  ];

  // Codes: dropbox-api-spec, auth.stone and files.stone.
  readonly apiErrors: ApiErrorFacts = {
    codeAt: [
      ['error', 'reason', '.tag'],
      ['error', 'path', 'reason', '.tag'],
      ['error', '.tag'],
    ],
    messageAt: [['user_message', 'text'], ['error_summary']],
    judgements: {
      expired_access_token: 'expired',
      invalid_access_token: 'expired',
      missing_scope: 'reconnect',
      invalid_select_user: 'configure',
      invalid_select_admin: 'configure',
      route_access_denied: 'configure',
      user_suspended: 'wait',
      too_many_requests: 'wait',
      too_many_write_operations: 'wait',
    },
  };
}
