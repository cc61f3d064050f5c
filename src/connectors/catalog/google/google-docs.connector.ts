import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import {
  GOOGLE_API_ERRORS,
  GOOGLE_QUIRKS,
  GOOGLE_TOKEN_HOST,
  GOOGLE_USERINFO_HOST,
  googleMethod,
} from '../platforms/google.js';

/** Text documents. */
@Injectable()
export class GoogleDocsConnector implements Connector {
  readonly key = 'google-docs';
  readonly title = 'Google Docs';
  readonly docs = 'https://developers.google.com/workspace/docs/api/auth';
  readonly category = 'productivity';
  readonly hosts = ['docs.googleapis.com', GOOGLE_USERINFO_HOST, GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/workspace/docs/api/auth',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'Google Docs API',
      scopes: ['openid', 'email', 'https://www.googleapis.com/auth/documents'],
      baseUrl: 'https://docs.googleapis.com/v1',
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
