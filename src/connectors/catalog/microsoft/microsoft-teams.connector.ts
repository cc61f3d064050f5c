import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { ENTRA_QUIRKS, GRAPH_API_ERRORS, graphMethods } from '../platforms/entra.js';

/** Teams, channels and chats. */
@Injectable()
export class MicrosoftTeamsConnector implements Connector {
  readonly key = 'microsoft-teams';
  readonly title = 'Microsoft Teams';
  readonly docs = 'https://learn.microsoft.com/en-us/graph/teams-concept-overview';
  readonly category = 'communication';
  // Each cloud has a host of its own; see the methods.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/graph/teams-concept-overview',
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    ],
  };
  readonly quirks = [
    ...ENTRA_QUIRKS,
    'Messages can be sent in the name of a person only; the app itself can read, not write.',
  ];

  readonly methods = graphMethods({
    scopes: ['User.Read', 'Team.ReadBasic.All', 'Channel.ReadBasic.All', 'ChannelMessage.Send', 'Chat.ReadWrite'],
    probe: '/me',
    appPermissions: ['Team.ReadBasic.All'],
    appProbe: '/teams?$top=1',
  });

  readonly apiErrors: ApiErrorFacts = GRAPH_API_ERRORS;
}
