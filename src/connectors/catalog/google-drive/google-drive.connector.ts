import { Injectable } from '@nestjs/common';
import type { Action } from '../../contract/action.js';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret, text } from '../../contract/fields.js';
import type { Probe } from '../../contract/probe.js';
import {
  GOOGLE_API_ERRORS,
  GOOGLE_FIELDS,
  GOOGLE_QUIRKS,
  GOOGLE_RENEWAL,
  GOOGLE_TOKEN_HOST,
  googleConsent,
  googleSetup,
} from '../platforms/google.js';
import { DRIVE_CHANGE_ACTIONS } from './drive-changes.actions.js';
import { DRIVE_FILE_ACTIONS } from './drive-files.actions.js';
import { API } from './drive-inputs.js';
import { DRIVE_SHARING_ACTIONS } from './drive-sharing.actions.js';

const DRIVE = 'https://www.googleapis.com/auth/drive';

/** Files in Google Drive, in My Drive and in shared drives. */
@Injectable()
export class GoogleDriveConnector implements Connector {
  readonly key = 'google-drive';
  readonly title = 'Google Drive';
  readonly docs = 'https://developers.google.com/workspace/drive/api/guides/about-auth';
  readonly category = 'files';
  readonly hosts = ['www.googleapis.com', GOOGLE_TOKEN_HOST];
  readonly actions: readonly Action[] = [...DRIVE_SHARING_ACTIONS, ...DRIVE_CHANGE_ACTIONS, ...DRIVE_FILE_ACTIONS];
  // 325,000 units a minute of one person and project; a list costs 100: https://developers.google.com/workspace/drive/api/guides/limits.
  readonly limits = { perCredential: { atOnce: 20, rate: { calls: 3_000, perMs: 60_000 } } };
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'scopes', 'offline-access', 'pkce', 'lifetimes', 'rotation', 'probe'],
    community: false,
    sources: [
      'https://developers.google.com/identity/protocols/oauth2/web-server',
      'https://developers.google.com/identity/protocols/oauth2/service-account',
      'https://developers.google.com/workspace/drive/api/guides/handle-errors',
      'https://developers.google.com/workspace/drive/api/guides/manage-uploads',
    ],
  };
  readonly quirks = [
    ...GOOGLE_QUIRKS,
    'Names are not unique in a folder: an upload never replaces a file of the same name.',
    'A service account has no room of its own: it writes to shared drives, or as a person by delegation.',
    'Ending one connection of an account ends every token of that account and project.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        ...GOOGLE_FIELDS,
        access: choice('Access', 'How much of Drive is asked for', {
          all: 'All files',
          'read-only': 'All files, reading only',
          own: 'Only files that this app makes or is given',
        }),
      },
      setup: googleSetup('Google Drive API'),
      scheme: { ...googleConsent([]), chosenScopes: ({ access }: { readonly access: string }) => [scopeOf(access)] },
      renewal: GOOGLE_RENEWAL,
      baseUrl: () => API,
      probe: about,
    }),
    method({
      key: 'service-account',
      title: 'Service account',
      fields: {
        email: text('Service account', 'client_email of the JSON key, such as name@project.iam.gserviceaccount.com', {
          pattern: { source: '[^@\\s]+@[^@\\s]+', hint: 'is an email address' },
        }),
        privateKey: secret('Private key', 'private_key of the JSON key, with its BEGIN and END lines', {
          multiline: true,
        }),
        keyId: text('Key ID', 'private_key_id of the JSON key', { required: false }),
        subject: text('On behalf of', 'Email address of a person, where the Workspace admin allowed delegation', {
          required: false,
        }),
      },
      setup: [
        'In the Google Cloud console, open APIs & Services > Library and enable the Google Drive API.',
        'Open IAM & Admin > Service Accounts, make one, and under Keys add a key of the type JSON.',
        'Copy client_email, private_key and private_key_id from the file into this form, and delete the file.',
        'Share the drives or folders with the address of the service account, or let a Workspace admin allow delegation for its client ID with the scope https://www.googleapis.com/auth/drive.',
      ],
      scheme: {
        kind: 'jwt-bearer',
        tokenUrl: () => `https://${GOOGLE_TOKEN_HOST}/token`,
        assertion: ({ email, privateKey, keyId, subject }) => ({
          key: { algorithm: 'RS256', privateKey, ...(keyId === '' ? {} : { keyId }) },
          issuer: email,
          ...(subject === '' ? {} : { subject }),
          claims: { scope: DRIVE },
        }),
        scopes: [],
        judgements: { invalid_grant: 'configure', unauthorized_client: 'configure' },
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        // expires_in, at most an hour: https://developers.google.com/identity/protocols/oauth2/service-account.
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'never',
      },
      baseUrl: () => API,
      probe: about,
    }),
  ];

  readonly apiErrors: ApiErrorFacts = {
    ...GOOGLE_API_ERRORS,
    judgements: {
      ...GOOGLE_API_ERRORS.judgements,
      sharingRateLimitExceeded: 'wait',
      backendError: 'wait',
      internalError: 'wait',
      insufficientFilePermissions: 'fix-request',
      appNotAuthorizedToFile: 'fix-request',
      domainPolicy: 'configure',
      storageQuotaExceeded: 'configure',
      teamDriveFileLimitExceeded: 'configure',
    },
  };
}

function scopeOf(access: string): string {
  if (access === 'read-only') return `${DRIVE}.readonly`;
  return access === 'own' ? `${DRIVE}.file` : DRIVE;
}

/** Without `fields` Drive answers 400. */
function about(): Probe {
  return {
    kind: 'request',
    method: 'GET',
    url: `${API}/about?fields=user,storageQuota`,
    identity: ['user.emailAddress', 'user.displayName'],
  };
}
