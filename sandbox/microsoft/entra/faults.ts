import type { AssertionFault } from '../../oauth/assertion.js';
import type { FaultTable } from '../../oauth/oauth-fault.js';

const NO_GRANT = [400, 'invalid_grant', 'AADSTS70000: The provided grant is invalid or malformed.'] as const;
const BAD_REQUEST = [400, 'invalid_request', 'AADSTS900144: The request body lacks a parameter.'] as const;
const REVOKED = [400, 'invalid_grant', 'AADSTS50173: The provided grant has expired due to it being revoked.'] as const;

/** learn.microsoft.com/entra/identity-platform/reference-error-codes; clients go by `error`, people by the number. */
export const FAULTS: FaultTable = {
  'not-a-form': [400, 'invalid_request', 'AADSTS900144: The request body must be a form.'],
  'no-grant-type': [400, 'invalid_request', "AADSTS900144: The request body must contain 'grant_type'."],
  'unsupported-grant': [400, 'unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.'],
  'missing-field': BAD_REQUEST,
  'client-missing': [
    401,
    'invalid_client',
    "AADSTS7000218: The request body must contain 'client_assertion' or 'client_secret'.",
  ],
  'client-unknown': [400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.'],
  'client-secret': [401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.'],
  'client-twice': [400, 'invalid_request', 'AADSTS70002: The client was authenticated in two ways.'],
  'code-unknown': NO_GRANT,
  'code-used': [400, 'invalid_grant', 'AADSTS54005: OAuth2 authorization code was already redeemed.'],
  'code-expired': [400, 'invalid_grant', 'AADSTS70008: The provided authorization code has expired.'],
  'code-client': NO_GRANT,
  'code-redirect': [400, 'invalid_grant', 'AADSTS50011: The redirect URI does not match the one of the authorization.'],
  'code-verifier': [400, 'invalid_grant', 'AADSTS50148: The code_verifier does not match the code_challenge.'],
  'refresh-unknown': NO_GRANT,
  'refresh-revoked': REVOKED,
  'refresh-expired': [400, 'invalid_grant', 'AADSTS700082: The refresh token has expired due to inactivity.'],
  'refresh-replaced': NO_GRANT,
  'refresh-reused': REVOKED,
  'refresh-client': NO_GRANT,
  scope: [400, 'invalid_scope', "AADSTS70011: The provided value for the input parameter 'scope' is not valid."],
  assertion: [401, 'invalid_client', 'AADSTS700027: The client assertion failed signature validation.'],
};

const NOT_REGISTERED = 'AADSTS700027: The certificate with this identifier is not registered on the application.';
const NOT_IN_TIME = 'AADSTS700024: Client assertion is not within its valid time range.';
const NOT_THE_CLIENT = "AADSTS700021: Client assertion application identifier doesn't match 'client_id' parameter.";
const MALFORMED = 'AADSTS50027: The client assertion is not a valid JWT.';

export const ASSERTION_FAULTS: Readonly<Record<AssertionFault, string>> = {
  'not-a-jwt': MALFORMED,
  algorithm: 'AADSTS50027: The algorithm of the client assertion must be PS256 or RS256.',
  'no-kid': NOT_REGISTERED,
  'unknown-key': NOT_REGISTERED,
  signature: 'AADSTS700027: The client assertion failed signature validation.',
  issuer: NOT_THE_CLIENT,
  subject: NOT_THE_CLIENT,
  audience: 'AADSTS700023: Client assertion audience claim does not match Realm issuer.',
  expired: NOT_IN_TIME,
  'too-long': NOT_IN_TIME,
  'not-yet': NOT_IN_TIME,
  'no-jti': MALFORMED,
};
