import type { Type } from '@nestjs/common';
import type { Connector } from '../contract/connector.js';
import { DropboxConnector } from './dropbox/dropbox.connector.js';
import { NetSuiteConnector } from './netsuite/netsuite.connector.js';
import { RedoxConnector } from './redox/redox.connector.js';
import { SalesforceConnector } from './salesforce/salesforce.connector.js';

/** Every connector of the house, in alphabetical order. */
export const CATALOG: readonly Type<Connector>[] = [
  DropboxConnector,
  NetSuiteConnector,
  RedoxConnector,
  SalesforceConnector,
];
