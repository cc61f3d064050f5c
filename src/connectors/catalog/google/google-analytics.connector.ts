import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { GOOGLE_API_ERRORS, GOOGLE_QUIRKS, GOOGLE_TOKEN_HOST, googleMethod } from '../platforms/google.js';

/** Reports of Google Analytics 4. */
@Injectable()
export class GoogleAnalyticsConnector implements Connector {
  readonly key = 'google-analytics';
  readonly title = 'Google Analytics';
  readonly docs = 'https://developers.google.com/analytics/devguides/reporting/data/v1';
  readonly category = 'data';
  readonly hosts = ['analyticsdata.googleapis.com', 'analyticsadmin.googleapis.com', GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/analytics/devguides/reporting/data/v1',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'Google Analytics Data API and the Google Analytics Admin API',
      scopes: ['https://www.googleapis.com/auth/analytics.readonly'],
      baseUrl: 'https://analyticsdata.googleapis.com/v1beta',
      probe: 'https://analyticsadmin.googleapis.com/v1beta/accountSummaries',
      identity: ['accountSummaries.0.displayName'],
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
