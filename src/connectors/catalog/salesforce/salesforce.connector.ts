import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import { type Connector, method } from '../../contract/connector.js';
import { choice, hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';
import { SALESFORCE_ACTIONS } from './salesforce.actions.js';

/** Records in Salesforce. */
@Injectable()
export class SalesforceConnector implements Connector {
  readonly key = 'salesforce';
  readonly title = 'Salesforce';
  readonly docs = 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm';
  // Salesforce says with the token which host of these is the org's own.
  readonly hosts = ['*.my.salesforce.com'];
  readonly actions = SALESFORCE_ACTIONS;

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        environment: choice('Environment', 'Where you sign in to Salesforce', {
          production: 'Production',
          sandbox: 'Sandbox',
          'my-domain': 'My Domain',
          'my-domain-sandbox': 'My Domain of a sandbox',
          'my-domain-developer': 'My Domain of a developer org',
        }),
        myDomain: hostLabel('My Domain', 'Setup > My Domain, the first part of the current My Domain URL', {
          when: { field: 'environment', is: ['my-domain', 'my-domain-sandbox', 'my-domain-developer'] },
        }),
        consumerKey: text('Consumer Key', 'Settings of the External Client App, Consumer Key and Secret'),
        consumerSecret: secret('Consumer Secret', 'Settings of the External Client App, Consumer Key and Secret'),
      },
      setup: [
        'In Salesforce Setup, open External Client App Manager and select New External Client App. (A connected app that you already have works as well; new ones can no longer be made.)',
        'Under API (Enable OAuth Settings), tick Enable OAuth and paste the Callback URL of this form into Callback URL.',
        'Add the scopes "Manage user data via APIs (api)", "Perform requests at any time (refresh_token, offline_access)" and "Access the identity URL service (id)".',
        'Under Security, leave Require Proof Key for Code Exchange (PKCE) ticked, and create the app. It can take ten minutes until Salesforce knows it everywhere.',
        'On the Settings tab, open Consumer Key and Secret, confirm your identity, and copy both into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ consumerKey, consumerSecret }) => ({ id: consumerKey, secret: consumerSecret, sentIn: 'body' }),
        authorizeUrl: (values) => `https://${loginHost(values)}/services/oauth2/authorize`,
        tokenUrl: (values) => `https://${loginHost(values)}/services/oauth2/token`,
        scopes: ['api', 'refresh_token', 'id'],
        pkce: 'S256',
        redirectUriLabel: 'Callback URL',
        answer: {
          issuedAtMs: 'issued_at',
          // No lifetime is stated: it is the session timeout of the org, two hours unless an admin changed it.
          assumedLifetimeSeconds: 5_400,
          baseUrl: 'instance_url',
          keep: ['id'],
        },
        judgements: {
          invalid_client_id: 'configure',
          redirect_uri_mismatch: 'configure',
          unsupported_grant_type: 'configure',
          OAUTH_APP_BLOCKED: 'configure',
          OAUTH_EC_APP_NOT_FOUND: 'configure',
          inactive_org: 'configure',
          inactive_user: 'reconnect',
          rate_limit_exceeded: 'wait',
        },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        // The session timeout of org, profile or app, 15 minutes to 24 hours; org default two hours (help.salesforce.com,
        // Session Settings).
        accessLifetime: { seconds: 7_200, isSetting: true },
        // A setting of the app, required since May 2026 for those used in more than two production orgs (packaging
        // guide, secure_code_ac_eca). A spent refresh token ends the whole grant (help.salesforce.com 005316711).
        rotatesRefreshToken: 'optional',
        // No grace is documented.
        replayWindowSeconds: 0,
        // The refresh token policy of the app; 30 days where rotation is required (eca_limit_idle_refresh_token_ttl).
        refreshIdle: { seconds: 2_592_000, isSetting: true },
        // A sixth approval of a user ends the oldest, as integrators report (nango.dev, useparagon.com).
        grantCap: 5,
        // The identity URL names org and user.
        grantHolder: 'id',
      },
      hosts: (values) => [loginHost(values)],
      baseUrl: (values, issued) => issued?.baseUrl ?? `https://${loginHost(values)}`,
      probe: (values, issued) => ({
        kind: 'request',
        method: 'GET',
        url: `${issued?.baseUrl ?? `https://${loginHost(values)}`}/services/oauth2/userinfo`,
        identity: ['preferred_username', 'email', 'name'],
      }),
    }),
  ];

  readonly apiErrors: ApiErrorFacts = {
    codeAt: [[0, 'errorCode'], ['error']],
    messageAt: [[0, 'message'], ['error_description']],
    judgements: {
      INVALID_SESSION_ID: 'expired',
      INVALID_AUTH_HEADER: 'ours',
      // The org's quota, said with 403: no matter of permission.
      REQUEST_LIMIT_EXCEEDED: 'wait',
      QUERY_TIMEOUT: 'wait',
      SERVER_UNAVAILABLE: 'wait',
      UNABLE_TO_LOCK_ROW: 'wait',
    },
    // An upsert that matched several records.
    statusJudgements: { 300: 'fix-request' },
  };
}

interface Login {
  readonly environment: string;
  readonly myDomain: string;
}

function loginHost({ environment, myDomain }: Login): string {
  const name = myDomain.toLowerCase();
  switch (environment) {
    case 'sandbox':
      return 'test.salesforce.com';
    case 'my-domain':
      return `${name}.my.salesforce.com`;
    case 'my-domain-sandbox':
      return `${name}.sandbox.my.salesforce.com`;
    case 'my-domain-developer':
      return `${name}.develop.my.salesforce.com`;
    default:
      return 'login.salesforce.com';
  }
}
