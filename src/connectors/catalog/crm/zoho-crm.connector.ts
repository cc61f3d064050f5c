import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import { ZOHO_QUIRKS, zohoEvidence, zohoMethod } from '../platforms/zoho.js';

const DOCS = 'https://www.zoho.com/crm/developer/docs/api/v8/oauth-overview.html';

/** Leads, contacts and deals in Zoho. */
@Injectable()
export class ZohoCrmConnector implements Connector {
  readonly key = 'zoho-crm';
  readonly title = 'Zoho CRM';
  readonly docs = DOCS;
  readonly category = 'crm';
  readonly hosts = [];
  readonly evidence = zohoEvidence(DOCS);
  readonly quirks = ZOHO_QUIRKS;

  readonly methods = [
    zohoMethod({
      scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.users.READ'],
      path: '/crm/v8',
      probe: '/users?type=CurrentUser',
      identity: ['users.0.email', 'users.0.full_name'],
    }),
  ];
}
