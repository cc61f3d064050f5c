import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import { GENERIC_EVIDENCE } from './generic-evidence.js';
import { KEY_IN_COOKIE, KEY_IN_HEADER, KEY_IN_QUERY } from './rest-methods.js';
import { SERVICE_ACTIONS } from './service.actions.js';

/** Any service that knows its callers by a key. */
@Injectable()
export class ApiKeyConnector implements Connector {
  readonly key = 'api-key';
  readonly title = 'API key';
  readonly docs = 'https://swagger.io/docs/specification/v3_0/authentication/api-keys/';
  readonly category = 'generic';
  readonly evidence = GENERIC_EVIDENCE;
  readonly hosts = [];
  readonly methods = [KEY_IN_COOKIE, KEY_IN_HEADER, KEY_IN_QUERY];
  readonly actions = SERVICE_ACTIONS;
}
