import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Agreements and signatures. */
@Injectable()
export class AdobeSignConnector implements Connector {
  readonly key = 'adobe-sign';
  readonly title = 'Adobe Acrobat Sign';
  readonly docs = 'https://opensource.adobe.com/acrobat-sign/developer_guide/oauth.html';
  readonly category = 'files';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes', 'rotation', 'screens'],
    community: true,
    sources: [
      'https://opensource.adobe.com/acrobat-sign/developer_guide/oauth.html',
      'https://helpx.adobe.com/sign/kb/how-to-create-access-token-using-postman-adobe-sign.html',
      'https://opensource.adobe.com/acrobat-sign/developer_guide/helloworld.html',
    ],
  };
  readonly quirks = [
    'A renewal goes to an address of its own.',
    'A PARTNER application reaches other accounts only after certification.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        shard: hostLabel('Shard', 'The part after secure. in the address of your Acrobat Sign, such as na1 or eu2'),
        clientId: text('Application ID', 'API Applications, the app, View / Edit'),
        clientSecret: secret('Client Secret', 'API Applications, the app, View / Edit'),
      },
      setup: [
        'In Acrobat Sign, open Account > Acrobat Sign API > API Applications and select the plus sign; choose the domain CUSTOMER.',
        'Select the app and Configure OAuth for Application.',
        'Paste the Redirect URI of this form into Redirect URI, and enable the scopes user_read, agreement_read, agreement_write and agreement_send.',
        'Copy Application ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: ({ shard }) => `https://secure.${shard}.adobesign.com/public/oauth/v2`,
        tokenUrl: ({ shard }) => `https://api.${shard}.adobesign.com/oauth/v2/token`,
        renewUrl: ({ shard }) => `https://api.${shard}.adobesign.com/oauth/v2/refresh`,
        scopes: ['user_read:self', 'agreement_read:self', 'agreement_write:self', 'agreement_send:self'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'never',
        refreshIdle: { seconds: 5_184_000 },
      },
      hosts: ({ shard }) => [`api.${shard.toLowerCase()}.adobesign.com`],
      baseUrl: ({ shard }) => `https://api.${shard}.adobesign.com/api/rest/v6`,
      probe: ({ shard }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://api.${shard}.adobesign.com/api/rest/v6/users/me`,
        identity: ['email'],
      }),
    }),
  ];
}
