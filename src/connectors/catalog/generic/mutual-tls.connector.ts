import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import { GENERIC_EVIDENCE } from './generic-evidence.js';
import { CLIENT_CERTIFICATE } from './rest-methods.js';
import { SERVICE_ACTIONS } from './service.actions.js';

/** Any service that knows its callers by a certificate. */
@Injectable()
export class MutualTlsConnector implements Connector {
  readonly key = 'mutual-tls';
  readonly title = 'Mutual TLS';
  readonly docs = 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2';
  readonly category = 'generic';
  readonly evidence = GENERIC_EVIDENCE;
  readonly hosts = [];
  readonly methods = [CLIENT_CERTIFICATE];
  readonly actions = SERVICE_ACTIONS;
}
