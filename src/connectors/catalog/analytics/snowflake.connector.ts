import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Statements, by the SQL API. */
@Injectable()
export class SnowflakeConnector implements Connector {
  readonly key = 'snowflake';
  readonly title = 'Snowflake';
  readonly docs = 'https://docs.snowflake.com/en/user-guide/oauth-custom';
  readonly category = 'data';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'offline-access'],
    community: true,
    sources: [
      'https://docs.snowflake.com/en/user-guide/oauth-custom',
      'https://onlinehelp.informatica.com/IICS/prod/CAI/en/wwo-snowflake-cortex-ai-connector-guide/Snowflake_Cortex_AI_connection_authentication_properties.html',
      'https://docs.openbridge.com/en/articles/15192343-extending-snowflake-oauth-tokens',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = [
    'The roles ACCOUNTADMIN and SECURITYADMIN are blocked at first, so the person needs another default role.',
    'How long a refresh token works is OAUTH_REFRESH_TOKEN_VALIDITY of the integration.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        account: text(
          'Account identifier',
          'Snowsight, the account menu > View account details, such as myorg-account1',
          {
            pattern: {
              source: '[A-Za-z0-9][A-Za-z0-9-]*([.][A-Za-z0-9-]+){0,2}',
              hint: 'is an identifier such as myorg-account1 or xy12345.eu-central-1',
            },
          },
        ),
        clientId: text('OAUTH_CLIENT_ID', 'The answer to SELECT SYSTEM$SHOW_OAUTH_CLIENT_SECRETS'),
        clientSecret: secret('OAUTH_CLIENT_SECRET', 'The answer to SELECT SYSTEM$SHOW_OAUTH_CLIENT_SECRETS'),
      },
      setup: [
        'In Snowflake, run CREATE SECURITY INTEGRATION with TYPE = OAUTH, OAUTH_CLIENT = CUSTOM, OAUTH_CLIENT_TYPE = CONFIDENTIAL and OAUTH_ISSUE_REFRESH_TOKENS = TRUE.',
        'Give the Redirect URI of this form as OAUTH_REDIRECT_URI.',
        'Run SELECT SYSTEM$SHOW_OAUTH_CLIENT_SECRETS with the name of the integration in capitals, and copy OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET into this form.',
        'Copy OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: ({ account }) => `https://${account}.snowflakecomputing.com/oauth/authorize`,
        tokenUrl: ({ account }) => `https://${account}.snowflakecomputing.com/oauth/token-request`,
        scopes: ['refresh_token'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 600 },
        rotatesRefreshToken: 'optional',
        refreshLifetime: { seconds: 7_776_000, from: 'consent', isSetting: true },
      },
      hosts: ({ account }) => [`${account.toLowerCase()}.snowflakecomputing.com`],
      baseUrl: ({ account }) => `https://${account}.snowflakecomputing.com/api/v2`,
      probe: ({ account }) => ({
        kind: 'request',
        method: 'POST',
        url: `https://${account}.snowflakecomputing.com/api/v2/statements`,
        headers: { 'content-type': 'application/json' },
        body: '{"statement":"select current_user()"}',
        identity: ['data.0.0'],
      }),
    }),
  ];
}
