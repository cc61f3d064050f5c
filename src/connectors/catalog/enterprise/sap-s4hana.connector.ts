import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Business partners, sales orders and everything else of SAP OData. */
@Injectable()
export class SapS4hanaConnector implements Connector {
  readonly key = 'sap-s4hana';
  readonly title = 'SAP S/4HANA Cloud';
  readonly docs = 'https://help.sap.com/docs/SAP_S4HANA_CLOUD';
  readonly category = 'enterprise';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'screens'],
    community: true,
    sources: [
      'https://help.sap.com/docs/SAP_S4HANA_CLOUD',
      'https://github.com/SAP-samples/btp-kyma-identity-management/blob/main/documentation/propagate-identity/configure-destination/README.md',
      'https://docs.stackone.com/connectors/saps4hana/guides/link-account/oauth-2-0',
    ],
  };
  readonly quirks = [
    'Each business API needs a communication arrangement of its scenario.',
    'The connection is tested with business partners, so the scenario SAP_COM_0008 must be arranged.',
  ];

  readonly methods = [
    method({
      key: 'basic',
      title: 'Communication user',
      fields: {
        host: hostLabel(
          'API host',
          'The first part of the address of the API of your S/4HANA Cloud, such as my123456-api',
        ),
        user: text('User name', 'Maintain Communication Users, the user'),
        password: secret('Password', 'Maintain Communication Users, shown when it is proposed'),
      },
      setup: [
        'In SAP S/4HANA Cloud, open Maintain Communication Users and make a user; Propose Password shows its password.',
        'Open Communication Systems and make one with this user for inbound communication.',
        'Open Communication Arrangements and make one for the scenario, such as SAP_COM_0008, with User ID and Password.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ user, password }) => [{ in: 'basic', user, password }],
      },
      hosts: ({ host }) => [`${host.toLowerCase()}.s4hana.ondemand.com`],
      baseUrl: ({ host }) => `https://${host}.s4hana.ondemand.com/sap/opu/odata/sap`,
      probe: ({ host }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${host}.s4hana.ondemand.com/sap/opu/odata/sap/API_BUSINESS_PARTNER/A_BusinessPartner?$top=1&$format=json`,
        account: host,
      }),
    }),
    method({
      key: 'client-credentials',
      title: 'OAuth 2.0, the app itself',
      fields: {
        host: hostLabel(
          'API host',
          'The first part of the address of the API of your S/4HANA Cloud, such as my123456-api',
        ),
        clientId: text('Client ID', 'Communication Arrangements, the arrangement, OAuth 2.0 Details'),
        clientSecret: secret(
          'Password of the communication user',
          'Communication Arrangements, the arrangement, OAuth 2.0 Details',
        ),
      },
      setup: [
        'Make a communication user and a communication system as for the other method.',
        'Open Communication Arrangements and make one for the scenario with the authentication method OAuth 2.0.',
        'Select OAuth 2.0 Details, and copy the client ID and the password of the communication user into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        tokenUrl: ({ host }) => `https://${host}.s4hana.ondemand.com/sap/bc/sec/oauth2/token`,
        scopes: [],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
      },
      hosts: ({ host }) => [`${host.toLowerCase()}.s4hana.ondemand.com`],
      baseUrl: ({ host }) => `https://${host}.s4hana.ondemand.com/sap/opu/odata/sap`,
      probe: ({ host }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${host}.s4hana.ondemand.com/sap/opu/odata/sap/API_BUSINESS_PARTNER/A_BusinessPartner?$top=1&$format=json`,
        account: host,
      }),
    }),
  ];
}
