import { judgeApiAnswer } from '../../../src/connectors/calls/judge-api-answer.js';
import { CATALOG } from '../../../src/connectors/catalog/catalog.js';
import type { ApiVerdict } from '../../../src/connectors/contract/api-errors.js';
import type { Connector } from '../../../src/connectors/contract/connector.js';
import type { TokenEndpointFacts } from '../../../src/connectors/contract/scheme.js';
import { parseJson } from '../../../src/connectors/wire/json-members.js';
import { judgeRefusal } from '../../../src/connectors/wire/token/token-judgement.js';
import type { Remedy } from '../../../src/kernel/broker.error.js';

const CONNECTORS: readonly Connector[] = CATALOG.map((Entry) => new Entry());

function connectorOf(key: string): Connector {
  const found = CONNECTORS.find((each) => each.key === key);
  if (!found) throw new Error(`There is no connector ${key}`);
  return found;
}

function tokenFacts(key: string, methodKey: string): TokenEndpointFacts {
  const scheme = connectorOf(key).methods.find((method) => method.key === methodKey)?.scheme;
  if (!scheme || scheme.kind === 'signed-request' || scheme.kind === 'static-secret')
    throw new Error(`${key} ${methodKey} asks for no token`);
  return scheme;
}

describe('What the vendors say when they issue no token', () => {
  it.each<[string, number, string, Remedy]>([
    [
      'dropbox oauth2',
      400,
      '{"error":"invalid_grant","error_description":"refresh token is invalid or revoked"}',
      'reconnect',
    ],
    ['dropbox oauth2', 400, '{"error":"invalid_grant","error_description":"refresh token is malformed"}', 'reconnect'],
    ['dropbox oauth2', 400, '{"error":"invalid_client"}', 'configure'],
    ['dropbox oauth2', 401, '{"error":"invalid_client"}', 'configure'],
    ['dropbox oauth2', 400, 'No auth function available for given request', 'configure'],
    [
      'dropbox oauth2',
      429,
      '{"error_summary":"too_many_requests/..","error":{"reason":{".tag":"too_many_requests"}}}',
      'wait',
    ],
    ['dropbox oauth2', 500, '', 'wait'],
    [
      'salesforce oauth2',
      400,
      '{"error":"invalid_grant","error_description":"expired access/refresh token"}',
      'reconnect',
    ],
    ['salesforce oauth2', 400, '{"error":"invalid_grant","error_description":"authentication failure"}', 'reconnect'],
    [
      'salesforce oauth2',
      400,
      '{"error":"invalid_client_id","error_description":"client identifier invalid"}',
      'configure',
    ],
    [
      'salesforce oauth2',
      400,
      '{"error":"invalid_client","error_description":"invalid client credentials"}',
      'configure',
    ],
    ['salesforce oauth2', 400, '{"error":"unsupported_grant_type"}', 'configure'],
    ['salesforce oauth2', 400, '{"error":"rate_limit_exceeded"}', 'wait'],
    [
      'salesforce oauth2',
      403,
      '[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]',
      'wait',
    ],
    ['salesforce oauth2', 503, '<html>We are down for maintenance</html>', 'wait'],
    ['redox api-key', 401, 'Invalid request', 'configure'],
    ['redox api-key', 429, '', 'wait'],
    ['redox api-key', 502, 'Bad Gateway', 'wait'],
    ['redox oauth-api-key', 400, '{"error":"invalid_request","error_description":"No public key found"}', 'configure'],
    ['redox oauth-api-key', 401, '{"error":"invalid_client"}', 'configure'],
    ['sharepoint delegated', 400, '{"error":"invalid_grant","error_codes":[700082]}', 'reconnect'],
    ['sharepoint delegated', 400, '{"error":"interaction_required","error_codes":[50076]}', 'reconnect'],
    ['sharepoint delegated', 400, '{"error":"invalid_request","error_codes":[90002]}', 'configure'],
    ['sharepoint delegated', 400, '{"error":"unauthorized_client","error_codes":[700016]}', 'configure'],
    ['sharepoint app-only', 401, '{"error":"invalid_client","error_codes":[7000222]}', 'configure'],
    ['sharepoint delegated', 400, '{"error":"invalid_grant","error_codes":[50196]}', 'wait'],
    ['sharepoint app-only', 400, '{"error":"temporarily_unavailable","error_codes":[90006]}', 'wait'],
  ])('%s %i %s: %s', (...[place, httpStatus, body, remedy]) => {
    const [connector = '', method = ''] = place.split(' ');
    const failure = { host: 'vendor', httpStatus, body: parseJson(body), secrets: [], retryAfterMs: undefined };
    expect(judgeRefusal(failure, tokenFacts(connector, method)).remedy).toBe(remedy);
  });

  it.each<[string, number, string, Remedy]>([
    ['Google throttles', 403, '{"error":{"code":403,"errors":[{"reason":"userRateLimitExceeded"}]}}', 'wait'],
    [
      'Google throttles under its other name',
      403,
      '{"error":{"code":403,"errors":[{"reason":"rateLimitExceeded"}]}}',
      'wait',
    ],
    ['Google asks for a person', 400, '{"error":"invalid_grant","error_subtype":"invalid_rapt"}', 'reconnect'],
    ['Google knows no such client', 401, '{"error":"invalid_client","error_description":"Unauthorized"}', 'configure'],
    ['Google is forbidden by an admin', 403, '{"error":"admin_policy_enforced"}', 'configure'],
    ['Microsoft was not used for long', 400, '{"error":"invalid_grant","error_codes":[700082]}', 'reconnect'],
    ['Microsoft wants another factor', 400, '{"error":"interaction_required","error_codes":[50076]}', 'reconnect'],
    ['Microsoft is passingly away', 400, '{"error":"temporarily_unavailable","error_codes":[90006]}', 'wait'],
    ['NetSuite counts calls', 400, '{"error":{"code":"SSS_REQUEST_LIMIT_EXCEEDED","message":"x"}}', 'wait'],
    ['NetSuite counts calls in REST', 400, '{"o:errorDetails":[{"o:errorCode":"CONCURRENCY_LIMIT_EXCEEDED"}]}', 'wait'],
    ['NetSuite ends a grant', 400, '{"error":"invalid_grant"}', 'reconnect'],
  ])('by the standard table: %s', (...[_what, httpStatus, body, remedy]) => {
    const failure = { host: 'vendor', httpStatus, body: parseJson(body), secrets: [], retryAfterMs: undefined };
    expect(judgeRefusal(failure, {}).remedy).toBe(remedy);
  });
});

describe('What the vendors say when they refuse a call', () => {
  it.each<[string, number, string, ApiVerdict]>([
    ['dropbox', 401, '{"error_summary":"expired_access_token/..","error":{".tag":"expired_access_token"}}', 'expired'],
    ['dropbox', 401, '{"error_summary":"invalid_access_token/.","error":{".tag":"invalid_access_token"}}', 'expired'],
    ['dropbox', 401, '{"error_summary":"missing_scope/","error":{".tag":"missing_scope"}}', 'reconnect'],
    ['dropbox', 429, 'too many', 'wait'],
    ['salesforce', 401, '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]', 'expired'],
    ['salesforce', 403, '[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]', 'wait'],
    ['salesforce', 403, '[{"message":"API off","errorCode":"API_DISABLED_FOR_ORG"}]', 'configure'],
    ['salesforce', 401, '[{"message":"x","errorCode":"INVALID_AUTH_HEADER"}]', 'ours'],
    ['salesforce', 403, 'Bad_OAuth_Token', 'expired'],
    ['salesforce', 420, '', 'expired'],
    ['salesforce', 300, '["/services/data/v66.0/sobjects/Contact/003"]', 'fix-request'],
    ['google-drive', 401, '{"error":{"code":401,"errors":[{"reason":"authError"}]}}', 'expired'],
    ['google-drive', 401, '{"error":{"code":401,"status":"UNAUTHENTICATED"}}', 'expired'],
    ['google-drive', 403, '{"error":{"errors":[{"reason":"insufficientPermissions"}]}}', 'reconnect'],
    ['google-drive', 403, '{"error":{"errors":[{"reason":"dailyLimitExceeded"}]}}', 'wait'],
    ['google-drive', 403, '{"error":{"errors":[{"reason":"accessNotConfigured"}]}}', 'configure'],
    ['google-drive', 404, '{"error":{"errors":[{"reason":"notFound"}]}}', 'fix-request'],
    ['netsuite', 401, '{"o:errorDetails":[{"o:errorCode":"INVALID_LOGIN"}]}', 'configure'],
    [
      'netsuite',
      429,
      '{"o:errorCode":"USER_ERROR","o:errorDetails":[{"o:errorCode":"CONCURRENCY_LIMIT_EXCEEDED"}]}',
      'wait',
    ],
    ['netsuite', 400, '{"error":{"code":"SSS_REQUEST_LIMIT_EXCEEDED","message":"x"}}', 'wait'],
    ['netsuite', 400, 'error code: SSS_REQUEST_LIMIT_EXCEEDED\nerror message: x', 'wait'],
    ['redox', 401, 'Unauthorized', 'expired'],
    ['redox', 403, '', 'fix-request'],
    ['redox', 502, 'Bad Gateway', 'wait'],
    ['redox', 404, '{"resourceType":"OperationOutcome","issue":[{"code":"not-found"}]}', 'fix-request'],
    ['sharepoint', 401, '{"error":{"code":"InvalidAuthenticationToken"}}', 'expired'],
    ['sharepoint', 403, '{"error":{"code":"accessDenied"}}', 'configure'],
    ['sharepoint', 423, '{"error":{"code":"locked"}}', 'wait'],
    ['sharepoint', 429, '{"error":{"code":"activityLimitReached","innerError":{"code":"throttledRequest"}}}', 'wait'],
    ['sharepoint', 507, '{"error":{"code":"quotaLimitReached"}}', 'configure'],
  ])('%s %i %s: %s', (...[connector, status, body, verdict]) => {
    expect(judgeApiAnswer({ status, body, headers: {} }, connectorOf(connector).apiErrors).verdict).toBe(verdict);
  });
});
