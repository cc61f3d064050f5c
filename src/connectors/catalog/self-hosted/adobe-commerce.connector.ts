import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { OWN_SERVER_FIELDS, onOwnServer, ownHosts } from '../platforms/own-server.js';

/** Products, orders and customers of a shop. */
@Injectable()
export class AdobeCommerceConnector implements Connector {
  readonly key = 'adobe-commerce';
  readonly title = 'Adobe Commerce (Magento)';
  readonly docs = 'https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/';
  readonly category = 'commerce';
  // Its server is the company's own; see the method.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/'],
  };
  readonly quirks = [
    'Taking the access token alone as a bearer token is switched off since version 2.4.4; requests are signed.',
  ];

  readonly methods = [
    method({
      key: 'oauth1',
      title: 'OAuth 1.0a, an integration',
      fields: {
        ...OWN_SERVER_FIELDS,
        consumerKey: text('Consumer Key', 'System > Integrations, the integration, Integration Details'),
        consumerSecret: secret('Consumer Secret', 'System > Integrations, the integration, Integration Details'),
        accessToken: text('Access Token', 'System > Integrations, the integration, Integration Details'),
        accessTokenSecret: secret('Access Token Secret', 'System > Integrations, the integration, Integration Details'),
      },
      setup: [
        'In the Admin, open System > Extensions > Integrations and select Add New Integration.',
        'Under API, choose the resources; store settings are what the test reads.',
        'Save and activate it, and copy the four values of Integration Details into this form.',
      ],
      scheme: {
        kind: 'signed-request',
        algorithm: 'HMAC-SHA256',
        realm: () => '',
        consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
        token: ({ accessToken, accessTokenSecret }) => ({ id: accessToken, secret: accessTokenSecret }),
      },
      hosts: ownHosts,
      baseUrl: (values) => onOwnServer(values, '/rest/V1'),
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: onOwnServer(values, '/rest/V1/store/storeConfigs'),
        identity: ['0.base_url'],
      }),
    }),
  ];
}
