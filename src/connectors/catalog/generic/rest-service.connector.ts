import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import { GENERIC_EVIDENCE } from './generic-evidence.js';
import { ANONYMOUS, BASIC, BEARER, CUSTOM_HEADERS } from './rest-methods.js';
import { SERVICE_ACTIONS } from './service.actions.js';

/** Any service that speaks HTTP. */
@Injectable()
export class RestServiceConnector implements Connector {
  readonly key = 'rest-service';
  readonly title = 'REST service';
  readonly docs = 'https://www.rfc-editor.org/rfc/rfc9110';
  readonly category = 'generic';
  readonly evidence = GENERIC_EVIDENCE;
  readonly hosts = [];
  readonly methods = [ANONYMOUS, BASIC, BEARER, CUSTOM_HEADERS];
  readonly actions = SERVICE_ACTIONS;
}
