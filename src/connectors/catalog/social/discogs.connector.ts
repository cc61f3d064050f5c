import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { lastingConsent } from '../platforms/lasting-consent.js';

/** Music releases, collections and the marketplace. */
@Injectable()
export class DiscogsConnector implements Connector {
  readonly key = 'discogs';
  readonly title = 'Discogs';
  readonly docs = 'https://www.discogs.com/developers/#page:authentication,header:authentication-oauth-flow';
  readonly category = 'social';
  readonly hosts = ['api.discogs.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.discogs.com/developers/#page:authentication,header:authentication-oauth-flow',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    lastingConsent({
      place: 'discogs.com/settings/developers, the application',
      registration: 'At discogs.com/settings/developers, select Create an Application.',
      temporaryUrl: 'https://api.discogs.com/oauth/request_token',
      authorizeUrl: 'https://discogs.com/oauth/authorize',
      tokenUrl: 'https://api.discogs.com/oauth/access_token',
      baseUrl: 'https://api.discogs.com',
      probe: { url: 'https://api.discogs.com/oauth/identity', identity: ['username'] },
    }),
  ];
}
