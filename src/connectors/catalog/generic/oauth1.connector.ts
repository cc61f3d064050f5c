import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import { choice, secret, text } from '../../contract/fields.js';
import type { OAuth1Algorithm } from '../../contract/oauth1.js';
import { LASTING_CREDENTIALS } from '../platforms/lasting-consent.js';
import { GENERIC_EVIDENCE } from './generic-evidence.js';
import { SERVICE_ACTIONS } from './service.actions.js';
import { SERVICE, SERVICE_FIELDS, serviceHosts } from './service-fields.js';

const CONSUMER_FIELDS = {
  consumerKey: text('Consumer Key', 'Where the client is registered with the vendor; also called API key'),
  consumerSecret: secret('Consumer Secret', 'Where the client is registered with the vendor; also called API secret'),
  algorithm: choice('Signature method', 'As the vendor documents it', {
    'HMAC-SHA1': 'HMAC-SHA1',
    'HMAC-SHA256': 'HMAC-SHA256',
  }),
  realm: text('Realm', 'Only for vendors that ask for one', { required: false }),
};

const addressOf = (label: string, where: string) => text(label, where, { format: 'address', maxLength: 1_000 });

const SIGNATURE = {
  algorithm: 'HMAC-SHA1',
  chosenAlgorithm: ({ algorithm }: { readonly algorithm: string }): OAuth1Algorithm =>
    algorithm === 'HMAC-SHA256' ? 'HMAC-SHA256' : 'HMAC-SHA1',
  realm: ({ realm }: { readonly realm: string }): string => realm,
} as const;

/** Any service behind OAuth 1.0a. */
@Injectable()
export class OAuth1Connector implements Connector {
  readonly key = 'oauth1';
  readonly title = 'OAuth 1.0a';
  readonly docs = 'https://www.rfc-editor.org/rfc/rfc5849';
  readonly category = 'generic';
  readonly evidence = GENERIC_EVIDENCE;
  readonly hosts = [];
  readonly actions = SERVICE_ACTIONS;

  readonly methods = [
    method({
      key: 'three-legged',
      title: 'Three-legged (a person consents)',
      fields: {
        ...CONSUMER_FIELDS,
        temporaryUrl: addressOf('Request token URL', 'Where temporary credentials come from'),
        authorizeUrl: addressOf('Authorization URL', 'The page where people consent'),
        tokenUrl: addressOf('Access token URL', 'Where token credentials come from'),
        ...SERVICE_FIELDS,
      },
      setup: [
        'Register a client at the vendor and paste the Callback URL of this form there.',
        'Copy the Consumer Key and the Consumer Secret into this form.',
      ],
      scheme: {
        kind: 'signed-consent',
        ...SIGNATURE,
        consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
        temporaryUrl: ({ temporaryUrl }) => temporaryUrl,
        authorizeUrl: ({ authorizeUrl }) => authorizeUrl,
        tokenUrl: ({ tokenUrl }) => tokenUrl,
        redirectUriLabel: 'Callback URL',
      },
      issueLabel: 'Get OAuth 1.0a Access Token',
      renewal: LASTING_CREDENTIALS,
      ...SERVICE,
      hosts: (values) => serviceHosts(values, values.temporaryUrl, values.tokenUrl),
    }),
    method({
      key: 'signed-request',
      title: 'Signed requests (token and secret at hand)',
      fields: {
        ...CONSUMER_FIELDS,
        token: text('Token', 'Made at the vendor for this client'),
        tokenSecret: secret('Token Secret', 'Made at the vendor together with the token'),
        ...SERVICE_FIELDS,
      },
      setup: [
        'Register a client at the vendor, and make a token for it.',
        'Copy key, token and both secrets into this form.',
      ],
      scheme: {
        kind: 'signed-request',
        ...SIGNATURE,
        consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
        token: ({ token, tokenSecret }) => ({ id: token, secret: tokenSecret }),
      },
      ...SERVICE,
    }),
  ];
}
