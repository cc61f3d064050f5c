import { method } from '../../contract/connector.js';
import { choice, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES, type RenewalFacts } from '../../contract/renewal-facts.js';
import { ALGORITHMS, CLIENT_FIELDS, clientOf, signingKeyOf } from './client-fields.js';
import { ADDRESS_FIELDS, ADDRESSED, REQUEST_FIELDS, REQUESTED } from './oauth2-fields.js';
import { SERVICE, SERVICE_FIELDS, serviceHosts } from './service-fields.js';

/** There is no refresh token: the fields bring the next token. */
const RENEWAL: RenewalFacts = { rates: ALL_RENEWAL_RATES, defaultRate: 'disabled', rotatesRefreshToken: 'never' };

export const BY_CLIENT = method({
  key: 'client-credentials',
  title: 'Client credentials',
  fields: { ...ADDRESS_FIELDS, ...CLIENT_FIELDS, ...REQUEST_FIELDS, ...SERVICE_FIELDS },
  setup: [
    'Register a client at the vendor that may use the client credentials grant.',
    'Copy the Client ID and what proves the client into this form.',
  ],
  scheme: { kind: 'client-credentials', client: (values) => clientOf(values), ...ADDRESSED, ...REQUESTED },
  renewal: RENEWAL,
  ...SERVICE,
  hosts: (values) => serviceHosts(values, values.issuer, values.tokenUrl),
});

export const BY_ASSERTION = method({
  key: 'jwt-bearer',
  title: 'JWT bearer (a service account)',
  fields: {
    ...ADDRESS_FIELDS,
    assertionIssuer: text('Issuer of the assertion', 'The "iss" that the vendor expects: the client or the account'),
    subject: text('Subject', 'The "sub": for whom the token is; often the same as the issuer', { required: false }),
    assertionAudience: text('Audience of the assertion', 'The "aud"; the token endpoint when left empty', {
      required: false,
    }),
    algorithm: choice('Algorithm', 'The "alg" that is registered for the key', ALGORITHMS),
    keyId: text('Key ID', 'The "kid" of the registered public key, if it has one', { required: false }),
    keyCertificate: text('Certificate of the key', 'PEM; for vendors that find the key by its thumbprint', {
      required: false,
      multiline: true,
      maxLength: 16_384,
    }),
    privateKey: secret('Private Key', 'The private half of the registered key: PEM or JWK, not encrypted', {
      multiline: true,
    }),
    scopesIn: choice('Scopes travel', 'Where the vendor reads them', {
      request: 'In the request',
      assertion: 'In the assertion',
    }),
    ...REQUEST_FIELDS,
    ...SERVICE_FIELDS,
  },
  setup: [
    'Make a service account or a client at the vendor, and register the public half of a key with it.',
    'Copy its name and the private key into this form.',
  ],
  scheme: {
    kind: 'jwt-bearer',
    assertion: ({ assertionIssuer, subject, assertionAudience, scopesIn, scopes, ...key }) => ({
      key: signingKeyOf(key),
      issuer: assertionIssuer,
      ...(subject === '' ? {} : { subject }),
      ...(assertionAudience === '' ? {} : { audience: assertionAudience }),
      ...(scopesIn === 'assertion' && scopes !== '' ? { claims: { scope: scopes } } : {}),
    }),
    ...ADDRESSED,
    ...REQUESTED,
    chosenScopes: (values) => (values.scopesIn === 'assertion' ? [] : REQUESTED.chosenScopes(values)),
  },
  renewal: RENEWAL,
  ...SERVICE,
  hosts: (values) => serviceHosts(values, values.issuer, values.tokenUrl),
});

const TOKEN_TYPES = {
  'urn:ietf:params:oauth:token-type:access_token': 'Access token',
  'urn:ietf:params:oauth:token-type:id_token': 'ID token',
  'urn:ietf:params:oauth:token-type:jwt': 'JWT',
  'urn:ietf:params:oauth:token-type:refresh_token': 'Refresh token',
  'urn:ietf:params:oauth:token-type:saml2': 'SAML 2.0 assertion',
};

const AS_IT_DECIDES = 'any';

/** What can be presented to a service; a refresh token cannot. */
const REQUESTED_TYPES = {
  [AS_IT_DECIDES]: 'As the vendor decides',
  'urn:ietf:params:oauth:token-type:access_token': 'Access token',
  'urn:ietf:params:oauth:token-type:id_token': 'ID token',
  'urn:ietf:params:oauth:token-type:jwt': 'JWT',
};

export const BY_EXCHANGE = method({
  key: 'token-exchange',
  title: 'Token exchange',
  fields: {
    ...ADDRESS_FIELDS,
    ...CLIENT_FIELDS,
    subjectToken: secret('Subject token', 'The token that is exchanged: for whom the new one is', { multiline: true }),
    subjectType: choice('Type of the subject token', 'As the vendor documents it', TOKEN_TYPES),
    actorToken: secret('Actor token', 'Only where somebody acts for the subject', { multiline: true, required: false }),
    actorType: choice('Type of the actor token', 'As the vendor documents it', TOKEN_TYPES),
    requestedType: choice('Type of the new token', 'Only where the vendor wants to be told', REQUESTED_TYPES),
    ...REQUEST_FIELDS,
    ...SERVICE_FIELDS,
  },
  setup: [
    'Register a client at the vendor that may use the token exchange grant.',
    'Get a token that stays valid for as long as the connection is needed, and copy it into this form.',
  ],
  scheme: {
    kind: 'token-exchange',
    client: (values) => clientOf(values),
    subject: ({ subjectToken, subjectType }) => ({ token: subjectToken, type: subjectType }),
    actor: ({ actorToken, actorType }) => ({ token: actorToken, type: actorType }),
    ...ADDRESSED,
    ...REQUESTED,
    tokenParams: ({ requestedType = AS_IT_DECIDES, ...values }) => ({
      ...REQUESTED.tokenParams(values),
      requested_token_type: requestedType === AS_IT_DECIDES ? '' : requestedType,
    }),
  },
  // Some vendors give a refresh token besides, which may be replaced.
  renewal: { ...RENEWAL, rotatesRefreshToken: 'optional' },
  ...SERVICE,
  hosts: (values) => serviceHosts(values, values.issuer, values.tokenUrl),
});
