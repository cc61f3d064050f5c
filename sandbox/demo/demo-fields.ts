import { sandboxAccounts } from '../vendors.js';

const { redox, netsuite, salesforce, dropbox, microsoft, google } = sandboxAccounts;
const { integration, token } = netsuite.production;

/** What the sandbox's own accounts look like in Latchkey's forms, by connector and method. Everything here is public. */
export const DEMO_FIELDS = {
  redox: {
    'api-key': { environment: 'development', apiKey: redox.legacyKey.apiKey, secret: redox.legacyKey.secret },
  },
  salesforce: {
    oauth2: {
      environment: 'production',
      consumerKey: salesforce.externalClientApp.id,
      consumerSecret: salesforce.externalClientApp.secret,
    },
    'jwt-bearer': {
      environment: 'production',
      consumerKey: salesforce.externalClientApp.id,
      username: salesforce.users[0].username,
      privateKey: salesforce.privateKeyPem,
    },
    'client-credentials': {
      environment: 'my-domain',
      myDomain: 'acme',
      consumerKey: salesforce.externalClientApp.id,
      consumerSecret: salesforce.externalClientApp.secret,
    },
  },
  netsuite: {
    'token-based': {
      environment: 'production',
      consumerKey: integration.consumerKey,
      consumerSecret: integration.consumerSecret,
      tokenId: token.tokenId,
      tokenSecret: token.tokenSecret,
      accountId: integration.account,
    },
    oauth2: {
      clientId: netsuite.client.id,
      clientSecret: netsuite.client.secret,
      accountId: netsuite.client.account,
    },
    'client-credentials': {
      clientId: netsuite.client.id,
      certificateId: netsuite.privateJwk.kid,
      algorithm: 'ES256',
      privateKey: netsuite.privateKeyPem,
      accountId: netsuite.client.account,
    },
  },
  dropbox: { oauth2: { appKey: dropbox.app.id, appSecret: dropbox.app.secret } },
  'google-drive': {
    oauth2: { clientId: google.app.id, clientSecret: google.app.secret, access: 'all' },
    'service-account': {
      email: google.serviceAccount.email,
      privateKey: google.serviceAccount.privateKeyPem,
      keyId: google.serviceAccount.keyId,
    },
  },
  sharepoint: {
    delegated: {
      tenant: microsoft.tenant.domain,
      clientId: microsoft.app.id,
      clientSecret: microsoft.app.secret,
    },
    'app-only': {
      tenant: microsoft.tenant.domain,
      clientId: microsoft.app.id,
      proof: 'certificate',
      certificate: microsoft.certificatePem,
      privateKey: microsoft.privateKeyPem,
    },
  },
} as const satisfies Record<string, Record<string, Record<string, string>>>;
