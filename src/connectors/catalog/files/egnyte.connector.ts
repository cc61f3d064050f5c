import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';

/** Files and folders in Egnyte. */
@Injectable()
export class EgnyteConnector implements Connector {
  readonly key = 'egnyte';
  readonly title = 'Egnyte';
  readonly docs = 'https://developers.egnyte.com/docs/read/Public_API_Authentication';
  readonly category = 'files';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'lifetimes'],
    community: true,
    sources: [
      'https://developers.egnyte.com/docs/read/Public_API_Authentication',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = [
    'A token ends when its person changes the password.',
    'Egnyte counts calls by key: new keys have few per second and day.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        domain: hostLabel(
          'Egnyte domain',
          'The first part of the address of your Egnyte, such as acme in acme.egnyte.com',
        ),
        clientId: text('Key', 'Egnyte developer portal, My Account > Applications'),
        clientSecret: secret('Secret', 'Egnyte developer portal, My Account > Applications'),
      },
      setup: [
        'Register at developers.egnyte.com and select Get API Key.',
        'Choose a publicly available application, and paste the Redirect URI of this form into Registered OAuth Redirect URI.',
        'Wait until Egnyte has approved the key.',
        'Copy Key and Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: ({ domain }) => `https://${domain}.egnyte.com/puboauth/token`,
        tokenUrl: ({ domain }) => `https://${domain}.egnyte.com/puboauth/token`,
        scopes: ['Egnyte.filesystem', 'Egnyte.user', 'Egnyte.link'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      hosts: ({ domain }) => [`${domain.toLowerCase()}.egnyte.com`],
      baseUrl: ({ domain }) => `https://${domain}.egnyte.com/pubapi/v1`,
      probe: ({ domain }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${domain}.egnyte.com/pubapi/v1/userinfo`,
        identity: ['email', 'username'],
      }),
    }),
  ];
}
