import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';

/** Audiences, campaigns and reports. */
@Injectable()
export class MailchimpConnector implements Connector {
  readonly key = 'mailchimp';
  readonly title = 'Mailchimp';
  readonly docs = 'https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/';
  readonly category = 'marketing';
  readonly hosts = ['login.mailchimp.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'lifetimes', 'screens'],
    community: true,
    sources: [
      'https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = ['The data centre of the account is part of every address; the metadata of the token name it.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        server: hostLabel(
          'Server prefix',
          'The first part of the address of your Mailchimp, such as us19 in us19.admin.mailchimp.com',
        ),
        clientId: text('client_id', 'Mailchimp > Account > Extras > Registered apps, the app'),
        clientSecret: secret('client_secret', 'Mailchimp > Account > Extras > Registered apps, the app'),
      },
      setup: [
        'In Mailchimp, open Account & billing > Extras > Registered apps and select Register An App.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy client_id and client_secret, which are shown after Create, into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://login.mailchimp.com/oauth2/authorize',
        tokenUrl: () => 'https://login.mailchimp.com/oauth2/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      hosts: ({ server }) => [`${server.toLowerCase()}.api.mailchimp.com`],
      baseUrl: ({ server }) => `https://${server}.api.mailchimp.com/3.0`,
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://login.mailchimp.com/oauth2/metadata',
        identity: ['login.email', 'accountname'],
      }),
    }),
  ];
}
