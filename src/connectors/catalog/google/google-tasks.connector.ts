import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { GOOGLE_API_ERRORS, GOOGLE_QUIRKS, GOOGLE_TOKEN_HOST, googleMethod } from '../platforms/google.js';

/** Task lists. */
@Injectable()
export class GoogleTasksConnector implements Connector {
  readonly key = 'google-tasks';
  readonly title = 'Google Tasks';
  readonly docs = 'https://developers.google.com/workspace/tasks/auth';
  readonly category = 'projects';
  readonly hosts = ['tasks.googleapis.com', GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/workspace/tasks/auth',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'Google Tasks API',
      scopes: ['https://www.googleapis.com/auth/tasks'],
      baseUrl: 'https://tasks.googleapis.com/tasks/v1',
      probe: 'https://tasks.googleapis.com/tasks/v1/users/@me/lists',
      identity: [],
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
