import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { GOOGLE_API_ERRORS, GOOGLE_QUIRKS, GOOGLE_TOKEN_HOST, googleMethod } from '../platforms/google.js';

/** Calendars and events. */
@Injectable()
export class GoogleCalendarConnector implements Connector {
  readonly key = 'google-calendar';
  readonly title = 'Google Calendar';
  readonly docs = 'https://developers.google.com/workspace/calendar/api/auth';
  readonly category = 'productivity';
  readonly hosts = ['www.googleapis.com', GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/workspace/calendar/api/auth',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'Google Calendar API',
      scopes: ['https://www.googleapis.com/auth/calendar'],
      baseUrl: 'https://www.googleapis.com/calendar/v3',
      probe: 'https://www.googleapis.com/calendar/v3/calendars/primary',
      identity: ['id'],
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
