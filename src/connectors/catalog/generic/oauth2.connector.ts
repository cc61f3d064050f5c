import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import { GENERIC_EVIDENCE } from './generic-evidence.js';
import { BY_CODE, BY_DEVICE } from './oauth2-consents.js';
import { BY_ASSERTION, BY_CLIENT, BY_EXCHANGE } from './oauth2-exchanges.js';
import { SERVICE_ACTIONS } from './service.actions.js';

/** Any service behind OAuth 2.0. */
@Injectable()
export class OAuth2Connector implements Connector {
  readonly key = 'oauth2';
  readonly title = 'OAuth 2.0';
  readonly docs = 'https://www.rfc-editor.org/rfc/rfc6749';
  readonly category = 'generic';
  readonly evidence = GENERIC_EVIDENCE;
  readonly hosts = [];
  readonly methods = [BY_CODE, BY_CLIENT, BY_ASSERTION, BY_DEVICE, BY_EXCHANGE];
  readonly actions = SERVICE_ACTIONS;
}
