import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { OWN_SERVER_FIELDS, onOwnServer, ownHosts } from '../platforms/own-server.js';

/** Files and shares of your own cloud. */
@Injectable()
export class NextcloudConnector implements Connector {
  readonly key = 'nextcloud';
  readonly title = 'Nextcloud';
  readonly docs = 'https://docs.nextcloud.com/server/latest/developer_manual/client_apis/WebDAV/basic.html';
  readonly category = 'files';
  // Its server is the company's own; see the method.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.nextcloud.com/server/latest/developer_manual/client_apis/WebDAV/basic.html'],
  };

  readonly methods = [
    method({
      key: 'app-password',
      title: 'App password',
      fields: {
        ...OWN_SERVER_FIELDS,
        user: text('User name', 'The name that you sign in with'),
        password: secret('App password', 'Settings > Security > Devices & sessions'),
      },
      setup: [
        'In Nextcloud, open Settings > Security > Devices & sessions and select Create new app password.',
        'Copy user name and app password into this form.',
      ],
      scheme: { kind: 'static-secret', present: ({ user, password }) => [{ in: 'basic', user, password }] },
      hosts: ownHosts,
      baseUrl: (values) => onOwnServer(values, ''),
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: onOwnServer(values, '/ocs/v2.php/cloud/user?format=json'),
        headers: { 'ocs-apirequest': 'true' },
        identity: ['ocs.data.email', 'ocs.data.id'],
      }),
    }),
  ];
}
