import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { CallLimits } from '../../contract/call-limits.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { ENTRA_DOCS, ENTRA_QUIRKS, GRAPH_API_ERRORS } from '../platforms/entra.js';
import { SHAREPOINT_ACTIONS } from './sharepoint.actions.js';
import { SHAREPOINT_METHODS } from './sharepoint.methods.js';

/** Sites, lists and document libraries of SharePoint, through Microsoft Graph. */
@Injectable()
export class SharePointConnector implements Connector {
  readonly key = 'sharepoint';
  readonly title = 'SharePoint';
  readonly docs = ENTRA_DOCS;
  readonly category = 'files';
  // Each cloud has hosts of its own; see the methods.
  readonly hosts = [];
  readonly actions = SHAREPOINT_ACTIONS;
  readonly methods = SHAREPOINT_METHODS;

  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'scopes', 'offline-access', 'pkce', 'lifetimes', 'rotation', 'probe'],
    community: false,
    sources: [
      ENTRA_DOCS,
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
      'https://learn.microsoft.com/en-us/graph/api/resources/sharepoint',
      'https://learn.microsoft.com/en-us/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online',
    ],
  };

  readonly quirks = [
    ...ENTRA_QUIRKS,
    'Many Sites permissions need the consent of an admin: people then see "Need admin approval".',
    'The older way of app registrations in SharePoint itself (Azure ACS) ended for all companies in April 2026.',
    'Fields go by their internal names, in which a space is _x0020_; a lookup or a person is written by the name with LookupId behind it.',
    'Files go to and come from the SharePoint host of the company, by addresses that are their own proof: the token is not sent there.',
    'Items that an app makes as itself show SharePoint App as their author.',
  ];

  // Small companies have 1,200 resource units a minute for each app, and a call costs one or more; calls that are made
  // while SharePoint throttles count too.
  readonly limits: CallLimits = { perCredential: { atOnce: 16, rate: { calls: 1_200, perMs: 60_000 } } };

  readonly apiErrors: ApiErrorFacts = {
    ...GRAPH_API_ERRORS,
    judgements: { ...GRAPH_API_ERRORS.judgements, unauthenticated: 'expired', resourceLocked: 'wait' },
    // A file that somebody has open, and a company that has no space left.
    statusJudgements: { 423: 'wait', 507: 'configure' },
  };
}
