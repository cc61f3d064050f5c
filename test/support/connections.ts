import type { Connection } from '../../src/connectors/contract/connection.js';
import type { IssuedToken } from '../../src/connectors/contract/issued-token.js';
import { Secret } from '../../src/kernel/secret.js';

/** A token that a vendor issued this morning, by the settable clock. */
export function issuedToken(more: Partial<IssuedToken> = {}): IssuedToken {
  return {
    accessToken: new Secret('at'),
    refreshToken: new Secret('rt'),
    issuedAt: new Date('2026-11-20T08:00:00.000Z'),
    expiryAssumed: false,
    kept: {},
    ...more,
  };
}

export function dropboxConnection(issued?: IssuedToken): Connection {
  const values = { appKey: 'app-key', appSecret: new Secret('app-secret') };
  return { connector: 'dropbox', method: 'oauth2', values, ...(issued && { issued }) };
}

export function salesforceConnection(issued?: IssuedToken): Connection {
  const values = {
    environment: 'production',
    myDomain: '',
    consumerKey: 'consumer-key',
    consumerSecret: new Secret('consumer-secret'),
  };
  return { connector: 'salesforce', method: 'oauth2', values, ...(issued && { issued }) };
}

export function redoxKeyConnection(issued?: IssuedToken): Connection {
  const values = { environment: 'development', apiKey: 'key-1234', secret: new Secret('hush') };
  return { connector: 'redox', method: 'api-key', values, ...(issued && { issued }) };
}

export function netSuiteConnection(accountId = '1234567_SB1'): Connection {
  const values = {
    environment: 'sandbox',
    consumerKey: 'ck',
    consumerSecret: new Secret('cs'),
    tokenId: 'ti',
    tokenSecret: new Secret('ts'),
    accountId,
  };
  return { connector: 'netsuite', method: 'token-based', values };
}
