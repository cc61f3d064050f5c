import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { DROPBOX_ACTIONS } from './dropbox.actions.js';
import { DROPBOX_METHODS } from './dropbox.methods.js';

/** Files in Dropbox; personal and Business accounts. */
@Injectable()
export class DropboxConnector implements Connector {
  readonly key = 'dropbox';
  readonly title = 'Dropbox';
  readonly docs = 'https://developers.dropbox.com/oauth-guide';
  readonly hosts = ['api.dropboxapi.com', 'content.dropboxapi.com'];
  readonly category = 'files';
  readonly actions = DROPBOX_ACTIONS;
  readonly methods = DROPBOX_METHODS;
  // Not published per app. Writes of one account at the same time refuse each other (too_many_write_operations).
  readonly limits = { perCredential: { atOnce: 6 } };
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'scopes', 'offline-access', 'pkce', 'lifetimes', 'rotation', 'probe'],
    community: false,
    sources: [
      'https://developers.dropbox.com/oauth-guide',
      'https://www.dropbox.com/developers/documentation/http/documentation',
      'https://github.com/dropbox/dropbox-api-spec',
    ],
  };
  readonly quirks = [
    'Ending one connection of an account ends every token of the same consent.',
    'A permission that is ticked after the consent counts only after another consent.',
    'An app of the kind App folder sees its own folder as the root.',
    'The root is the empty path.',
  ];

  // Codes: dropbox-api-spec, auth.stone and files.stone.
  readonly apiErrors: ApiErrorFacts = {
    codeAt: [
      ['error', 'reason', '.tag'],
      ['error', 'path', 'reason', '.tag'],
      ['error', '.tag'],
    ],
    messageAt: [['user_message', 'text'], ['error_summary']],
    judgements: {
      expired_access_token: 'expired',
      invalid_access_token: 'expired',
      missing_scope: 'reconnect',
      invalid_select_user: 'configure',
      invalid_select_admin: 'configure',
      route_access_denied: 'configure',
      user_suspended: 'wait',
      too_many_requests: 'wait',
      too_many_write_operations: 'wait',
    },
  };
}
