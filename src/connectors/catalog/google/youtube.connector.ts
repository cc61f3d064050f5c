import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { GOOGLE_API_ERRORS, GOOGLE_QUIRKS, GOOGLE_TOKEN_HOST, googleMethod } from '../platforms/google.js';

/** Channels, videos and playlists. */
@Injectable()
export class YouTubeConnector implements Connector {
  readonly key = 'youtube';
  readonly title = 'YouTube';
  readonly docs = 'https://developers.google.com/youtube/v3/guides/authentication';
  readonly category = 'social';
  readonly hosts = ['www.googleapis.com', GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/youtube/v3/guides/authentication',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'YouTube Data API v3',
      scopes: ['https://www.googleapis.com/auth/youtube'],
      baseUrl: 'https://www.googleapis.com/youtube/v3',
      probe: 'https://www.googleapis.com/youtube/v3/channels?part=snippet&mine=true',
      identity: ['items.0.snippet.title'],
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
