import { method } from '../../contract/connector.js';
import { secret, text } from '../../contract/fields.js';
import type { IssuedToken } from '../../contract/issued-token.js';
import type { Probe } from '../../contract/probe.js';
import { ALL_RENEWAL_RATES, type RenewalFacts } from '../../contract/renewal-facts.js';
import {
  anyLogin,
  assertionAudience,
  consumerKey,
  loginHost,
  loginUrl,
  myDomainLogin,
  SALESFORCE_ANSWER,
  SALESFORCE_JUDGEMENTS,
} from './salesforce.login.js';

const NEW_APP =
  'In Salesforce Setup, open External Client App Manager and select New External Client App. (A connected app that you already have works as well; new ones can no longer be made.)';
const SCOPES = 'Add the scopes "Manage user data via APIs (api)" and "Access the identity URL service (id)".';
const PATIENCE = 'It can take ten minutes until Salesforce knows a new app everywhere.';

const consumerSecret = secret('Consumer Secret', 'Settings of the External Client App, Consumer Key and Secret');

/** No refresh token: an answer is asked for anew, so nothing of a person can end but the app's permission. */
const ISSUED_ANEW: RenewalFacts = {
  rates: ALL_RENEWAL_RATES,
  defaultRate: 'disabled',
  // The session timeout of org, profile or app, 15 minutes to 24 hours; org default two hours (help.salesforce.com,
  // Session Settings).
  accessLifetime: { seconds: 7_200, isSetting: true },
  rotatesRefreshToken: 'never',
};

/** A person consents; OAuth 2.0 web server flow with PKCE. */
export const webServer = method({
  key: 'oauth2',
  title: 'OAuth 2.0',
  fields: { ...anyLogin, consumerKey, consumerSecret },
  setup: [
    NEW_APP,
    'Under API (Enable OAuth Settings), tick Enable OAuth and paste the Callback URL of this form into Callback URL.',
    'Add the scopes "Manage user data via APIs (api)", "Perform requests at any time (refresh_token, offline_access)" and "Access the identity URL service (id)".',
    `Under Security, leave Require Proof Key for Code Exchange (PKCE) ticked, and create the app. ${PATIENCE}`,
    'On the Settings tab, open Consumer Key and Secret, confirm your identity, and copy both into this form.',
  ],
  scheme: {
    kind: 'authorization-code',
    client: ({ consumerKey: id, consumerSecret: proof }) => ({ id, secret: proof, sentIn: 'body' }),
    authorizeUrl: (values) => loginUrl(values, '/services/oauth2/authorize'),
    tokenUrl: (values) => loginUrl(values, '/services/oauth2/token'),
    scopes: ['api', 'refresh_token', 'id'],
    pkce: 'S256',
    redirectUriLabel: 'Callback URL',
    answer: SALESFORCE_ANSWER,
    judgements: SALESFORCE_JUDGEMENTS,
  },
  renewal: {
    ...ISSUED_ANEW,
    // A setting of the app, required since May 2026 for those used in more than two production orgs (packaging
    // guide, secure_code_ac_eca). A spent refresh token ends the whole grant (help.salesforce.com 005316711).
    rotatesRefreshToken: 'optional',
    // No grace is documented.
    replayWindowSeconds: 0,
    // The refresh token policy of the app; 30 days where rotation is required (eca_limit_idle_refresh_token_ttl).
    refreshIdle: { seconds: 2_592_000, isSetting: true },
    // A sixth approval of a user ends the oldest, as integrators report (nango.dev, useparagon.com).
    grantCap: 5,
    // The identity URL names org and user.
    grantHolder: 'id',
  },
  hosts: (values) => [loginHost(values)],
  baseUrl: (values, issued) => issued?.baseUrl ?? loginUrl(values, ''),
  probe: (values, issued) => userinfo(loginUrl(values, ''), issued),
});

/** A certificate speaks for a user who was approved beforehand; RFC 7523 (help.salesforce.com, remoteaccess_oauth_jwt_flow). */
export const jwtBearer = method({
  key: 'jwt-bearer',
  title: 'OAuth 2.0 JWT Bearer',
  fields: {
    ...anyLogin,
    consumerKey,
    username: text('Username', 'Setup > Users, Username of the user on whose behalf Latchkey works'),
    privateKey: secret('Private Key', 'The PEM file that belongs to the certificate of the app', { multiline: true }),
  },
  setup: [
    'Make a key and a certificate, for instance with openssl req -x509 -newkey rsa:2048 -nodes -days 730 -keyout key.pem -out certificate.pem.',
    NEW_APP,
    `Under API (Enable OAuth Settings), tick Enable OAuth and type any Callback URL. ${SCOPES} Add "Perform requests at any time (refresh_token, offline_access)", which Salesforce asks for here though it gives no refresh token.`,
    `Under Flow Enablement, tick Enable JWT Bearer Flow, upload the certificate, and create the app. ${PATIENCE}`,
    'On the Policies tab, set Permitted Users to Admin approved users are pre-authorized, and add a profile or permission set of the user.',
    'Copy Consumer Key from the Settings tab into this form, with the username and the private key.',
  ],
  scheme: {
    kind: 'jwt-bearer',
    tokenUrl: (values) => loginUrl(values, '/services/oauth2/token'),
    assertion: (values) => ({
      key: { algorithm: 'RS256', privateKey: values.privateKey },
      issuer: values.consumerKey,
      subject: values.username,
      audience: assertionAudience(values),
    }),
    scopes: [],
    answer: SALESFORCE_ANSWER,
    judgements: { ...SALESFORCE_JUDGEMENTS, inactive_user: 'configure' },
  },
  renewal: ISSUED_ANEW,
  hosts: (values) => [loginHost(values)],
  baseUrl: (values, issued) => issued?.baseUrl ?? loginUrl(values, ''),
  probe: (values, issued) => userinfo(loginUrl(values, ''), issued),
});

/** The app works as one user named on it; My Domain only (help.salesforce.com, remoteaccess_oauth_client_credentials_flow). */
export const clientCredentials = method({
  key: 'client-credentials',
  title: 'OAuth 2.0 Client Credentials',
  fields: { ...myDomainLogin, consumerKey, consumerSecret },
  setup: [
    NEW_APP,
    `Under API (Enable OAuth Settings), tick Enable OAuth and type any Callback URL. ${SCOPES}`,
    `Under Flow Enablement, tick Enable Client Credentials Flow, and create the app. ${PATIENCE}`,
    'On the Policies tab, tick Enable Client Credentials Flow and choose the user under Run As.',
    'On the Settings tab, open Consumer Key and Secret, confirm your identity, and copy both into this form.',
    'Copy the name of the org from Setup > My Domain: login.salesforce.com does not know this flow.',
  ],
  scheme: {
    kind: 'client-credentials',
    client: ({ consumerKey: id, consumerSecret: proof }) => ({ id, secret: proof, sentIn: 'body' }),
    tokenUrl: (values) => loginUrl(values, '/services/oauth2/token'),
    scopes: [],
    answer: SALESFORCE_ANSWER,
    judgements: { ...SALESFORCE_JUDGEMENTS, inactive_user: 'configure' },
  },
  renewal: ISSUED_ANEW,
  hosts: (values) => [loginHost(values)],
  baseUrl: (values, issued) => issued?.baseUrl ?? loginUrl(values, ''),
  probe: (values, issued) => userinfo(loginUrl(values, ''), issued),
});

function userinfo(login: string, issued: IssuedToken | undefined): Probe {
  return {
    kind: 'request',
    method: 'GET',
    url: `${issued?.baseUrl ?? login}/services/oauth2/userinfo`,
    identity: ['preferred_username', 'email', 'name'],
  };
}
