import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import { SALESFORCE_ACTIONS } from './actions/salesforce.actions.js';
import { clientCredentials, jwtBearer, webServer } from './salesforce.methods.js';

/** Records in Salesforce. */
@Injectable()
export class SalesforceConnector implements Connector {
  readonly key = 'salesforce';
  readonly title = 'Salesforce';
  readonly docs = 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm';
  readonly category = 'crm';
  readonly evidence = {
    verified: ['addresses', 'client', 'scopes', 'offline-access', 'pkce', 'lifetimes', 'rotation', 'probe', 'screens'],
    community: false,
    sources: [
      'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm',
      'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm',
      'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_client_credentials_flow.htm',
      'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/',
      'https://developer.salesforce.com/docs/platform/api-asynch/guide/bulk-api-2-0-ingest.html',
    ],
  } as const;
  readonly quirks = [
    'A user has at most five live approvals of one app; a sixth ends the oldest without a word.',
    'A token states no lifetime: it is the session timeout of the org, two hours unless an admin changed it.',
    'The daily limit of requests is said with 403 REQUEST_LIMIT_EXCEEDED, which has nothing to do with permissions.',
    'The scope "full" does not include refresh_token.',
    'A user of a sandbox is unknown at login.salesforce.com.',
  ];
  // Salesforce says with the token which host of these is the org's own.
  readonly hosts = ['*.my.salesforce.com'];
  readonly actions = SALESFORCE_ACTIONS;
  // Long requests of an org at once: 25 in production (developer.salesforce.com, API limits).
  readonly limits = { perHost: { atOnce: 25 } };

  readonly methods = [webServer, jwtBearer, clientCredentials];

  readonly apiErrors: ApiErrorFacts = {
    codeAt: [[0, 'errorCode'], ['error']],
    // The identity services answer a spent token with 403 and these words instead.
    codeInText: '^(Bad_OAuth_Token)\\b',
    messageAt: [[0, 'message'], ['error_description']],
    judgements: {
      INVALID_SESSION_ID: 'expired',
      Bad_OAuth_Token: 'expired',
      INVALID_AUTH_HEADER: 'ours',
      // The org's quota, said with 403: no matter of permission.
      REQUEST_LIMIT_EXCEEDED: 'wait',
      QUERY_TIMEOUT: 'wait',
      SERVER_UNAVAILABLE: 'wait',
      UNABLE_TO_LOCK_ROW: 'wait',
    },
    // An upsert that matched several records; and an org that has moved, whose new host comes with the next token.
    statusJudgements: { 300: 'fix-request', 420: 'expired' },
  };
}
