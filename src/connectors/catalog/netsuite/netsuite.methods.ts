import { method } from '../../contract/connector.js';
import { choice, secret, text } from '../../contract/fields.js';
import type { SigningAlgorithm } from '../../contract/oauth-client.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';
import { accountId, authorizeUrl, ofAccount, realmOf, serverTime, tokenUrl } from './netsuite.account.js';

const SCOPES = ['restlets', 'rest_webservices'] as const;
/** RS256 is not among those that NetSuite takes. */
const ALGORITHMS: readonly SigningAlgorithm[] = ['PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];
const ACCOUNT_STEP = 'Copy the Account ID from Setup > Integration > SOAP Web Services Preferences.';

export const tokenBased = method({
  key: 'token-based',
  title: 'Token Based Authentication',
  fields: {
    environment: choice('Environment', 'The kind of account you sign in to NetSuite with', {
      production: 'Production',
      sandbox: 'Sandbox',
      'release-preview': 'Release Preview',
      development: 'Development',
    }),
    consumerKey: text('Consumer Key', 'Shown once when the integration record is saved'),
    consumerSecret: secret('Consumer Secret', 'Shown once when the integration record is saved'),
    tokenId: text('Token ID', 'Shown once when the access token is saved'),
    tokenSecret: secret('Token Secret', 'Shown once when the access token is saved'),
    accountId,
  },
  setup: [
    'In NetSuite, open Setup > Company > Enable Features > SuiteCloud; tick REST Web Services and Token-Based Authentication, and save.',
    'Open Setup > Integration > Manage Integrations > New; name it, set State to Enabled, tick Token-Based Authentication, untick TBA: Authorization Flow and User Credentials, and save. Copy Consumer Key and Consumer Secret, which are shown once.',
    'Give the role of the user REST Web Services and Log in using Access Tokens (Setup > Users/Roles > Manage Roles).',
    'Open Setup > Users/Roles > Access Tokens > New; choose application, user and role, and save. Copy Token ID and Token Secret, which are shown once.',
    ACCOUNT_STEP,
    'From release 2027.1 NetSuite accepts no new integrations of this kind; those that exist go on working until 2028.1 at the earliest. OAuth 2.0 Client Credentials is what follows it.',
  ],
  scheme: {
    kind: 'signed-request',
    algorithm: 'HMAC-SHA256',
    realm: realmOf,
    consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
    token: ({ tokenId, tokenSecret }) => ({ id: tokenId, secret: tokenSecret }),
  },
  // No renewal facts: nothing is issued, and the token works until somebody revokes it, the role loses "Log in using
  // Access Tokens", or a sandbox is refreshed (docs.oracle.com, Token-based Authentication).
  ...ofAccount,
  probe: serverTime,
});

export const authorizationCode = method({
  key: 'oauth2',
  title: 'OAuth 2.0',
  fields: {
    clientId: text('Client ID', 'Shown once when the integration record is saved'),
    clientSecret: secret('Client Secret', 'Shown once when the integration record is saved'),
    accountId,
  },
  setup: [
    'In NetSuite, open Setup > Company > Enable Features > SuiteCloud; tick REST Web Services, RESTlets (under SuiteScript) and OAuth 2.0, and save.',
    'Open Setup > Integration > Manage Integrations > New; name it, set State to Enabled, tick Authorization Code Grant, RESTlets and REST Web Services, and untick everything of Token-Based Authentication.',
    'Leave Public Client unticked, paste the Redirect URI of this form into Redirect URI, and save. Copy Client ID and Client Secret, which are shown once.',
    'Give the role of the user Log in using OAuth 2.0 Access Tokens and REST Web Services (Setup > Users/Roles > Manage Roles).',
    ACCOUNT_STEP,
    'Consent has to be given anew every seven days: NetSuite ends the refresh token then, however much it is used. For work without people choose OAuth 2.0 Client Credentials.',
  ],
  scheme: {
    kind: 'authorization-code',
    client: ({ clientId: id, clientSecret: proof }) => ({ id, secret: proof, sentIn: 'basic-header' }),
    authorizeUrl,
    tokenUrl,
    scopes: SCOPES,
    // Required from 2027.1 on, of confidential clients too (section_158081944642).
    pkce: 'S256',
    redirectUriLabel: 'Redirect URI',
  },
  renewal: {
    rates: ALL_RENEWAL_RATES,
    defaultRate: 'disabled',
    accessLifetime: { seconds: 3_600 },
    // Of a confidential client; that of a public one is good for a single use.
    rotatesRefreshToken: 'never',
    refreshLifetime: { seconds: 7 * 86_400, from: 'consent' },
  },
  ...ofAccount,
  probe: serverTime,
});

export const clientCredentials = method({
  key: 'client-credentials',
  title: 'OAuth 2.0 Client Credentials',
  fields: {
    clientId: text('Client ID', 'Shown once when the integration record is saved'),
    certificateId: text('Certificate ID', 'Setup > Integration > OAuth 2.0 Client Credentials (M2M) Setup'),
    algorithm: choice(
      'Algorithm',
      'PS for an RSA key, ES for a key on the curve P-256, P-384 or P-521',
      Object.fromEntries(ALGORITHMS.map((name) => [name, name])),
    ),
    privateKey: secret('Private Key', 'The PEM file that belongs to the certificate', { multiline: true }),
    accountId,
  },
  setup: [
    'Make a key and a certificate, for instance with openssl req -x509 -newkey rsa:4096 -sha256 -nodes -days 730 -keyout key.pem -out certificate.pem. NetSuite takes RSA of 3072 or 4096 bits and the curves P-256, P-384 and P-521, for two years at most.',
    'In NetSuite, open Setup > Company > Enable Features > SuiteCloud; tick REST Web Services, RESTlets (under SuiteScript) and OAuth 2.0, and save.',
    'Open Setup > Integration > Manage Integrations > New; name it, set State to Enabled, tick Client Credentials (Machine to Machine) Grant, RESTlets and REST Web Services, untick the others, and save. Copy Client ID, which is shown once.',
    'Give the role of the user Log in using OAuth 2.0 Access Tokens and REST Web Services (Setup > Users/Roles > Manage Roles).',
    'Open Setup > Integration > OAuth 2.0 Client Credentials (M2M) Setup > Create New; choose user, role and application, upload the certificate, and save. Copy Certificate ID.',
    ACCOUNT_STEP,
    'A sandbox does not take certificates over from production, and loses its own when it is refreshed.',
  ],
  scheme: {
    kind: 'client-credentials',
    tokenUrl,
    client: ({ clientId, certificateId, algorithm, privateKey }) => ({
      id: clientId,
      sentIn: 'assertion',
      key: {
        algorithm: ALGORITHMS.find((known) => known === algorithm) ?? 'PS256',
        privateKey,
        keyId: certificateId,
      },
      // The scope is asked for in the assertion (section_162790605110).
      claims: { scope: SCOPES },
      isNamedInBody: false,
    }),
    scopes: [],
  },
  renewal: {
    rates: ALL_RENEWAL_RATES,
    defaultRate: 'disabled',
    accessLifetime: { seconds: 3_600 },
    rotatesRefreshToken: 'never',
  },
  ...ofAccount,
  probe: serverTime,
});
