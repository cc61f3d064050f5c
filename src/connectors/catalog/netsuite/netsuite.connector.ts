import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import { NETSUITE_ACTIONS } from './actions/netsuite.actions.js';
import { authorizationCode, clientCredentials, tokenBased } from './netsuite.methods.js';

const LOGIN_HINT =
  'The reason stands in Setup > Users/Roles > View Login Audit Trail; a clock that is more than five minutes off is one. Five failures lock a token for half an hour.';

/** Oracle NetSuite: records, SuiteQL and RESTlets. */
@Injectable()
export class NetSuiteConnector implements Connector {
  readonly key = 'netsuite';
  readonly title = 'NetSuite';
  readonly docs = 'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html';
  readonly category = 'enterprise';
  readonly evidence = {
    verified: ['addresses', 'client', 'scopes', 'pkce', 'lifetimes', 'rotation', 'probe', 'screens'],
    community: false,
    sources: [
      'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1534941088.html',
      'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_158081944642.html',
      'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_162790605110.html',
      'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/chapter_161251386312.html',
      'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1540810174.html',
    ],
  } as const;
  readonly quirks = [
    'Whatever is wrong with key, secret, clock, account or role is answered with the same 401; the reason stands in Login Audit Trail.',
    'Five failed attempts lock a token for half an hour.',
    'REST, SOAP and RESTlets share one limit of calls at once: five in the smallest accounts.',
    'RESTlets say that there are too many calls with status 400.',
    'A refresh token ends seven days after the consent.',
    'A saved search cannot be run by REST web services, only by a RESTlet.',
  ];
  // Every account has hosts of its own; see the methods.
  readonly hosts = [];
  readonly actions = NETSUITE_ACTIONS;
  // REST, SOAP and RESTlets share five in the smallest accounts, and a call too many can look like a failed login.
  readonly limits = { perHost: { atOnce: 4 } };

  readonly methods = [tokenBased, authorizationCode, clientCredentials];

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
    hints: { INVALID_LOGIN: LOGIN_HINT, INVALID_LOGIN_ATTEMPT: LOGIN_HINT },
    // INVALID_LOGIN stands for every fault of key, secret, clock, account and role.
    statusJudgements: { 401: 'configure' },
  };
}
