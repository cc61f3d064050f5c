import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { GOOGLE_API_ERRORS, GOOGLE_QUIRKS, GOOGLE_TOKEN_HOST, googleMethod } from '../platforms/google.js';

/** Datasets, tables and queries. */
@Injectable()
export class BigQueryConnector implements Connector {
  readonly key = 'bigquery';
  readonly title = 'Google BigQuery';
  readonly docs = 'https://cloud.google.com/bigquery/docs/authentication';
  readonly category = 'data';
  readonly hosts = ['bigquery.googleapis.com', GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://cloud.google.com/bigquery/docs/authentication',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'BigQuery API',
      scopes: ['https://www.googleapis.com/auth/bigquery'],
      baseUrl: 'https://bigquery.googleapis.com/bigquery/v2',
      probe: 'https://bigquery.googleapis.com/bigquery/v2/projects',
      identity: ['projects.0.id'],
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
