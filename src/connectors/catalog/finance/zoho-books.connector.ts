import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import { ZOHO_QUIRKS, zohoEvidence, zohoMethod } from '../platforms/zoho.js';

const DOCS = 'https://www.zoho.com/books/api/v3/oauth/';

/** Invoices, bills and contacts in Zoho. */
@Injectable()
export class ZohoBooksConnector implements Connector {
  readonly key = 'zoho-books';
  readonly title = 'Zoho Books';
  readonly docs = DOCS;
  readonly category = 'finance';
  readonly hosts = [];
  readonly evidence = zohoEvidence(DOCS);
  readonly quirks = ZOHO_QUIRKS;

  readonly methods = [
    zohoMethod({
      scopes: ['ZohoBooks.fullaccess.all'],
      path: '/books/v3',
      probe: '/organizations',
      identity: ['organizations.0.name'],
    }),
  ];
}
