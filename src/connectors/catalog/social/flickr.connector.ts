import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { lastingConsent } from '../platforms/lasting-consent.js';

/** Photos and albums. */
@Injectable()
export class FlickrConnector implements Connector {
  readonly key = 'flickr';
  readonly title = 'Flickr';
  readonly docs = 'https://www.flickr.com/services/api/auth.oauth.html';
  readonly category = 'social';
  readonly hosts = ['www.flickr.com', 'api.flickr.com', 'up.flickr.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.flickr.com/services/api/auth.oauth.html',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = ['The consent asks for nothing but reading unless the address of the consent says perms=write.'];

  readonly methods = [
    lastingConsent({
      place: 'flickr.com/services/apps, the app, Key and Secret',
      registration: 'At flickr.com/services/apps/create, select Request an API Key.',
      temporaryUrl: 'https://www.flickr.com/services/oauth/request_token',
      authorizeUrl: 'https://www.flickr.com/services/oauth/authorize',
      authorizeParams: { perms: 'write' },
      tokenUrl: 'https://www.flickr.com/services/oauth/access_token',
      baseUrl: 'https://api.flickr.com/services/rest',
      probe: {
        url: 'https://api.flickr.com/services/rest?method=flickr.test.login&format=json&nojsoncallback=1',
        identity: ['user.username._content'],
      },
    }),
  ];
}
