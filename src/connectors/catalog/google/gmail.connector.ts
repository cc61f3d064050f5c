import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { GOOGLE_API_ERRORS, GOOGLE_QUIRKS, GOOGLE_TOKEN_HOST, googleMethod } from '../platforms/google.js';

/** Messages in Gmail. */
@Injectable()
export class GmailConnector implements Connector {
  readonly key = 'gmail';
  readonly title = 'Gmail';
  readonly docs = 'https://developers.google.com/workspace/gmail/api/auth/about-auth';
  readonly category = 'communication';
  readonly hosts = ['gmail.googleapis.com', GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/workspace/gmail/api/auth/about-auth',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = [...GOOGLE_QUIRKS, 'A refresh token with Gmail scopes ends when the person changes the password.'];

  readonly methods = [
    googleMethod({
      api: 'Gmail API',
      scopes: ['https://www.googleapis.com/auth/gmail.modify'],
      baseUrl: 'https://gmail.googleapis.com/gmail/v1',
      probe: 'https://gmail.googleapis.com/gmail/v1/users/me/profile',
      identity: ['emailAddress'],
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
