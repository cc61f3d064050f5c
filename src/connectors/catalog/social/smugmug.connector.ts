import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { lastingConsent } from '../platforms/lasting-consent.js';

/** Photos and galleries. */
@Injectable()
export class SmugMugConnector implements Connector {
  readonly key = 'smugmug';
  readonly title = 'SmugMug';
  readonly docs = 'https://api.smugmug.com/api/v2/doc/tutorial/authorization.html';
  readonly category = 'social';
  readonly hosts = ['api.smugmug.com', 'upload.smugmug.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://api.smugmug.com/api/v2/doc/tutorial/authorization.html',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    lastingConsent({
      place: 'Account settings > Me > API Keys',
      registration: 'At api.smugmug.com/api/developer/apply, apply for an API key.',
      temporaryUrl: 'https://api.smugmug.com/services/oauth/1.0a/getRequestToken',
      authorizeUrl: 'https://api.smugmug.com/services/oauth/1.0a/authorize',
      authorizeParams: { Access: 'Full', Permissions: 'Modify' },
      tokenUrl: 'https://api.smugmug.com/services/oauth/1.0a/getAccessToken',
      baseUrl: 'https://api.smugmug.com/api/v2',
      probe: {
        url: 'https://api.smugmug.com/api/v2!authuser',
        headers: { accept: 'application/json' },
        identity: ['Response.User.NickName'],
      },
    }),
  ];
}
