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

/** Spreadsheets. */
@Injectable()
export class GoogleSheetsConnector implements Connector {
  readonly key = 'google-sheets';
  readonly title = 'Google Sheets';
  readonly docs = 'https://developers.google.com/workspace/sheets/api/scopes';
  readonly category = 'productivity';
  readonly hosts = ['sheets.googleapis.com', GOOGLE_USERINFO_HOST, GOOGLE_TOKEN_HOST];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.google.com/workspace/sheets/api/scopes',
      'https://developers.google.com/identity/protocols/oauth2',
      'https://developers.google.com/identity/protocols/oauth2/scopes',
    ],
  };
  readonly quirks = GOOGLE_QUIRKS;

  readonly methods = [
    googleMethod({
      api: 'Google Sheets API',
      scopes: ['openid', 'email', 'https://www.googleapis.com/auth/spreadsheets'],
      baseUrl: 'https://sheets.googleapis.com/v4',
    }),
  ];

  readonly apiErrors: ApiErrorFacts = GOOGLE_API_ERRORS;
}
