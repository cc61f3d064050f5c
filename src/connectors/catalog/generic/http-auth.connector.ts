import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import { GENERIC_EVIDENCE } from './generic-evidence.js';
import { BASIC, BEARER, CUSTOM_HEADERS } from './rest-methods.js';
import { SERVICE_ACTIONS } from './service.actions.js';

/** Any service that knows its callers by a password, a token or headers of its own. */
@Injectable()
export class HttpAuthConnector implements Connector {
  readonly key = 'http-auth';
  readonly title = 'HTTP authentication';
  readonly docs = 'https://www.rfc-editor.org/rfc/rfc9110#section-11';
  readonly category = 'generic';
  readonly evidence = GENERIC_EVIDENCE;
  readonly hosts = [];
  readonly methods = [BASIC, BEARER, CUSTOM_HEADERS];
  readonly actions = SERVICE_ACTIONS;
}
