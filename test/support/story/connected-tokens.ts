import { dropboxAccounts } from '../../../sandbox/dropbox/accounts.js';
import { microsoftAccounts } from '../../../sandbox/microsoft/accounts.js';
import { netsuiteAccounts } from '../../../sandbox/netsuite/accounts.js';
import { redoxAccounts } from '../../../sandbox/redox/accounts.js';
import { salesforceAccounts } from '../../../sandbox/salesforce/accounts.js';
import type { ApiClient, Json } from '../api-client.js';
import { Draft, type DraftStart, expectStatus } from './drafts.js';
import { type Latchkey, REDIRECT_URI } from './latchkey.js';

export const DROPBOX_FIELDS = { appKey: dropboxAccounts.app.id, appSecret: dropboxAccounts.app.secret };
export const REDOX_FIELDS = {
  environment: 'development',
  apiKey: redoxAccounts.legacyKey.apiKey,
  secret: redoxAccounts.legacyKey.secret,
};
export const NETSUITE_FIELDS = netSuiteFields(netsuiteAccounts.production);
export const SALESFORCE_FIELDS = {
  environment: 'production',
  consumerKey: salesforceAccounts.externalClientApp.id,
  consumerSecret: salesforceAccounts.externalClientApp.secret,
};

export const SHAREPOINT_FIELDS = {
  tenant: microsoftAccounts.tenant.domain,
  clientId: microsoftAccounts.app.id,
  clientSecret: microsoftAccounts.app.secret,
};

export function netSuiteFields({ integration, token }: (typeof netsuiteAccounts)['production' | 'sandbox']) {
  const { consumerKey, consumerSecret, account } = integration;
  const { tokenId, tokenSecret } = token;
  return { environment: 'production', consumerKey, consumerSecret, tokenId, tokenSecret, accountId: account };
}

/** Consented and done: an access token of Dropbox. */
export function connectDropbox(latchkey: Latchkey, caller: ApiClient, start: DraftStart): Promise<Json> {
  return connectByConsent(latchkey, caller, { connector: 'dropbox', fields: DROPBOX_FIELDS, ...start });
}

/** Salesforce with an app of its own: one app takes five grants of a user and no more. */
export async function connectSalesforce(latchkey: Latchkey, caller: ApiClient, start: DraftStart): Promise<Json> {
  const fields = { environment: 'production', ...(await newSalesforceApp(latchkey)) };
  return connectByConsent(latchkey, caller, { connector: 'salesforce', method: 'oauth2', fields, ...start });
}

/** Consented and done: an access token of SharePoint. */
export function connectSharePoint(latchkey: Latchkey, caller: ApiClient, start: DraftStart): Promise<Json> {
  const fields = SHAREPOINT_FIELDS;
  return connectByConsent(latchkey, caller, { connector: 'sharepoint', method: 'delegated', fields, ...start });
}

let apps = 0;

/** An External Client App as Salesforce makes them today: PKCE, and rotation with reuse detection unless told. */
export async function newSalesforceApp({ vendors }: Latchkey, rotation = 'rotates-with-reuse-detection') {
  apps += 1;
  const [consumerKey, consumerSecret] = [`3MVG9test.${process.pid}.${apps}`, `SECRET${process.pid}${apps}`];
  await vendors.register('salesforce', {
    id: consumerKey,
    secret: consumerSecret,
    redirectUris: [REDIRECT_URI],
    rotation,
  });
  return { consumerKey, consumerSecret };
}

/** Key and secret exchanged: an access token of Redox. */
export async function connectRedox(caller: ApiClient, start: DraftStart): Promise<Json> {
  const draft = await Draft.begin(caller, {
    connector: 'redox',
    method: 'api-key',
    fields: REDOX_FIELDS,
    ...start,
  });
  expectStatus(await draft.getToken(), 200);
  return draft.finish();
}

/** Tested and done: an access token of NetSuite. */
export async function connectNetSuite(caller: ApiClient, start: DraftStart): Promise<Json> {
  const draft = await Draft.begin(caller, {
    connector: 'netsuite',
    method: 'token-based',
    fields: NETSUITE_FIELDS,
    ...start,
  });
  expectStatus(await draft.test(), 200);
  return draft.finish();
}

async function connectByConsent(latchkey: Latchkey, caller: ApiClient, start: DraftStart): Promise<Json> {
  const draft = await Draft.begin(caller, start);
  const page = await draft.connect(latchkey.browser());
  if (page.status !== 200) throw new Error(`The consent failed: ${page.html}`);
  return draft.finish();
}
