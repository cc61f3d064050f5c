import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Surveys and responses. */
@Injectable()
export class SurveyMonkeyConnector implements Connector {
  readonly key = 'surveymonkey';
  readonly title = 'SurveyMonkey';
  readonly docs = 'https://developer.surveymonkey.com/api/v3/#SurveyMonkey-Api-Authentication';
  readonly category = 'productivity';
  readonly hosts = ['api.surveymonkey.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developer.surveymonkey.com/api/v3/#SurveyMonkey-Api-Authentication',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'SurveyMonkey developer portal, My Apps, the app, Settings'),
        clientSecret: secret('Client Secret', 'SurveyMonkey developer portal, My Apps, the app, Settings'),
      },
      setup: [
        'At developer.surveymonkey.com, select My Apps > Add a New App.',
        'Paste the OAuth Redirect URL of this form into Settings > OAuth Redirect URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://api.surveymonkey.com/oauth/authorize',
        tokenUrl: () => 'https://api.surveymonkey.com/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'OAuth Redirect URL',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.surveymonkey.com/v3',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.surveymonkey.com/v3/users/me',
        identity: ['email', 'username'],
      }),
    }),
  ];
}
