import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { lastingConsent } from '../platforms/lasting-consent.js';

/** Blogs and posts. */
@Injectable()
export class TumblrConnector implements Connector {
  readonly key = 'tumblr';
  readonly title = 'Tumblr';
  readonly docs = 'https://www.tumblr.com/docs/en/api/v2';
  readonly category = 'social';
  readonly hosts = ['www.tumblr.com', 'api.tumblr.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.tumblr.com/docs/en/api/v2',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };

  readonly methods = [
    lastingConsent({
      place: 'tumblr.com/oauth/apps, the app',
      registration: 'At tumblr.com/oauth/apps, select Register application.',
      temporaryUrl: 'https://www.tumblr.com/oauth/request_token',
      authorizeUrl: 'https://www.tumblr.com/oauth/authorize',
      tokenUrl: 'https://www.tumblr.com/oauth/access_token',
      baseUrl: 'https://api.tumblr.com/v2',
      probe: { url: 'https://api.tumblr.com/v2/user/info', identity: ['response.user.name'] },
    }),
  ];
}
