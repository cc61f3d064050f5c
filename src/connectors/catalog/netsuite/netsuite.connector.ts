import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import { type Connector, method } from '../../contract/connector.js';
import { choice, hostLabel, secret, text } from '../../contract/fields.js';
import { NETSUITE_ACTIONS } from './netsuite.actions.js';

/** Oracle NetSuite: records and SuiteQL. */
@Injectable()
export class NetSuiteConnector implements Connector {
  readonly key = 'netsuite';
  readonly title = 'NetSuite';
  readonly docs = 'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html';
  // Every account has hosts of its own; see the method.
  readonly hosts = [];
  readonly actions = NETSUITE_ACTIONS;
  // REST, SOAP and RESTlets share five in the smallest accounts, and a call too many can look like a failed login.
  readonly callsAtOnce = 4;

  readonly methods = [
    method({
      key: 'token-based',
      title: 'Token Based Authentication',
      fields: {
        environment: choice('Environment', 'The kind of account you sign in to NetSuite with', {
          production: 'Production',
          sandbox: 'Sandbox',
          'release-preview': 'Release Preview',
          development: 'Development',
        }),
        consumerKey: text('Consumer Key', 'Shown once when the integration record is saved'),
        consumerSecret: secret('Consumer Secret', 'Shown once when the integration record is saved'),
        tokenId: text('Token ID', 'Shown once when the access token is saved'),
        tokenSecret: secret('Token Secret', 'Shown once when the access token is saved'),
        accountId: hostLabel('Account ID', 'Setup > Integration > SOAP Web Services Preferences, such as 1234567_SB1', {
          underscores: true,
        }),
      },
      setup: [
        'In NetSuite, open Setup > Company > Enable Features > SuiteCloud; tick REST Web Services and Token-Based Authentication, and save.',
        'Open Setup > Integration > Manage Integrations > New; name it, set State to Enabled, tick Token-Based Authentication, untick TBA: Authorization Flow and User Credentials, and save. Copy Consumer Key and Consumer Secret, which are shown once.',
        'Give the role of the user REST Web Services and Log in using Access Tokens (Setup > Users/Roles > Manage Roles).',
        'Open Setup > Users/Roles > Access Tokens > New; choose application, user and role, and save. Copy Token ID and Token Secret, which are shown once.',
        'Copy the Account ID from Setup > Integration > SOAP Web Services Preferences.',
        'From release 2027.1 NetSuite accepts no new integrations of this kind; those that exist go on working until 2028.1 at the earliest.',
      ],
      scheme: {
        kind: 'signed-request',
        algorithm: 'HMAC-SHA256',
        // A realm in lower case is answered like a wrong secret.
        realm: ({ accountId }) => accountId.toUpperCase().replaceAll('-', '_'),
        consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
        token: ({ tokenId, tokenSecret }) => ({ id: tokenId, secret: tokenSecret }),
      },
      // No renewal facts: nothing is issued, and the token works until somebody revokes it, the role loses "Log in using
      // Access Tokens", or a sandbox is refreshed (docs.oracle.com, Token-based Authentication).
      hosts: ({ accountId }) => [
        `${labelOf(accountId)}.restlets.api.netsuite.com`,
        `${labelOf(accountId)}.suitetalk.api.netsuite.com`,
      ],
      baseUrl: ({ accountId }) => restBase(accountId),
      // Five failures lock the token for half an hour.
      probe: ({ accountId }) => ({
        kind: 'request',
        method: 'GET',
        url: `${restBase(accountId)}/system/v1/serverTime`,
        account: accountId.toUpperCase().replaceAll('-', '_'),
        locksAfterFailures: true,
      }),
    }),
  ];

  readonly apiErrors: ApiErrorFacts = {
    codeAt: [
      ['o:errorDetails', 0, 'o:errorCode'],
      ['error', 'code'],
    ],
    codeInText: '^error code: ([A-Z_]+)',
    messageAt: [
      ['o:errorDetails', 0, 'detail'],
      ['error', 'message'],
    ],
    judgements: {
      CONCURRENCY_LIMIT_EXCEEDED: 'wait',
      SSS_REQUEST_LIMIT_EXCEEDED: 'wait',
      INSUFFICIENT_PERMISSION: 'configure',
    },
    // INVALID_LOGIN stands for every fault of key, secret, clock, account and role.
    statusJudgements: { 401: 'configure' },
  };
}

function labelOf(accountId: string): string {
  return accountId.toLowerCase().replaceAll('_', '-');
}

function restBase(accountId: string): string {
  return `https://${labelOf(accountId)}.suitetalk.api.netsuite.com/services/rest`;
}
