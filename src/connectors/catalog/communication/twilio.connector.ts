import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Text messages and calls. */
@Injectable()
export class TwilioConnector implements Connector {
  readonly key = 'twilio';
  readonly title = 'Twilio';
  readonly docs = 'https://www.twilio.com/docs/iam/api-keys';
  readonly category = 'communication';
  readonly hosts = ['api.twilio.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'screens'],
    community: true,
    sources: [
      'https://www.twilio.com/docs/iam/api-keys',
      'https://www.twilio.com/docs/usage/api',
      'https://twilio.com/docs/iam/keys/api-key-resource',
    ],
  };
  readonly quirks = ['A Standard key may not read the account itself, so calls are what proves the connection.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        accountSid: text('Account SID', 'Twilio Console, Account Info'),
        keySid: text('API key SID', 'Twilio Console > Account > API keys & tokens, the key'),
        keySecret: secret('API key secret', 'Shown once when the key is made'),
      },
      setup: [
        'In the Twilio Console, open Account > API keys & tokens and select Create API key; choose Standard.',
        'Copy SID and secret, which is shown once, and the Account SID of the Console into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ keySid, keySecret }) => [{ in: 'basic', user: keySid, password: keySecret }],
      },
      baseUrl: ({ accountSid }) => `https://api.twilio.com/2010-04-01/Accounts/${encodeURIComponent(accountSid)}`,
      probe: ({ accountSid }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://api.twilio.com/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Calls.json?PageSize=1`,
        account: accountSid,
      }),
    }),
  ];
}
