import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { GOOGLE_API_ERRORS, GOOGLE_QUIRKS, GOOGLE_TOKEN_HOST, googleMethod } from '../platforms/google.js';

/** Search traffic and sitemaps of web sites. */
@Injectable()
export class GoogleSearchConsoleConnector implements Connector {
  readonly key = 'google-search-console';
  readonly title = 'Google Search Console';
  readonly docs = 'https://developers.google.com/webmaster-tools/v1/how-tos/authorizing';
  readonly category = 'marketing';
  readonly hosts = ['www.googleapis.com', GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/webmaster-tools/v1/how-tos/authorizing',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'Google Search Console API',
      scopes: ['https://www.googleapis.com/auth/webmasters'],
      baseUrl: 'https://www.googleapis.com/webmasters/v3',
      probe: 'https://www.googleapis.com/webmasters/v3/sites',
      identity: [],
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
