import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { GOOGLE_API_ERRORS, GOOGLE_QUIRKS, GOOGLE_TOKEN_HOST, googleMethod } from '../platforms/google.js';

/** People and contact groups, by the People API. */
@Injectable()
export class GoogleContactsConnector implements Connector {
  readonly key = 'google-contacts';
  readonly title = 'Google Contacts';
  readonly docs = 'https://developers.google.com/people';
  readonly category = 'productivity';
  readonly hosts = ['people.googleapis.com', GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/people',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'People API',
      scopes: ['https://www.googleapis.com/auth/contacts', 'https://www.googleapis.com/auth/userinfo.email'],
      baseUrl: 'https://people.googleapis.com/v1',
      probe: 'https://people.googleapis.com/v1/people/me?personFields=names,emailAddresses',
      identity: ['emailAddresses.0.value', 'resourceName'],
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
