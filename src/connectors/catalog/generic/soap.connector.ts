import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import { type Connector, method } from '../../contract/connector.js';
import { choice, secret, text } from '../../contract/fields.js';
import { GENERIC_EVIDENCE } from './generic-evidence.js';
import { BASIC } from './rest-methods.js';
import { SERVICE, SERVICE_FIELDS } from './service-fields.js';
import { SOAP_ACTIONS } from './soap.actions.js';

/** Any SOAP service. */
@Injectable()
export class SoapConnector implements Connector {
  readonly key = 'soap';
  readonly title = 'SOAP service';
  readonly docs = 'https://docs.oasis-open.org/wss-m/wss/v1.1.1/wss-UsernameTokenProfile-v1.1.1.html';
  readonly category = 'generic';
  readonly evidence = GENERIC_EVIDENCE;
  readonly hosts = [];
  readonly actions = SOAP_ACTIONS;

  readonly methods = [
    BASIC,
    method({
      key: 'username-token',
      title: 'WS-Security user name',
      fields: {
        user: text('User name', 'The account at the service'),
        password: secret('Password', 'The account at the service'),
        passwordType: choice('Password travels', 'As the policy of the service demands it', {
          digest: 'As a digest with nonce and time',
          text: 'As text',
        }),
        ...SERVICE_FIELDS,
      },
      setup: [
        'At the service, make an account for this connection.',
        'Copy its user name and password into this form. They are written into each message and never leave Latchkey otherwise.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ user, password, passwordType }) => [
          { in: 'ws-security', user, password, passwordType: passwordType === 'text' ? 'text' : 'digest' },
        ],
      },
      ...SERVICE,
    }),
  ];

  readonly apiErrors: ApiErrorFacts = {
    codeAt: [],
    codeInText: '<(?:[A-Za-z][\\w.-]{0,40}:)?(?:faultcode|Value)>\\s{0,20}([\\w.:-]{1,100})\\s{0,20}</',
    // SOAP 1.1 answers every fault with 500 (section 6.2); most are the caller's.
    statusJudgements: { 500: 'fix-request' },
  };
}
