import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Channels, messages and users of a workspace. */
@Injectable()
export class SlackConnector implements Connector {
  readonly key = 'slack';
  readonly title = 'Slack';
  readonly docs = 'https://docs.slack.dev/authentication/installing-with-oauth';
  readonly category = 'communication';
  readonly hosts = ['slack.com'];
  readonly evidence: Evidence = {
    verified: ['lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://docs.slack.dev/authentication/installing-with-oauth',
      'https://docs.slack.dev/authentication/using-token-rotation',
      'https://api.slack.com/authentication/rotation',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = [
    'Refusals come with HTTP status 200 and `ok: false`.',
    'Without token rotation there is no refresh token and the token does not expire.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'api.slack.com/apps, the app, Basic Information > App Credentials'),
        clientSecret: secret('Client Secret', 'api.slack.com/apps, the app, Basic Information > App Credentials'),
      },
      setup: [
        'At api.slack.com/apps, select Create New App > From scratch, and choose the workspace.',
        'Paste the Redirect URL of this form into OAuth & Permissions > Redirect URLs.',
        'Under Bot Token Scopes, add channels:read, chat:write and users:read.',
        'To have tokens that expire, turn on token rotation on the same page; it cannot be turned off again.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://slack.com/oauth/v2/authorize',
        tokenUrl: () => 'https://slack.com/api/oauth.v2.access',
        scopes: ['channels:read', 'chat:write', 'users:read'],
        scopeSeparator: ',',
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
        answer: { tokenTypes: ['bot', 'user'], keep: ['app_id', 'bot_user_id'] },
        judgements: {
          invalid_refresh_token: 'reconnect',
          token_revoked: 'reconnect',
          invalid_client_id: 'configure',
          bad_client_secret: 'configure',
          bad_redirect_uri: 'configure',
          ratelimited: 'wait',
        },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        // Only with token rotation: a token then works for twelve hours; else it works until it is revoked.
        accessLifetime: { seconds: 43_200, isSetting: true },
        rotatesRefreshToken: 'always',
      },
      baseUrl: () => 'https://slack.com/api',
      probe: () => ({
        kind: 'request',
        method: 'POST',
        url: 'https://slack.com/api/auth.test',
        identity: ['team', 'user'],
      }),
    }),
  ];

  readonly apiErrors: ApiErrorFacts = {
    codeAt: [['error']],
    judgements: {
      token_expired: 'expired',
      invalid_auth: 'reconnect',
      token_revoked: 'reconnect',
      account_inactive: 'reconnect',
      missing_scope: 'reconnect',
      ratelimited: 'wait',
    },
  };
}
