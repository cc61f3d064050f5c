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

/** Forms and their responses. */
@Injectable()
export class GoogleFormsConnector implements Connector {
  readonly key = 'google-forms';
  readonly title = 'Google Forms';
  readonly docs = 'https://developers.google.com/workspace/forms/api/guides';
  readonly category = 'productivity';
  readonly hosts = ['forms.googleapis.com', GOOGLE_USERINFO_HOST, GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/workspace/forms/api/guides',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'Google Forms API',
      scopes: [
        'openid',
        'email',
        'https://www.googleapis.com/auth/forms.body',
        'https://www.googleapis.com/auth/forms.responses.readonly',
      ],
      baseUrl: 'https://forms.googleapis.com/v1',
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
