import { type Answer, jsonAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller } from './access.js';
import type { NetsuiteDesk } from './desk.js';
import { restletError } from './wording.js';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** One RESTlet that says back what it was sent. */
export function restletRoutes(desk: NetsuiteDesk): readonly Route[] {
  return METHODS.map((method) => ({
    name: 'restlet',
    method,
    host: '*.restlets.api.netsuite.com',
    path: '/app/site/hosting/restlet.nl',
    answer: (call) => echo(call, desk),
  }));
}

function echo(call: Call, desk: NetsuiteDesk): Answer {
  const { account, user, role } = requireCaller(call, desk);
  const { script, deploy, ...query } = Object.fromEntries(call.query);
  if (!script || !deploy) {
    return restletError(call, 400, {
      code: 'SSS_MISSING_REQD_ARGUMENT',
      message: 'Missing a required argument: script, deploy',
    });
  }
  const hasBody = call.method === 'POST' || call.method === 'PUT';
  if (hasBody && !['application/json', 'text/plain'].includes(call.contentType)) {
    return restletError(call, 415, {
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'The content type must be JSON or text.',
    });
  }
  const text = call.body.toString('utf8');
  const body = call.contentType === 'application/json' ? (call.json() ?? null) : text;
  return jsonAnswer(200, {
    method: call.method,
    script,
    deploy,
    query,
    body: hasBody ? body : null,
    account,
    user,
    role,
  });
}
